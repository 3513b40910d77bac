#include "orbit/access/gso_arc.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

/// Segments of at most 1.02 deg of longitude; a great circle then departs from the arc by less
/// than 0.001 deg.
constexpr int kSegments = 160;

Vec3 unit(Vec3 a) { return (1 / norm(a)) * a; }

}  // namespace

GsoArc::GsoArc(const GroundSite& site) {
  // Above the horizon: up . (r_gso - r_site) >= 0, that is, within some longitude to each side.
  const double equatorial_up =
      std::sqrt(site.up_ecef.x * site.up_ecef.x + site.up_ecef.y * site.up_ecef.y);
  const double site_up_m = dot(site.up_ecef, site.r_ecef_m);
  if (!(site_up_m < kGeostationaryRadius_m * equatorial_up)) return;
  const double half_width_rad = math::acos(site_up_m / (kGeostationaryRadius_m * equatorial_up));
  for (int i = 0; i <= kSegments; ++i) {
    const double lon_rad = site.geodetic.lon_rad + half_width_rad * (2.0 * i / kSegments - 1);
    const math::SinCos lon = math::sincos(lon_rad);
    points_.push_back(unit(kGeostationaryRadius_m * Vec3{lon.cos, lon.sin, 0.0} - site.r_ecef_m));
  }
  for (std::size_t i = 0; i + 1 < points_.size(); ++i) {
    normals_.push_back(unit(cross(points_[i], points_[i + 1])));
  }
}

// The foot of the perpendicular counts when it falls between the two points.
double GsoArc::to_segment_rad(std::size_t first, Vec3 toward_ecef) const {
  const Vec3 a = points_[first];
  const Vec3 b = points_[first + 1];
  const Vec3 normal = normals_[first];
  if (dot(cross(normal, a), toward_ecef) > 0 && dot(cross(b, normal), toward_ecef) > 0) {
    return math::asin(std::min(1.0, std::fabs(dot(normal, toward_ecef))));
  }
  const double cosine = std::max(dot(a, toward_ecef), dot(b, toward_ecef));
  return math::acos(std::clamp(cosine, -1.0, 1.0));
}

double GsoArc::separation_rad(Vec3 toward_ecef) const {
  double least_rad = kPi;
  double before = -2;  // cosines to neighbouring points; less than any outside the arc
  for (std::size_t i = 0; i < points_.size(); ++i) {
    const double here = dot(points_[i], toward_ecef);
    const bool last = i + 1 == points_.size();
    const double after = last ? -2 : dot(points_[i + 1], toward_ecef);
    // Only beside a nearest point can there be a nearer one.
    if (here >= before && here >= after) {
      if (i > 0) least_rad = std::min(least_rad, to_segment_rad(i - 1, toward_ecef));
      if (!last) least_rad = std::min(least_rad, to_segment_rad(i, toward_ecef));
    }
    before = here;
  }
  return least_rad;
}

}  // namespace orbitmesh
