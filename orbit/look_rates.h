#pragma once

#include "core/vec3.h"
#include "orbit/ground_site.h"

namespace orbitmesh {

/// Rate of the distance between two points [m/s], positive while they part: `d_m` is the vector
/// from one to the other and `v_m_s` its rate, both in one frame, rotating or not. 0 when the
/// points coincide.
double range_rate_m_s(Vec3 d_m, Vec3 v_m_s);

/// Rates of look_angles().
struct LookRates {
  double elevation_rad_s = 0.0;
  double azimuth_rad_s = 0.0;  ///< 0 at the zenith, where the azimuth jumps
  double range_m_s = 0.0;      ///< positive while the target recedes
};

/// `v_target_ecef_m_s` is relative to the rotating frame, as Ephemeris gives it.
LookRates look_rates(const GroundSite& site, Vec3 r_target_ecef_m, Vec3 v_target_ecef_m_s);

}  // namespace orbitmesh
