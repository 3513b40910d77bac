#include "nodes/power/power_bus.h"

#include <algorithm>

#include "core/math.h"

namespace orbitmesh {
namespace {

double left_after_a_knot(const HeatBalance& heat) {
  return heat.two_nodes() ? math::exp(-PowerBus::kKnot.seconds() / chip_time_s(heat)) : 0.0;
}

}  // namespace

PowerBus::PowerBus(const BusSetup& setup, Time start)
    : setup_(setup),
      chips_left_(left_after_a_knot(setup.model.heat)),
      state_(setup.initial),
      now_(start),
      decided_(start) {}

void PowerBus::advance(Time now, double compute_w) {
  if (now == now_) return;
  const double dt_s = (now - now_).seconds();
  const PowerHeatFlow flow = power_heat_step(setup_.model, sky_, compute_w, dt_s, state_);
  totals_.array_j += flow.array_j;
  totals_.spilled_j += flow.spilled_j;
  totals_.unserved_j += flow.unserved_j;
  compute_since_decided_j_ += compute_w * dt_s;
  now_ = now;
}

PowerHeatState PowerBus::state_at(Time at, double compute_w) const {
  PowerHeatState state = state_;
  if (at != now_) power_heat_step(setup_.model, sky_, compute_w, (at - now_).seconds(), state);
  return state;
}

double PowerBus::junction_k(const PowerHeatState& state, double compute_w) const {
  const HeatBalance& heat = setup_.model.heat;
  return heat.two_nodes() ? state.chips_k : state.radiator_k + heat.junction_k_w * compute_w;
}

ClockDecision PowerBus::decide(const EclipseOutlook& outlook) {
  judge_heat();
  const double by_energy = clock_by_energy(outlook);
  const double by_heat = clock_by_heat(setup_.throttle, {state_.radiator_k, state_.chips_k},
                                       setup_.model.heat.junction_k_w, chips_left_, setup_.compute);
  const double by_limit = setup_.compute.clock_of(setup_.compute_limit_w);
  decided_ = now_;
  compute_since_decided_j_ = 0.0;
  const double clock = std::min({1.0, by_energy, by_heat, by_limit});
  return {std::max(kMinClock, clock), no_charge_, too_hot_};
}

double PowerBus::clock_by_energy(const EclipseOutlook& outlook) {
  const Battery& battery = setup_.model.battery;
  if (setup_.rule == ChargeRule::kCharge) {
    const double least = no_charge_ ? kRestartCharge : 0.0;
    no_charge_ = usable_share(battery, state_.charge_j) <= least;
    return clock_by_charge(battery, state_.charge_j);
  }
  const double array_w = array_power_w(setup_.model.array_w, 1.0, sky_.incidence);
  const double clock = setup_.compute.clock_of(
      power_by_eclipse_w(battery, state_.charge_j, array_w, setup_.model.house_load_w, outlook));
  no_charge_ = clock < (no_charge_ ? kRestartClock : kMinClock);
  return clock;
}

void PowerBus::judge_heat() {
  const double span_s = (now_ - decided_).seconds();
  const double mean_w = span_s > 0.0 ? compute_since_decided_j_ / span_s : 0.0;
  const double limit_k =
      too_hot_ ? setup_.throttle.begin_k - kRestartCooling_K : setup_.throttle.end_k;
  too_hot_ = junction_k(state_, mean_w) > limit_k;
}

}  // namespace orbitmesh
