#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "orbit/environment/geodetic_grid.h"

namespace orbitmesh {

/// Up to eight quantities by cutoff rigidity, linear between nodes every 0.05 GV from 0 to
/// kHighestCutoff_GV.
class RigidityTable {
 public:
  static constexpr double kStep_GV = 0.05;

  RigidityTable();

  static std::size_t size();
  static double node_GV(std::size_t i) { return kStep_GV * static_cast<double>(i); }
  /// Adds to one quantity; `values` are size() many.
  void add(std::size_t lane, const std::vector<double>& values);

  /// Adds `factor` times the quantities at a cutoff >= 0 to `out`.
  void add_to(float cutoff_GV, float factor, GridLanes& out) const;

 private:
  std::vector<GridLanes> nodes_;
};

/// What a proton counts, by its energy outside the shield [MeV].
using ProtonWeight = std::function<double(double)>;

/// For each node of a RigidityTable, the omnidirectional flux of protons above that cutoff,
/// each counted by its weight: 4 pi int weight(E) flux(E) dE [weight / (cm2 s)].
/// Galactic protons up to 100 GeV; `w` as gcr_w() gives it.
std::vector<double> fold_galactic_protons(const ProtonWeight& weight, double w);
/// The same for the protons of CREME96's worst day.
std::vector<double> fold_worst_day_protons(const ProtonWeight& weight);

}  // namespace orbitmesh
