#include "orbit/beta_angle.h"

#include <algorithm>

#include "core/math.h"
#include "core/units.h"
#include "orbit/earth.h"

namespace orbitmesh {
namespace {

/// Share of an orbit within `reach_rad` of the shadow's axis.
double share_within(double reach_rad, double beta_rad) {
  const double cos_beta = math::cos(beta_rad);
  const double cos_reach = math::cos(reach_rad);
  return cos_reach < cos_beta ? math::acos(cos_reach / cos_beta) / kPi : 0.0;
}

}  // namespace

double beta_angle_rad(double inclination_rad, double raan_rad, Vec3 r_sun_teme_m) {
  const math::SinCos i = math::sincos(inclination_rad);
  const math::SinCos node = math::sincos(raan_rad);
  const Vec3 normal_teme = {i.sin * node.sin, -i.sin * node.cos, i.cos};
  const double sine = dot(normal_teme, r_sun_teme_m) / norm(r_sun_teme_m);
  return math::asin(std::clamp(sine, -1.0, 1.0));
}

double critical_beta_rad(double semi_major_axis_m) {
  return math::asin(kEarthEquatorialRadius_m / semi_major_axis_m);
}

EclipseFractions eclipse_fractions(double semi_major_axis_m, double beta_rad,
                                   double sun_distance_m) {
  const double horizon_rad = critical_beta_rad(semi_major_axis_m);
  const double umbra_cone_rad =
      math::asin((kSunRadius_m - kEarthEquatorialRadius_m) / sun_distance_m);
  const double penumbra_cone_rad =
      math::asin((kSunRadius_m + kEarthEquatorialRadius_m) / sun_distance_m);
  const double umbra = share_within(horizon_rad - umbra_cone_rad, beta_rad);
  return {umbra, share_within(horizon_rad + penumbra_cone_rad, beta_rad) - umbra};
}

}  // namespace orbitmesh
