#pragma once

#include <array>

#include "core/fields.h"
#include "nodes/power/battery.h"
#include "nodes/power/compute_power.h"
#include "nodes/power/eclipse_outlook.h"
#include "nodes/power/two_node_heat.h"

namespace orbitmesh {

/// How the clock of accelerators follows the energy of their bus.
enum class ChargeRule {
  kCharge,   ///< by the state of charge alone
  kEclipse,  ///< spreads what the battery can deliver over the rest of the eclipse
};

constexpr std::array<EnumName<ChargeRule>, 2> enum_names(ChargeRule) {
  return {{{ChargeRule::kCharge, "charge"}, {ChargeRule::kEclipse, "eclipse"}}};
}

/// Least clock at which accelerators run; below it they are switched off.
inline constexpr double kMinClock = 0.2;
/// Charge above the floor, over all that may be used, above which the clock is full (rule charge).
inline constexpr double kFullClockCharge = 0.5;
/// The same at which accelerators that ran out of energy are switched on again.
inline constexpr double kRestartCharge = 0.25;

/// Charge above the floor over all that may be used, at most 1.
double usable_share(const Battery& battery, double charge_j);

/// Clock by rule kCharge: 1 down to kFullClockCharge, from there linear to kMinClock at the
/// floor, 0 at or below the floor.
double clock_by_charge(const Battery& battery, double charge_j);

/// Power that accelerators may draw by rule kEclipse [W], negative where the bus itself has too
/// little. In the dark: what the battery delivers down to its floor, spread evenly over the rest
/// of the eclipse. In light: the array's surplus, less what the battery needs to be full when the
/// next eclipse begins. `array_w` is that of the array outside of any shadow.
double power_by_eclipse_w(const Battery& battery, double charge_j, double array_w,
                          double house_load_w, const EclipseOutlook& outlook);

/// Junction temperatures between which the clock falls from 1 to kMinClock [K].
struct ThrottleLimits {
  double begin_k = 0.0;
  double end_k = 0.0;
};

/// The clock c at which c = throttle(chips at the next decision, at that c), with all devices busy
/// and the radiator as it is. Until then `chips_left` of the chips' distance from
/// radiator + R power(c) is left: 0 for chips that follow at once. What the clock brings about is
/// in it, so that it comes to the fixed point of throttling and heating without swinging. At least
/// kMinClock.
double clock_by_heat(const ThrottleLimits& limits, const HeatNodes& now, double junction_k_w,
                     double chips_left, const ComputePower& power);

}  // namespace orbitmesh
