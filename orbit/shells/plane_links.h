#pragma once

#include <vector>

#include "orbit/plus_grid.h"
#include "orbit/shell_labels.h"
#include "orbit/shells/orbital_planes.h"

namespace orbitmesh {

/// The +Grid over planes that are filled unevenly. `planes` ascend in RAAN; their members
/// index `phases`, and so do the links. Each satellite is linked to the next in its plane
/// and has one laser to either side: docs/models/plus-grid.md. Sorted by (a, b), without
/// duplicates, at most four links a satellite.
std::vector<IslLink> plane_links(const ShellOrbit& orbit, const std::vector<OrbitalPlane>& planes,
                                 const std::vector<OrbitPhase>& phases);

}  // namespace orbitmesh
