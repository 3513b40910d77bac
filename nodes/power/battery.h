#pragma once

#include <algorithm>

namespace orbitmesh {

/// A battery by its energy, docs/models/battery.md.
struct Battery {
  double capacity_j = 0.0;            ///< [J], >= 0
  double depth_of_discharge = 0.4;    ///< share that consumers which can wait may use, (0, 1]
  double charge_efficiency = 1.0;     ///< stored over taken from the bus, (0, 1]
  double discharge_efficiency = 1.0;  ///< delivered to the bus over taken out, (0, 1]

  /// Charge below which only what cannot wait is served [J].
  double floor_j() const { return (1.0 - depth_of_discharge) * capacity_j; }
  /// Energy that the bus gets between a charge and the floor [J], 0 below the floor.
  double deliverable_j(double charge_j) const {
    return std::max(0.0, charge_j - floor_j()) * discharge_efficiency;
  }
};

/// What became of a battery's charge in a step, and of the power that it could not take or
/// give. Energies at the bus [J].
struct BatteryStep {
  double charge_j = 0.0;    ///< at the end
  double spilled_j = 0.0;   ///< surplus that met a full battery
  double unserved_j = 0.0;  ///< load that met an empty one
};

/// Charges (`net_w` > 0) or discharges a battery for `dt_s` at constant power of the bus. Exact
/// for any length of the step: charge is linear in time up to the instant at which the battery
/// is full or empty, and constant from then on.
inline BatteryStep battery_step(const Battery& battery, double charge_j, double net_w,
                                double dt_s) {
  const double in_j = std::max(0.0, net_w) * dt_s;
  const double out_j = std::max(0.0, -net_w) * dt_s;
  const double end_j =
      charge_j + in_j * battery.charge_efficiency - out_j / battery.discharge_efficiency;
  const double over_j = std::max(0.0, end_j - battery.capacity_j);
  const double under_j = std::max(0.0, -end_j);
  return {std::min(std::max(end_j, 0.0), battery.capacity_j), over_j / battery.charge_efficiency,
          under_j * battery.discharge_efficiency};
}

/// Losses of capacity by age and by use.
struct BatteryAgeing {
  double per_year = 0.0;   ///< share of the first capacity lost a year
  double per_cycle = 0.0;  ///< the same, a full discharge's worth of energy

  /// Share left, in [0, 1]. Linear in both, a law for the first years; not below 0.
  double share_left(double years, double full_cycles) const {
    return std::max(0.0, 1.0 - per_year * years - per_cycle * full_cycles);
  }
};

}  // namespace orbitmesh
