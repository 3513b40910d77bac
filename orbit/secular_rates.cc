#include "orbit/secular_rates.h"

#include <cmath>

#include "core/math.h"
#include "core/units.h"
#include "orbit/earth.h"

namespace orbitmesh {
namespace {

double mean_motion_rad_s(double a_m) { return std::sqrt(kEarthMu_m3_s2 / (a_m * a_m * a_m)); }

}  // namespace

SecularRates j2_secular_rates(double semi_major_axis_m, double inclination_rad) {
  const double n_rad_s = mean_motion_rad_s(semi_major_axis_m);
  const double radius_ratio = kEarthEquatorialRadius_m / semi_major_axis_m;
  const double k = 1.5 * kEarthJ2 * radius_ratio * radius_ratio;
  const math::SinCos i = math::sincos(inclination_rad);
  return {-k * n_rad_s * i.cos, n_rad_s * (1 + k * (3 - 4 * i.sin * i.sin))};
}

double keplerian_period_s(double semi_major_axis_m) {
  return 2 * kPi / mean_motion_rad_s(semi_major_axis_m);
}

}  // namespace orbitmesh
