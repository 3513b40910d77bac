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

/// Whether positions stand at or above an elevation, without computing any angle.
class ElevationTest {
 public:
  /// `min_elevation_rad` in [-pi/2, pi/2], geometric, no refraction.
  ElevationTest(const GroundSite& site, double min_elevation_rad);

  bool passes(Vec3 r_ecef_m) const {
    const double up_m = dot(up_ecef_, r_ecef_m) - site_up_m_;
    if (up_m < lowest_up_m_) return false;
    return !(up_m < sin_min_ * norm(r_ecef_m - r_site_ecef_m_));
  }

 private:
  Vec3 r_site_ecef_m_;
  Vec3 up_ecef_;
  double site_up_m_;
  double sin_min_;
  double lowest_up_m_;
};

/// Satellites at or above `min_elevation_rad` ([-pi/2, pi/2], geometric, no refraction)
/// among `count` positions, in ascending index. `out` is cleared and filled, so that a
/// caller who keeps it allocates only once. For many sites at one instant:
/// orbit/visibility_index.h.
void find_visible(const GroundSite& site, const Vec3* r_sat_ecef_m, int count,
                  double min_elevation_rad, std::vector<VisibleSatellite>& out);

std::vector<VisibleSatellite> visible_satellites(const GroundSite& site,
                                                 const std::vector<Vec3>& r_sat_ecef_m,
                                                 double min_elevation_rad);

}  // namespace orbitmesh
