#include "orbit/access/motion_bounds.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/math.h"
#include "core/units.h"
#include "orbit/earth.h"

namespace orbitmesh {
namespace {

/// WGS84 (NIMA TR8350.2); the margins exceed its difference from the sidereal rate.
constexpr double kEarthRotation_rad_s = 7.292115e-5;

constexpr double kRadiusMargin = 1.01;
constexpr double kRateMargin = 1.03;
constexpr double kLatitudeMargin_rad = 0.5 * kDegree;

}  // namespace

MotionBounds motion_bounds(Vec3 r_ecef_m, Vec3 v_ecef_m_s) {
  const Vec3 v_inertial_m_s = v_ecef_m_s + cross(Vec3{0, 0, kEarthRotation_rad_s}, r_ecef_m);
  const Vec3 momentum = cross(r_ecef_m, v_inertial_m_s);  // [m^2/s]
  const double momentum2 = dot(momentum, momentum);
  const double energy = dot(v_inertial_m_s, v_inertial_m_s) / 2 - kEarthMu_m3_s2 / norm(r_ecef_m);
  const double semi_latus_rectum_m = momentum2 / kEarthMu_m3_s2;
  const double eccentricity =
      std::sqrt(std::max(0.0, 1 + 2 * energy * momentum2 / (kEarthMu_m3_s2 * kEarthMu_m3_s2)));
  const double perigee_m = semi_latus_rectum_m / (1 + eccentricity);
  const double apogee_m = eccentricity < 1 ? semi_latus_rectum_m / (1 - eccentricity)
                                           : std::numeric_limits<double>::infinity();
  const double perigee_speed_m_s = std::sqrt(momentum2) / perigee_m;
  const double sin_inclination =
      std::min(1.0, std::sqrt((momentum.x * momentum.x + momentum.y * momentum.y) / momentum2));
  MotionBounds bounds;
  bounds.highest_radius_m = kRadiusMargin * apogee_m;
  bounds.highest_latitude_rad = math::asin(sin_inclination) + kLatitudeMargin_rad;
  bounds.angular_rate_rad_s = kRateMargin * (perigee_speed_m_s / perigee_m + kEarthRotation_rad_s);
  bounds.speed_m_s = kRateMargin * (perigee_speed_m_s + kEarthRotation_rad_s * apogee_m);
  return bounds;
}

}  // namespace orbitmesh
