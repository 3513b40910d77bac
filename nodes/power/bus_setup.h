#pragma once

#include "inference/bus_profile.h"
#include "nodes/power/clock_governor.h"
#include "nodes/power/power_heat.h"

namespace orbitmesh {

/// What a scenario says of a bus beside its profile.
struct BusOptions {
  ChargeRule rule = ChargeRule::kCharge;
  ArrayPointing pointing = ArrayPointing::kTracking;
  double age_years = 0.0;
  double full_cycles = 0.0;                  ///< that the battery has behind it
  double initial_charge = 1.0;               ///< share of the capacity, [0, 1]
  double initial_k = kZeroCelsius_K + 20.0;  ///< of radiator and chips
};

/// A bus with its accelerators, ready to be advanced.
struct BusSetup {
  PowerHeatModel model;
  PowerHeatState initial;
  ComputePower compute;
  double compute_limit_w = 0.0;  ///< greatest power of the accelerators
  ThrottleLimits throttle;
  ChargeRule rule = ChargeRule::kCharge;
  ArrayPointing pointing = ArrayPointing::kTracking;
};

/// Loss of battery capacity: 2 % a year and 20 % over 12,000 full cycles (30,000 of 40 %); a
/// guess from published LEO tests of lithium-ion cells. docs/models/battery.md.
inline constexpr BatteryAgeing kBatteryAgeing{0.02, 0.2 / 12'000};

/// `radius_m` is the satellite's distance from the Earth's centre, which sets how much of the
/// radiator's sky the Earth fills. Throws InputError when the throttle limits are in the wrong
/// order, or the bus cannot power the accelerators at kMinClock.
BusSetup make_bus_setup(const BusProfile& profile, const BusOptions& options,
                        const ComputePower& compute, double radius_m);

}  // namespace orbitmesh
