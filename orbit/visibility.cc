#include "orbit/visibility.h"

#include <limits>

#include "core/math.h"

namespace orbitmesh {

// A target above the horizontal plane through the site is the only candidate for a mask of 0
// or more; below it every target is.
ElevationTest::ElevationTest(const GroundSite& site, double min_elevation_rad)
    : r_site_ecef_m_(site.r_ecef_m),
      up_ecef_(site.up_ecef),
      site_up_m_(dot(site.up_ecef, site.r_ecef_m)),
      sin_min_(math::sin(min_elevation_rad)),
      lowest_up_m_(sin_min_ >= 0 ? 0.0 : -std::numeric_limits<double>::infinity()) {}

void find_visible(const GroundSite& site, const Vec3* r_sat_ecef_m, int count,
                  double min_elevation_rad, std::vector<VisibleSatellite>& out) {
  out.clear();
  const ElevationTest test(site, min_elevation_rad);
  for (int i = 0; i < count; ++i) {
    if (test.passes(r_sat_ecef_m[i])) out.push_back({i, look_angles(site, r_sat_ecef_m[i])});
  }
}

std::vector<VisibleSatellite> visible_satellites(const GroundSite& site,
                                                 const std::vector<Vec3>& r_sat_ecef_m,
                                                 double min_elevation_rad) {
  std::vector<VisibleSatellite> visible;
  find_visible(site, r_sat_ecef_m.data(), static_cast<int>(r_sat_ecef_m.size()), min_elevation_rad,
               visible);
  return visible;
}

}  // namespace orbitmesh
