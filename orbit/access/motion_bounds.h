#pragma once

#include "core/vec3.h"

namespace orbitmesh {

/// How far and how fast a satellite can move, from its Kepler orbit of one moment with
/// margins (1 % of radius, 3 % of speeds, 0.5 deg of latitude) that cover a day of
/// perturbations: docs/models/passes.md.
struct MotionBounds {
  double highest_radius_m = 0.0;
  double highest_latitude_rad = 0.0;  ///< geocentric, north or south
  double angular_rate_rad_s = 0.0;    ///< of the direction from the Earth's centre, in ECEF
  double speed_m_s = 0.0;             ///< relative to ECEF
};

/// Precondition: the position is not the Earth's centre. An orbit that never returns has an
/// infinite radius and speed.
MotionBounds motion_bounds(Vec3 r_ecef_m, Vec3 v_ecef_m_s);

}  // namespace orbitmesh
