#pragma once

#include <vector>

#include "orbit/walker.h"

namespace orbitmesh {

/// An undirected inter-satellite link, a < b.
struct IslLink {
  int a = 0;
  int b = 0;
  bool in_plane = false;
};

/// How two planes of circular orbits of one radius r and inclination lie to each other,
/// averaged over an orbit: the mean of the scalar product of two radius vectors is
///   r^2 closeness cos(x - lead)
/// where the argument of latitude in the other plane exceeds one's own by x.
struct PlaneOffset {
  double lead_rad = 0.0;   ///< x of the nearest satellite, (-pi, pi]
  double closeness = 1.0;  ///< 1 for the same plane, [0, 1]
};
PlaneOffset plane_offset(double raan_difference_rad, double inclination_rad);

/// The +Grid of a shell: each satellite is linked to its two neighbours in the plane and,
/// in each adjacent plane, to the satellite nearest to it on average over an orbit. The
/// last plane is adjacent to the first in a closed shell of at least three planes; a
/// shell of a smaller RAAN span (Walker star) has a seam there. Sorted by (a, b), without
/// duplicates, at most four links a satellite. `first_satellite` is added to every index.
///
/// The links are topology only: whether a link is in range and clear of the Earth is for
/// link_geometry.h to say.
std::vector<IslLink> plus_grid(const WalkerShell& shell, int first_satellite = 0);

/// How many slots ahead the satellite in `to_plane` stands that is nearest on average to
/// the one in slot s of `from_plane`: its slot is (s + result) mod per_plane. In
/// [0, per_plane); the lower of two that are equally near.
int nearest_slot_offset(const WalkerShell& shell, int from_plane, int to_plane);

}  // namespace orbitmesh
