#include "scenarios/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

constexpr double kRedraw_s = 0.2;
constexpr double kLine_s = 10.0;

double steady_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double share_of(Duration done, Duration total) {
  if (!(Duration() < total)) return 1.0;
  return std::clamp(done.seconds() / total.seconds(), 0.0, 1.0);
}

std::string bar(double share) {
  constexpr std::size_t kWidth = 20;
  const auto full = static_cast<std::size_t>(share * kWidth);
  return "[" + std::string(full, '#') + std::string(kWidth - full, '.') + "] ";
}

}  // namespace

Progress::Progress(std::FILE* stream, Duration total)
    : Progress(stream, total, ::isatty(::fileno(stream)) != 0, steady_s) {}

Progress::Progress(std::FILE* stream, Duration total, bool terminal, WallClock clock)
    : stream_(stream),
      total_(total),
      terminal_(terminal),
      clock_(std::move(clock)),
      start_s_(clock_()),
      next_s_(terminal ? kRedraw_s : kLine_s) {}

Progress::~Progress() {
  if (drawn_ == 0) return;
  std::fputs(("\r" + std::string(drawn_, ' ') + "\r").c_str(), stream_);
  std::fflush(stream_);
}

void Progress::update(Time now) {
  const double elapsed_s = wall_s();
  if (elapsed_s < next_s_) return;
  next_s_ = elapsed_s + (terminal_ ? kRedraw_s : kLine_s);
  terminal_ ? draw_bar(now.since_epoch(), elapsed_s) : write_line(now.since_epoch(), elapsed_s);
}

void Progress::draw_bar(Duration done, double elapsed_s) {
  const std::string text = bar(share_of(done, total_)) + progress_text(done, total_, elapsed_s);
  const std::size_t rest = drawn_ > text.size() ? drawn_ - text.size() : 0;
  std::fputs(("\r" + text + std::string(rest, ' ')).c_str(), stream_);
  std::fflush(stream_);
  drawn_ = std::max(drawn_, text.size());
}

void Progress::write_line(Duration done, double elapsed_s) {
  std::fputs((progress_text(done, total_, elapsed_s) + "\n").c_str(), stream_);
  std::fflush(stream_);
}

std::string progress_text(Duration done, Duration total, double wall_s) {
  const double share = share_of(done, total);
  std::string text =
      fmt::format("{} of {} simulated ({:.0f} %)", readable(done), readable(total), 100.0 * share);
  if (wall_s <= 0.0 || done.ns() <= 0) return text;
  const double speed = done.seconds() / wall_s;
  const double left_s = std::max(0.0, (total - done).seconds() / speed);
  text += fmt::format(", {} times real time", readable_factor(speed));
  constexpr double kLongestShown_s = 1e8;  // beyond three years there is nothing to plan
  if (left_s < kLongestShown_s) {
    // Whole seconds: a countdown with decimals only flickers.
    const auto whole_s = static_cast<std::int64_t>(left_s + 0.5);
    text += fmt::format(", {} left", whole_s == 0 ? "0 s" : readable(Duration::from_s(whole_s)));
  }
  return text;
}

}  // namespace orbitmesh
