#include "scenarios/status_line.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace orbitmesh {
namespace {

constexpr double kRedraw_s = 0.2;
constexpr double kLine_s = 10.0;

double steady_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

StatusLine::StatusLine(std::FILE* stream)
    : StatusLine(stream, ::isatty(::fileno(stream)) != 0, steady_s) {}

StatusLine::StatusLine(std::FILE* stream, bool terminal, WallClock clock)
    : stream_(stream),
      terminal_(terminal),
      clock_(std::move(clock)),
      start_s_(clock_()),
      next_s_(interval_s()) {}

StatusLine::~StatusLine() {
  if (drawn_ == 0) return;
  std::fputs(("\r" + std::string(drawn_, ' ') + "\r").c_str(), stream_);
  std::fflush(stream_);
}

double StatusLine::interval_s() const { return terminal_ ? kRedraw_s : kLine_s; }

bool StatusLine::due() {
  const double elapsed_s = wall_s();
  if (elapsed_s < next_s_) return false;
  next_s_ = elapsed_s + interval_s();
  return true;
}

void StatusLine::show(const std::string& text) {
  if (terminal_) {
    const std::size_t rest = drawn_ > text.size() ? drawn_ - text.size() : 0;
    std::fputs(("\r" + text + std::string(rest, ' ')).c_str(), stream_);
    drawn_ = std::max(drawn_, text.size());
  } else {
    std::fputs((text + "\n").c_str(), stream_);
  }
  std::fflush(stream_);
}

}  // namespace orbitmesh
