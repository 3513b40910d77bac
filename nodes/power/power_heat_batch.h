#pragma once

#include <cstddef>
#include <vector>

#include "nodes/power/power_heat.h"

namespace orbitmesh {

/// Many satellites with like buses, advanced together: the formulas of nodes/power/power_heat.h
/// over arrays. Bit for bit what each satellite by itself would come to.
class PowerHeatBatch {
 public:
  PowerHeatBatch(const PowerHeatModel& model, std::size_t satellites, const PowerHeatState& initial)
      : model_(model),
        charge_j_(satellites, initial.charge_j),
        radiator_k_(satellites, initial.radiator_k),
        chips_k_(satellites, initial.chips_k) {}

  std::size_t size() const { return charge_j_.size(); }

  /// Advances all by `dt_s`. `sky(i)` and `compute_w(i)` give satellite i's sky (Sky) and computing
  /// power [W]; both are called once, in ascending order.
  template <class SkyOf, class ComputeOf>
  void step(double dt_s, const SkyOf& sky, const ComputeOf& compute_w) {
    for (std::size_t i = 0; i < charge_j_.size(); ++i) {
      PowerHeatState state{charge_j_[i], radiator_k_[i], chips_k_[i]};
      const PowerHeatFlow flow = power_heat_step(model_, sky(i), compute_w(i), dt_s, state);
      charge_j_[i] = state.charge_j;
      radiator_k_[i] = state.radiator_k;
      chips_k_[i] = state.chips_k;
      spilled_j_ += flow.spilled_j;
      unserved_j_ += flow.unserved_j;
    }
  }

  const std::vector<double>& charge_j() const { return charge_j_; }
  const std::vector<double>& radiator_k() const { return radiator_k_; }
  const std::vector<double>& chips_k() const { return chips_k_; }
  /// Of all satellites since construction [J].
  double spilled_j() const { return spilled_j_; }
  double unserved_j() const { return unserved_j_; }

 private:
  PowerHeatModel model_;
  std::vector<double> charge_j_;
  std::vector<double> radiator_k_;
  std::vector<double> chips_k_;
  double spilled_j_ = 0.0;
  double unserved_j_ = 0.0;
};

}  // namespace orbitmesh
