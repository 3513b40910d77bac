#include "cli/sweep_progress.h"

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

std::string text_of(const SweepStatus& status, std::int64_t done_before, double elapsed_s) {
  std::string text =
      fmt::format("{} of {} runs, {} running", status.done, status.total, status.running);
  if (status.failed > 0) text += fmt::format(", {} failed", status.failed);
  const std::int64_t ended = status.done - done_before + status.failed;
  const std::int64_t left = status.total - status.done - status.failed;
  if (ended > 0 && left > 0) {
    const double left_s = elapsed_s / static_cast<double>(ended) * static_cast<double>(left);
    text += ", " + readable(Duration::from_s(static_cast<std::int64_t>(left_s) + 1)) + " left";
  }
  return text;
}

}  // namespace

SweepProgress::SweepProgress(bool quiet)
    : quiet_(quiet), terminal_(isatty(fileno(stderr)) != 0), start_s_(steady_s()), next_s_(0) {}

SweepProgress::~SweepProgress() {
  if (drawn_ == 0) return;
  std::fputs(("\r" + std::string(drawn_, ' ') + "\r").c_str(), stderr);
  std::fflush(stderr);
}

void SweepProgress::update(const SweepStatus& status) {
  const double elapsed_s = steady_s() - start_s_;
  if (done_before_ < 0) done_before_ = status.done;
  if (quiet_ || elapsed_s < next_s_) return;
  next_s_ = elapsed_s + (terminal_ ? kRedraw_s : kLine_s);
  std::string line = text_of(status, done_before_, elapsed_s);
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
