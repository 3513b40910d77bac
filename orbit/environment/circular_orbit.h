#pragma once

#include <vector>

#include "orbit/environment/grid_point.h"

namespace orbitmesh {

/// A circular orbit whose node and argument of latitude drift through all values, as those of
/// every real one do within weeks.
struct CircularOrbit {
  double radius_m = 0;
  double inclination_rad = 0;  ///< [0, pi]
};

/// Places that stand for the orbit's long-term average, all with the same weight: 360 arguments
/// of latitude at each of 360 longitudes of the node.
std::vector<GridPoint> orbit_places(const CircularOrbit& orbit);

/// The orbit of a satellite at one instant, taken as circular. `v_ecef_m_s` is relative to the
/// rotating frame; `earth_rate_rad_s` as gmst_rate_rad_s() gives it.
CircularOrbit circular_orbit_of(Vec3 r_ecef_m, Vec3 v_ecef_m_s, double earth_rate_rad_s);

}  // namespace orbitmesh
