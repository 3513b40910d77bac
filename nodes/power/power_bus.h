#pragma once

#include "core/time.h"
#include "nodes/power/bus_setup.h"
#include "nodes/power/eclipse_outlook.h"
#include "nodes/power/power_heat.h"

namespace orbitmesh {

/// What a bus lets its accelerators do.
struct ClockDecision {
  double clock = 1.0;      ///< kMinClock to 1; of no meaning while one of the following holds
  bool no_charge = false;  ///< switched off for want of energy
  bool too_hot = false;    ///< switched off for heat
};

/// Energy and heat of one satellite over time. Between calls of advance() sky and computing power
/// are constant. Reading the state at some instant does not change it, so that results do not
/// depend on who looks.
class PowerBus {
 public:
  /// From one decision to the next.
  static constexpr Duration kKnot = Duration::from_s(10);

  PowerBus(const BusSetup& setup, Time start);

  /// Goes on to `now`, not before the last one, with `compute_w` drawn by the accelerators since.
  void advance(Time now, double compute_w);
  /// What Sun and Earth send from the present instant on.
  void set_sky(const Sky& sky) { sky_ = sky; }

  /// The state at `at`, not before the present, if `compute_w` was drawn since.
  PowerHeatState state_at(Time at, double compute_w) const;
  /// Temperature of the chips in such a state: their own, or, if they follow the radiator at once,
  /// that of `compute_w`.
  double junction_k(const PowerHeatState& state, double compute_w) const;

  /// Clock from the present instant to the next decision. Heat is judged by the chips' temperature;
  /// of chips that follow the radiator at once, by that of the mean power since the last decision.
  /// Accelerators that ran out of energy stay off up to kRestartCharge (rule charge) or
  /// kRestartClock (rule eclipse); those that were too hot until the chips are kRestartCooling_K
  /// below the beginning of throttling.
  ClockDecision decide(const EclipseOutlook& outlook);

  const BusSetup& setup() const { return setup_; }
  const PowerHeatState& state() const { return state_; }
  /// Energies since the start.
  const PowerHeatFlow& totals() const { return totals_; }

  static constexpr double kRestartClock = 0.4;
  static constexpr double kRestartCooling_K = 5.0;

 private:
  double clock_by_energy(const EclipseOutlook& outlook);
  void judge_heat();

  BusSetup setup_;
  double chips_left_;  // of their distance from the steady temperature, a knot later
  PowerHeatState state_;
  Sky sky_;
  Time now_;
  PowerHeatFlow totals_;
  Time decided_;
  double compute_since_decided_j_ = 0.0;
  bool no_charge_ = false;
  bool too_hot_ = false;
};

}  // namespace orbitmesh
