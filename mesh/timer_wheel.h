#pragma once

#include <cstdint>

#include "core/time.h"

namespace orbitmesh {

/// CONFIG_HZ of Debian's, Ubuntu's and other distributions' kernels for servers.
inline constexpr Duration kJiffy = Duration::from_ms(4);

/// Rounded up to whole jiffies, as usecs_to_jiffies() does.
constexpr Duration to_jiffies(Duration delay) {
  return (delay + kJiffy - Duration::from_ns(1)) / kJiffy * kJiffy;
}

/// When a kernel timer goes off that is set at `now` for `delay` >= 0: Linux's timer wheel
/// (kernel/time/timer.c, calc_wheel_index()) has a granularity of 1 jiffy below 63 of them,
/// of 8 below 504, of 64 below 4,032 and so on, and rounds up to the next but never the same
/// multiple. Jiffies count from the epoch.
constexpr Time timer_wheel_expiry(Time now, Duration delay) {
  const std::int64_t expires = now.since_epoch() / kJiffy + to_jiffies(delay) / kJiffy;
  std::int64_t granularity = 1;
  while (to_jiffies(delay) >= 63 * granularity * kJiffy) granularity *= 8;
  return Time{} + (expires / granularity + 1) * granularity * kJiffy;
}

}  // namespace orbitmesh
