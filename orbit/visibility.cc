#include "orbit/visibility.h"

#include <algorithm>
#include <limits>

#include "core/math.h"

namespace orbitmesh {

void find_visible(const GroundSite& site, const Vec3* r_sat_ecef_m, int count,
                  double min_elevation_rad, std::vector<VisibleSatellite>& out) {
  out.clear();
  const double sin_min = math::sin(min_elevation_rad);
  const double site_up_m = dot(site.up_ecef, site.r_ecef_m);
  // A target above the horizontal plane through the site is the only candidate for a
  // mask of 0 or more; below it every target is.
  const double lowest_up_m = sin_min >= 0 ? 0.0 : -std::numeric_limits<double>::infinity();
  for (int i = 0; i < count; ++i) {
    const double up_m = dot(site.up_ecef, r_sat_ecef_m[i]) - site_up_m;
    if (up_m < lowest_up_m) continue;
    if (up_m < sin_min * norm(r_sat_ecef_m[i] - site.r_ecef_m)) continue;
    out.push_back({i, look_angles(site, r_sat_ecef_m[i])});
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
