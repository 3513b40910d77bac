#pragma once

#include "core/time.h"

namespace orbitmesh {

/// `full_speed` at a clock of `factor` of the nominal one, (0, 1].
inline Duration at_clock(Duration full_speed, double factor) {
  return factor == 1.0 ? full_speed : Duration::from_seconds(full_speed.seconds() / factor);
}

/// Work whose rate of progress changes while it is done.
class ClockedWork {
 public:
  ClockedWork() = default;
  /// `work` is its time at the nominal clock.
  ClockedWork(Duration work, Time now, double clock) : left_(work), since_(now), clock_(clock) {}

  Time end() const { return since_ + at_clock(left_, clock_); }
  /// From `now` on the rest goes on at another rate.
  void set_clock(Time now, double clock) {
    const Duration passed = now - since_;
    const Duration done =
        clock_ == 1.0 ? passed : Duration::from_seconds(passed.seconds() * clock_);
    left_ = done < left_ ? left_ - done : Duration();
    since_ = now;
    clock_ = clock;
  }

 private:
  Duration left_;  ///< at the nominal clock
  Time since_;
  double clock_ = 1.0;
};

}  // namespace orbitmesh
