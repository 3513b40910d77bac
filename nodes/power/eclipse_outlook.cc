#include "nodes/power/eclipse_outlook.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/math.h"
#include "core/units.h"
#include "orbit/beta_angle.h"

namespace orbitmesh {

EclipseOutlook eclipse_outlook(Vec3 r_sat_m, Vec3 v_inertial_m_s, Vec3 r_sun_m) {
  const Vec3 momentum = cross(r_sat_m, v_inertial_m_s);
  const double radius_m = norm(r_sat_m);
  const double rate_rad_s = norm(momentum) / (radius_m * radius_m);
  const Vec3 normal = (1 / norm(momentum)) * momentum;
  const double sun_distance_m = norm(r_sun_m);
  const double sin_beta = std::clamp(dot(normal, r_sun_m) / sun_distance_m, -1.0, 1.0);
  const double share = eclipse_fractions(radius_m, math::asin(sin_beta), sun_distance_m).umbra;
  const double half_rad = share * kPi;
  if (half_rad <= 0.0) return {false, std::numeric_limits<double>::infinity(), 0.0};
  // u = 0 opposite to the Sun, growing with the motion.
  const double u_rad = math::atan2(dot(cross(normal, r_sat_m), r_sun_m), -dot(r_sat_m, r_sun_m));
  const double eclipse_s = 2 * half_rad / rate_rad_s;
  if (std::fabs(u_rad) < half_rad) {
    return {true, (half_rad - u_rad) / rate_rad_s, eclipse_s};
  }
  const double to_entry_rad = -half_rad - u_rad;
  return {false, (to_entry_rad < 0 ? to_entry_rad + 2 * kPi : to_entry_rad) / rate_rad_s,
          eclipse_s};
}

}  // namespace orbitmesh
