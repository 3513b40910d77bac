#pragma once

#include <vector>

#include "core/vec3.h"
#include "orbit/ground_site.h"

namespace orbitmesh {

/// Radius of the geostationary orbit [m] (ITU-R S.1503: 42,164.2 km).
inline constexpr double kGeostationaryRadius_m = 42164.2e3;

/// The part of the geostationary arc above a site's horizon. Earth stations of other systems
/// turn away from it, to leave the services there undisturbed.
class GsoArc {
 public:
  explicit GsoArc(const GroundSite& site);

  /// Whether any of the arc is above the horizon: at latitudes up to 81.3 deg.
  bool visible() const { return !points_.empty(); }
  /// Angle between a direction and the nearest point of the arc above the horizon [rad],
  /// within 0.001 deg; pi where there is none. `toward_ecef` is a unit vector.
  double separation_rad(Vec3 toward_ecef) const;

 private:
  double to_segment_rad(std::size_t first, Vec3 toward_ecef) const;

  std::vector<Vec3> points_;   // unit vectors in ECEF, from west to east
  std::vector<Vec3> normals_;  // unit normals of the great circles through neighbours
};

}  // namespace orbitmesh
