#pragma once

#include <optional>
#include <vector>

namespace orbitmesh {

/// The Walker pattern that a shell follows, some of whose places may be empty.
struct WalkerFit {
  int planes = 0;          ///< P over 360 deg of RAAN
  int slots = 0;           ///< S, places in a plane
  int phasing = 0;         ///< F, [0, P)
  double coherence = 0.0;  ///< how well it fits: 1 exactly, 0 not at all
};

/// RAAN of a plane and arguments of latitude of its satellites, at one instant [rad].
struct PlanePhases {
  double raan_rad = 0.0;
  std::vector<double> arguments_of_latitude_rad;
};

/// Finds P, S and F one after another, each as the number whose pattern lies best over the
/// angles: docs/models/catalogue-shells.md. P is at most 180, S at most 128. None when the
/// shell has fewer than three planes, no two satellites in one plane, or no pattern (a
/// coherence below 0.7 of planes, slots or phasing).
std::optional<WalkerFit> fit_walker(const std::vector<PlanePhases>& planes);

}  // namespace orbitmesh
