#include "orbit/environment/circular_orbit.h"

#include <algorithm>

#include "core/math.h"
#include "core/units.h"

namespace orbitmesh {

std::vector<GridPoint> orbit_places(const CircularOrbit& orbit) {
  constexpr int kSteps = 360;
  const math::SinCos inclination = math::sincos(orbit.inclination_rad);
  std::vector<Vec3> positions_ecef_m;
  positions_ecef_m.reserve(std::size_t{kSteps} * kSteps);
  for (int n = 0; n < kSteps; ++n) {
    const math::SinCos node = math::sincos(2 * kPi * (n + 0.5) / kSteps);
    for (int u = 0; u < kSteps; ++u) {
      const math::SinCos along = math::sincos(2 * kPi * (u + 0.5) / kSteps);
      const double across = along.sin * inclination.cos;
      positions_ecef_m.push_back(orbit.radius_m * Vec3{along.cos * node.cos - across * node.sin,
                                                       along.cos * node.sin + across * node.cos,
                                                       along.sin * inclination.sin});
    }
  }
  std::vector<GridPoint> places(positions_ecef_m.size());
  grid_points(positions_ecef_m.data(), static_cast<int>(positions_ecef_m.size()), places.data());
  return places;
}

CircularOrbit circular_orbit_of(Vec3 r_ecef_m, Vec3 v_ecef_m_s, double earth_rate_rad_s) {
  const Vec3 v_m_s = v_ecef_m_s + cross(Vec3{0, 0, earth_rate_rad_s}, r_ecef_m);
  const Vec3 momentum = cross(r_ecef_m, v_m_s);
  const double size = norm(momentum);
  const double cosine = size > 0 ? std::clamp(momentum.z / size, -1.0, 1.0) : 1.0;
  return {norm(r_ecef_m), math::acos(cosine)};
}

}  // namespace orbitmesh
