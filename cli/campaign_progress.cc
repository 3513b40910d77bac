#include "cli/campaign_progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>

#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

constexpr double kRedraw_s = 0.5;
constexpr double kLine_s = 10;

double steady_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string text_of(std::int64_t done, std::int64_t total, double elapsed_s) {
  std::string text = fmt::format("{} of {} trials", done, total);
  if (done == 0 || done >= total) return text;
  const double left_s = elapsed_s / static_cast<double>(done) * static_cast<double>(total - done);
  return text + ", " + readable(Duration::from_s(static_cast<std::int64_t>(left_s) + 1)) + " left";
}

}  // namespace

CampaignProgress::CampaignProgress(bool quiet)
    : quiet_(quiet),
      terminal_(isatty(fileno(stderr)) != 0),
      start_s_(steady_s()),
      next_s_(terminal_ ? kRedraw_s : kLine_s) {}

CampaignProgress::~CampaignProgress() {
  if (drawn_ == 0) return;
  std::fputs(("\r" + std::string(drawn_, ' ') + "\r").c_str(), stderr);
  std::fflush(stderr);
}

void CampaignProgress::update(std::int64_t done, std::int64_t total) {
  const double elapsed_s = steady_s() - start_s_;
  if (quiet_ || elapsed_s < next_s_) return;
  next_s_ = elapsed_s + (terminal_ ? kRedraw_s : kLine_s);
  const std::string line = text_of(done, total, elapsed_s);
  if (!terminal_) {
    std::fputs((line + "\n").c_str(), stderr);
    return;
  }
  const std::size_t rest = drawn_ > line.size() ? drawn_ - line.size() : 0;
  std::fputs(("\r" + line + std::string(rest, ' ')).c_str(), stderr);
  std::fflush(stderr);
  drawn_ = std::max(drawn_, line.size());
}

}  // namespace orbitmesh
