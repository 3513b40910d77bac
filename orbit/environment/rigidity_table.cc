#include "orbit/environment/rigidity_table.h"

#include <algorithm>

#include "core/units.h"
#include "orbit/environment/galactic_protons.h"
#include "orbit/environment/geomagnetic_cutoff.h"
#include "orbit/environment/solar_particle_event.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kNodes = static_cast<std::size_t>(kHighestCutoff_GV / 0.05 + 0.5) + 1;
constexpr double kM2PerCm2 = 1e-4;
constexpr double kHighestRigidity_GV = 101.0;  // a proton of 100 GeV
constexpr double kLowestEnergy_MeV = 0.1;

/// Integral of weight x flux from each node up; `flux_between(E1, E2)` is the number of protons
/// between two energies [1/(m2 sr s)].
template <class FluxBetween>
std::vector<double> fold(const ProtonWeight& weight, const FluxBetween& flux_between) {
  constexpr int kParts = 8;  // of one step
  const auto part_sum = [&](double from_GV, double to_GV) {
    double sum = 0;
    for (int part = 0; part < kParts; ++part) {
      const double step_GV = (to_GV - from_GV) / kParts;
      const double low = std::max(proton_energy_MeV(from_GV + step_GV * part), kLowestEnergy_MeV);
      const double high = proton_energy_MeV(from_GV + step_GV * (part + 1));
      if (high > low) sum += weight(0.5 * (low + high)) * flux_between(low, high);
    }
    return sum;
  };
  double above = 0;
  for (double from_GV = kHighestCutoff_GV; from_GV < kHighestRigidity_GV; from_GV += 1) {
    above += part_sum(from_GV, from_GV + 1);
  }
  std::vector<double> folded(kNodes);
  for (std::size_t i = kNodes; i-- > 0;) {
    if (i + 1 < kNodes) {
      above += part_sum(RigidityTable::node_GV(i), RigidityTable::node_GV(i + 1));
    }
    folded[i] = 4 * kPi * kM2PerCm2 * above;
  }
  return folded;
}

}  // namespace

RigidityTable::RigidityTable() : nodes_(kNodes) {}

std::size_t RigidityTable::size() { return kNodes; }

void RigidityTable::add(std::size_t lane, const std::vector<double>& values) {
  for (std::size_t i = 0; i < kNodes; ++i) {
    nodes_[i].at[lane] += static_cast<float>(values[i]);
  }
}

void RigidityTable::add_to(float cutoff_GV, float factor, GridLanes& out) const {
  const float x = cutoff_GV * static_cast<float>(1 / kStep_GV);
  const std::size_t i = std::min(static_cast<std::size_t>(x), kNodes - 2);
  const float share = x - static_cast<float>(i);
  const GridLanes& low = nodes_[i];
  const GridLanes& high = nodes_[i + 1];
  for (std::size_t l = 0; l < kGridLanes; ++l) {
    out.at[l] += factor * (low.at[l] + share * (high.at[l] - low.at[l]));
  }
}

std::vector<double> fold_galactic_protons(const ProtonWeight& weight, double w) {
  return fold(weight, [w](double low_MeV, double high_MeV) {
    return (high_MeV - low_MeV) * galactic_proton_flux(0.5 * (low_MeV + high_MeV), w);
  });
}

std::vector<double> fold_worst_day_protons(const ProtonWeight& weight) {
  const WorstDayProtons protons;
  return fold(weight, [&protons](double low_MeV, double high_MeV) {
    return protons.above(low_MeV) - protons.above(high_MeV);
  });
}

}  // namespace orbitmesh
