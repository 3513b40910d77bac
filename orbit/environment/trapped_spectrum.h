#pragma once

#include <array>
#include <cstddef>

namespace orbitmesh {

/// Energies that the AP-8 grids hold fluxes above [MeV].
inline constexpr std::array<double, 6> kTrappedEnergies_MeV = {10, 30, 50, 100, 200, 300};

/// Trapped protons at a place: omnidirectional integral fluxes [1/(cm2 s)].
struct TrappedSpectrum {
  /// Above each of kTrappedEnergies_MeV, falling.
  std::array<double, kTrappedEnergies_MeV.size()> above_cm2_s{};

  /// Above any energy: exponential between two energies and on beyond them, by the first and
  /// the last pair of them.
  double above(double energy_MeV) const;
};

}  // namespace orbitmesh
