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
