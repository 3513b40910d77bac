#include "mesh/phy/blockage.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/error.h"

namespace orbitmesh {
namespace {

constexpr double kLn2 = 0.6931471805599453;
constexpr double kHour_s = 3600.0;

// An exponential distribution's mean is its median / ln 2.
double mean_of(const BlockageCause& cause) { return cause.median_duration.seconds() / kLn2; }

double share(const BlockageCause& cause) {
  return cause.events_per_hour / kHour_s * mean_of(cause);
}

}  // namespace

std::vector<BlockageCause> measured_drive_blockage() {
  return {{Blockage::kNoSchedule, 67, Duration::from_ms(8'900)},
          {Blockage::kObstructed, 61, Duration::from_ms(3'300)},
          {Blockage::kNoDownlink, 45, Duration::from_ms(2'100)}};
}

std::vector<BlockageCause> obstruction(double los_probability, Duration median_duration) {
  const double mean_s = median_duration.seconds() / kLn2;
  return {{Blockage::kObstructed, (1 - los_probability) * kHour_s / mean_s, median_duration}};
}

BlockageProcess::BlockageProcess(std::vector<BlockageCause> causes, RngStream stream)
    : causes_(std::move(causes)), stream_(stream) {
  for (const BlockageCause& cause : causes_) {
    if (!(cause.events_per_hour >= 0) || cause.median_duration <= Duration{}) {
      throw InputError("a cause of blockage needs a rate of at least 0 and a positive duration");
    }
    clear_share_ -= share(cause);
    events_per_s_ += cause.events_per_hour / kHour_s;
  }
  if (!(clear_share_ > 0)) {
    throw InputError(
        fmt::format("the causes of blockage take {:.3g} of the time, must leave some of it clear",
                    1 - clear_share_));
  }
  begin();
}

const BlockageSpell& BlockageProcess::at(Time t) {
  if (t < spell_.begin) begin();
  while (t >= spell_.end) advance();
  return spell_;
}

void BlockageProcess::begin() {
  number_ = 0;
  stream_.seek(0);
  double left = stream_.uniform() - clear_share_;
  spell_ = {Blockage::kClear, Time{}, Time{}};
  double mean_s = events_per_s_ > 0 ? clear_share_ / events_per_s_ : 0;
  for (const BlockageCause& cause : causes_) {
    if (left < 0) break;
    spell_.state = cause.cause;
    mean_s = mean_of(cause);
    left -= share(cause);
  }
  spell_.end = Time{} + draw_duration(mean_s);
}

void BlockageProcess::advance() {
  stream_.seek(++number_);
  spell_.begin = spell_.end;
  if (spell_.state != Blockage::kClear) {
    spell_.state = Blockage::kClear;
    spell_.end = spell_.begin + draw_duration(clear_share_ / events_per_s_);
    return;
  }
  double left = stream_.uniform() * events_per_s_ * kHour_s;
  const BlockageCause* chosen = &causes_.front();
  for (const BlockageCause& cause : causes_) {
    chosen = &cause;
    left -= cause.events_per_hour;
    if (left < 0) break;
  }
  spell_.state = chosen->cause;
  spell_.end = spell_.begin + draw_duration(mean_of(*chosen));
}

Duration BlockageProcess::draw_duration(double mean_s) {
  if (mean_s <= 0) return Duration::max();
  return std::max(Duration::from_ns(1), Duration::from_seconds(stream_.exponential(mean_s)));
}

}  // namespace orbitmesh
