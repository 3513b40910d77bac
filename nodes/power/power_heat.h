#pragma once

#include "nodes/power/battery.h"
#include "nodes/power/heat_balance.h"
#include "nodes/power/solar_array.h"
#include "nodes/power/two_node_heat.h"

namespace orbitmesh {

/// Figures of one satellite's bus as the formulas need them, in SI units.
struct PowerHeatModel {
  double array_w = 0.0;       ///< of the array now, at 1 AU and normal incidence
  double house_load_w = 0.0;  ///< of everything but the accelerators, always on
  Battery battery;
  HeatBalance heat;
};

/// What Sun and Earth send, constant over a step.
struct Sky {
  double irradiance = 1.0;  ///< over kSolarConstant_W_m2, shadow included
  double incidence = 1.0;   ///< cosine between array normal and Sun
  double sun_height = 0.0;  ///< cosine of the Sun's zenith angle under the satellite
};

struct PowerHeatState {
  double charge_j = 0.0;
  double radiator_k = 293.15;
  double chips_k = 293.15;  ///< at the end of the last step, under its power
};

/// Energies of a step at the bus [J].
struct PowerHeatFlow {
  double array_j = 0.0;  ///< that the array could give
  double spilled_j = 0.0;
  double unserved_j = 0.0;
};

/// Advances a bus by `dt_s` under constant sky and computing power. All that is consumed ends as
/// heat: of the accelerators at the chips, the rest at the radiator. Single satellites and batches
/// share this formula.
inline PowerHeatFlow power_heat_step(const PowerHeatModel& model, const Sky& sky, double compute_w,
                                     double dt_s, PowerHeatState& state) {
  const double array_w = array_power_w(model.array_w, sky.irradiance, sky.incidence);
  const double load_w = model.house_load_w + compute_w;
  const BatteryStep battery = battery_step(model.battery, state.charge_j, array_w - load_w, dt_s);
  const double absorbed_w = model.heat.absorbed_w(sky.irradiance, sky.sun_height);
  state.charge_j = battery.charge_j;
  if (model.heat.two_nodes()) {
    const HeatNodes nodes = two_node_heat_step(model.heat, {state.radiator_k, state.chips_k},
                                               model.house_load_w + absorbed_w, compute_w, dt_s);
    state.radiator_k = nodes.radiator_k;
    state.chips_k = nodes.chips_k;
  } else {
    state.radiator_k = heat_step(model.heat, state.radiator_k, load_w + absorbed_w, dt_s);
    state.chips_k = state.radiator_k + model.heat.junction_k_w * compute_w;
  }
  return {array_w * dt_s, battery.spilled_j, battery.unserved_j};
}

}  // namespace orbitmesh
