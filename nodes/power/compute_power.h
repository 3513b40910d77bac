#pragma once

#include <cstdint>

#include "inference/accelerator_profile.h"

namespace orbitmesh {

/// Share of its full power that a device draws while it is on and has nothing to do. A guess:
/// H100 boards idle at 70 to 100 W of 700, Jetson modules at a quarter.
inline constexpr double kIdleShare = 0.15;

/// Power of the accelerators of one node at a clock [W]; linear in it, as if the voltage did not
/// follow.
struct ComputePower {
  double idle_w = 0.0;  ///< switched on, nothing to do
  double full_w = 0.0;  ///< all devices busy at full clock

  double at(double clock) const { return idle_w + (full_w - idle_w) * clock; }
  /// Clock at which all devices busy draw `power_w`, not limited.
  double clock_of(double power_w) const {
    return full_w > idle_w ? (power_w - idle_w) / (full_w - idle_w) : 1.0;
  }
};

/// Of `devices` devices, all 0 where the profile states no power.
inline ComputePower compute_power(const AcceleratorProfile& accelerator, std::int64_t devices) {
  const double device_w = accelerator.power ? accelerator.power->value.si : 0.0;
  const double full_w = device_w * static_cast<double>(devices);
  return {kIdleShare * full_w, full_w};
}

}  // namespace orbitmesh
