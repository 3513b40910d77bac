#include "orbit/link_geometry.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace orbitmesh {

double max_slant_range_m(double altitude_m, double elevation_rad, double earth_radius_m) {
  const double up_m = earth_radius_m * math::sin(elevation_rad);
  return std::sqrt(up_m * up_m + altitude_m * (2 * earth_radius_m + altitude_m)) - up_m;
}

double max_isl_range_m(double altitude_m, double grazing_altitude_m, double earth_radius_m) {
  const double above_m = altitude_m - grazing_altitude_m;
  if (above_m <= 0) return 0.0;
  return 2 * std::sqrt(above_m * (2 * earth_radius_m + altitude_m + grazing_altitude_m));
}

bool line_of_sight(Vec3 r_a_ecef_m, Vec3 r_b_ecef_m, double grazing_altitude_m,
                   double earth_radius_m) {
  const double grazing_radius_m = earth_radius_m + grazing_altitude_m;
  const Vec3 ab_m = r_b_ecef_m - r_a_ecef_m;
  const double length2_m2 = dot(ab_m, ab_m);
  // Fraction of the way from a to b where the segment is nearest to the Earth's centre.
  const double nearest =
      length2_m2 > 0 ? std::clamp(-dot(r_a_ecef_m, ab_m) / length2_m2, 0.0, 1.0) : 0.0;
  const Vec3 r_nearest_m = r_a_ecef_m + nearest * ab_m;
  return dot(r_nearest_m, r_nearest_m) >= grazing_radius_m * grazing_radius_m;
}

}  // namespace orbitmesh
