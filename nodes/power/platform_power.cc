#include "nodes/power/platform_power.h"

#include <algorithm>

#include "nodes/power/clock_governor.h"

namespace orbitmesh {

PlatformPower::PlatformPower(const PlatformProfile& platform, const ComputePower& power,
                             std::int64_t devices)
    : overhead_(platform.host.value * platform.pue.value) {
  double by_power = 1.0;
  if (platform.power) {
    const double share = static_cast<double>(devices) / static_cast<double>(platform.count.value);
    by_power = power.clock_of(platform.power->value.si * share / overhead_);
  }
  clock_ = std::clamp(std::min(platform.compute_share.value, by_power), kMinClock / 4, 1.0);
  const double moving = platform.moving_share.value;
  if (platform.body_idle) body_w_ += (1.0 - moving) * platform.body_idle->value.si;
  if (platform.body_moving) body_w_ += moving * platform.body_moving->value.si;
  body_w_ += (1.0 - platform.compute_share.value) * (power.full_w - power.idle_w);
  if (platform.battery) battery_j_ = platform.battery->value.si;
}

}  // namespace orbitmesh
