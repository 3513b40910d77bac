#include "nodes/power/clock_governor.h"

#include <algorithm>

namespace orbitmesh {

double usable_share(const Battery& battery, double charge_j) {
  const double floor_j = battery.floor_j();
  return std::min(1.0, (charge_j - floor_j) / (battery.capacity_j - floor_j));
}

double clock_by_charge(const Battery& battery, double charge_j) {
  const double share = usable_share(battery, charge_j);
  if (share <= 0.0) return 0.0;
  return kMinClock + (1.0 - kMinClock) * std::min(1.0, share / kFullClockCharge);
}

double power_by_eclipse_w(const Battery& battery, double charge_j, double array_w,
                          double house_load_w, const EclipseOutlook& outlook) {
  // A change that is nearer than this happens before the clock could follow.
  constexpr double kShortest_s = 1.0;
  const double change_s = std::max(kShortest_s, outlook.change_s);
  if (outlook.dark) return battery.deliverable_j(charge_j) / change_s - house_load_w;
  const double missing_j = (battery.capacity_j - charge_j) / battery.charge_efficiency;
  return array_w - house_load_w - missing_j / change_s;
}

double clock_by_heat(const ThrottleLimits& limits, const HeatNodes& now, double junction_k_w,
                     double chips_left, const ComputePower& power) {
  // With s = (1 - kMinClock) / (end - begin): c = 1 - s (chips(c) - begin), where
  // chips(c) = left x chips + (1 - left) (radiator + R power(c)).
  const double per_k = (1.0 - kMinClock) / (limits.end_k - limits.begin_k);
  const double moved = 1.0 - chips_left;
  const double idle_k =
      chips_left * now.chips_k + moved * (now.radiator_k + junction_k_w * power.idle_w);
  const double span_k = moved * junction_k_w * (power.full_w - power.idle_w);
  const double clock = (1.0 - per_k * (idle_k - limits.begin_k)) / (1.0 + per_k * span_k);
  return std::clamp(clock, kMinClock, 1.0);
}

}  // namespace orbitmesh
