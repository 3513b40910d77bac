#pragma once

#include <algorithm>

#include "nodes/power/heat_balance.h"
#include "nodes/power/relaxation_weights.h"

namespace orbitmesh {

/// Temperatures of a radiator and of the chips that it cools [K].
struct HeatNodes {
  double radiator_k = 0.0;
  double chips_k = 0.0;
};

/// Time in which chips with a heat capacity come to 1/e of their distance from where the power and
/// the radiator hold them [s]: R with both capacities in series. 0 for chips without.
inline double chip_time_s(const HeatBalance& heat) {
  return heat.junction_k_w * heat.chip_capacity_j_k * heat.capacity_j_k /
         (heat.chip_capacity_j_k + heat.capacity_j_k);
}

namespace two_node_detail {

/// The balance in other variables: the mean temperature of all that stores heat, which changes as
/// slowly as the radiator's, and the rise of the chips over the radiator, which relaxes fast:
///
///     d mean/dt = (in - E T_r^4) / (C_r + C_c)
///     d rise/dt = -rise/tau + chips_w/C_c - (radiator_w - E T_r^4)/C_r
class MeanAndRise {
 public:
  MeanAndRise(const HeatBalance& heat, HeatNodes nodes, double radiator_w, double chips_w)
      : capacity_j_k_(heat.capacity_j_k + heat.chip_capacity_j_k),
        chip_share_(heat.chip_capacity_j_k / capacity_j_k_),
        mean_in_k_s_((radiator_w + chips_w) / capacity_j_k_),
        mean_out_(heat.emission_w_k4 / capacity_j_k_),
        rise_in_k_s_(chips_w / heat.chip_capacity_j_k - radiator_w / heat.capacity_j_k),
        rise_out_(heat.emission_w_k4 / heat.capacity_j_k),
        mean_k_(nodes.radiator_k + chip_share_ * (nodes.chips_k - nodes.radiator_k)),
        rise_k_(nodes.chips_k - nodes.radiator_k) {}

  /// One step: of the classical Runge-Kutta method for the mean, of its exponential form for
  /// the rise.
  void step(double h_s, const RelaxationWeights& w) {
    const Drive d1 = drive(mean_k_, rise_k_);
    const double rise2_k = w.half_left * rise_k_ + w.half_s * d1.rise_k_s;
    const Drive d2 = drive(mean_k_ + 0.5 * h_s * d1.mean_k_s, rise2_k);
    const double rise3_k = w.half_left * rise_k_ + w.half_s * d2.rise_k_s;
    const Drive d3 = drive(mean_k_ + 0.5 * h_s * d2.mean_k_s, rise3_k);
    const double rise4_k = w.half_left * rise2_k + w.half_s * (2.0 * d3.rise_k_s - d1.rise_k_s);
    const Drive d4 = drive(mean_k_ + h_s * d3.mean_k_s, rise4_k);
    mean_k_ += h_s / 6.0 * (d1.mean_k_s + 2.0 * (d2.mean_k_s + d3.mean_k_s) + d4.mean_k_s);
    rise_k_ = w.left * rise_k_ + w.begin_s * d1.rise_k_s +
              w.middle_s * (d2.rise_k_s + d3.rise_k_s) + w.end_s * d4.rise_k_s;
  }

  HeatNodes nodes() const {
    const double radiator_k = mean_k_ - chip_share_ * rise_k_;
    return {radiator_k, radiator_k + rise_k_};
  }

 private:
  /// What drives each of the two, without the rise's own relaxation [K/s].
  struct Drive {
    double mean_k_s;
    double rise_k_s;
  };

  Drive drive(double mean_k, double rise_k) const {
    const double t_k = mean_k - chip_share_ * rise_k;
    const double t4 = (t_k * t_k) * (t_k * t_k);
    return {mean_in_k_s_ - mean_out_ * t4, rise_in_k_s_ + rise_out_ * t4};
  }

  double capacity_j_k_;
  double chip_share_;  ///< of the capacity
  double mean_in_k_s_;
  double mean_out_;  ///< [1/(K3 s)]
  double rise_in_k_s_;
  double rise_out_;  ///< [1/(K3 s)]
  double mean_k_;
  double rise_k_;
};

}  // namespace two_node_detail

/// Both temperatures after `dt_s` under constant powers [W]: `chips_w` of the accelerators,
/// `radiator_w` of everything else and from outside. For chips with a heat capacity:
///
///     C_r dT_r/dt = radiator_w + (T_c - T_r)/R - E T_r^4
///     C_c dT_c/dt = chips_w - (T_c - T_r)/R
///
/// The steps are those of heat_step(), which need not follow the chips: their relaxation is solved
/// exactly. Stable for any `dt_s`; errors in docs/models/thermal.md.
inline HeatNodes two_node_heat_step(const HeatBalance& heat, HeatNodes nodes, double radiator_w,
                                    double chips_w, double dt_s) {
  // The radiator comes no higher than the highest of itself, of where the chips' heat now stored
  // would bring it, and of its steady temperature.
  const double hottest_k = std::max(nodes.radiator_k, nodes.chips_k - heat.junction_k_w * chips_w);
  const double steps = heat_steps(heat, hottest_k, radiator_w + chips_w, dt_s);
  const double h_s = dt_s / steps;
  const RelaxationWeights weights = relaxation_weights(h_s, chip_time_s(heat));
  two_node_detail::MeanAndRise balance(heat, nodes, radiator_w, chips_w);
  for (double i = 0.0; i < steps; i += 1.0) balance.step(h_s, weights);
  return balance.nodes();
}

}  // namespace orbitmesh
