#include "scenarios/progress.h"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/summary_format.h"

namespace orbitmesh {
namespace {

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

void Progress::update(Time now) {
  if (!line_.due()) return;
  const Duration done = now.since_epoch();
  const std::string text = progress_text(done, total_, wall_s());
  line_.show(line_.terminal() ? bar(share_of(done, total_)) + text : text);
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
