#include "orbit/sgp4/mean_elements.h"

#include <cmath>

#include "core/math.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr double kMinutesPerDay = 1440.0;

/// Brouwer's mean motion [rad/min] from Kozai's, which contains the secular effect of J2.
double brouwer_mean_motion(double kozai, double eccentricity, double cos_inclination,
                           const GravityConstants& gravity) {
  const double beta2 = 1.0 - eccentricity * eccentricity;
  const double j2_term = 0.75 * gravity.j2 * (3.0 * cos_inclination * cos_inclination - 1.0) /
                         (std::sqrt(beta2) * beta2);
  const double a1 = semi_major_axis_er(kozai, gravity);
  const double d1 = j2_term / (a1 * a1);
  const double a0 = a1 * (1.0 - d1 * d1 - d1 * (1.0 / 3.0 + 134.0 * d1 * d1 / 81.0));
  return kozai / (1.0 + j2_term / (a0 * a0));
}

}  // namespace

double semi_major_axis_er(double mean_motion, const GravityConstants& gravity) {
  const double root = math::cbrt(gravity.sqrt_mu / mean_motion);
  return root * root;
}

MeanElements mean_elements(const ElementSet& elements, const GravityConstants& gravity) {
  const double inclination_rad = elements.inclination_deg * kDegree;
  const math::SinCos inclination = math::sincos(inclination_rad);
  const double mean_motion =
      brouwer_mean_motion(elements.mean_motion_rev_per_day * 2.0 * kPi / kMinutesPerDay,
                          elements.eccentricity, inclination.cos, gravity);
  return {mean_motion,
          semi_major_axis_er(mean_motion, gravity),
          elements.eccentricity,
          inclination_rad,
          inclination.sin,
          inclination.cos,
          elements.raan_deg * kDegree,
          elements.argument_of_perigee_deg * kDegree,
          elements.mean_anomaly_deg * kDegree,
          elements.bstar_per_earth_radius};
}

}  // namespace orbitmesh
