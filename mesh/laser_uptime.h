#pragma once

#include "core/time.h"

namespace orbitmesh {

/// How often lasers are interrupted by themselves, and how long it takes to point them anew:
/// docs/models/lasers.md.
struct LaserUptime {
  double share = 1;  ///< of the time in which a laser can be used, (0, 1]; 1: no interruptions
  Duration mean_interruption = Duration::from_s(30);  ///< until acquisition begins, exponential
  Duration acquisition;  ///< after an interruption, an outage or a time out of reach
};

/// Mean time from the end of an acquisition to the next interruption. Precondition: share < 1.
inline Duration mean_laser_uptime(const LaserUptime& uptime) {
  const Duration out = uptime.mean_interruption + uptime.acquisition;
  return Duration::from_seconds(out.seconds() * uptime.share / (1 - uptime.share));
}

}  // namespace orbitmesh
