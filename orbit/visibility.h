#pragma once

#include <vector>

#include "core/vec3.h"
#include "orbit/ground_site.h"

namespace orbitmesh {

/// A satellite in view of a site.
struct VisibleSatellite {
  int satellite = 0;  ///< index in the array of positions
  LookAngles look;
};

/// Satellites at or above `min_elevation_rad` ([-pi/2, pi/2], geometric, no refraction)
/// among `count` positions, in ascending index. `out` is cleared and filled, so that a
/// caller who keeps it allocates only once.
void find_visible(const GroundSite& site, const Vec3* r_sat_ecef_m, int count,
                  double min_elevation_rad, std::vector<VisibleSatellite>& out);

std::vector<VisibleSatellite> visible_satellites(const GroundSite& site,
                                                 const std::vector<Vec3>& r_sat_ecef_m,
                                                 double min_elevation_rad);

}  // namespace orbitmesh
