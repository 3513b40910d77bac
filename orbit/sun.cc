#include "orbit/sun.h"

#include "core/math.h"
#include "core/units.h"
#include "orbit/frames.h"

namespace orbitmesh {
namespace {

/// Days of UT from J2000, the formula's argument.
double days_since_j2000(JulianDate ut) { return ut.day - 2451545.0 + ut.fraction; }

}  // namespace

Vec3 sun_position_teme_m(Epoch epoch) {
  const double n = days_since_j2000(epoch.julian_date());
  const double mean_longitude = (280.460 + 0.9856474 * n) * kDegree;
  const math::SinCos g = math::sincos((357.528 + 0.9856003 * n) * kDegree);  // mean anomaly
  const double sin_2g = 2 * g.sin * g.cos;
  const double cos_2g = 1 - 2 * g.sin * g.sin;
  const math::SinCos longitude =
      math::sincos(mean_longitude + (1.915 * g.sin + 0.020 * sin_2g) * kDegree);
  const math::SinCos obliquity = math::sincos((23.439 - 0.0000004 * n) * kDegree);
  const double distance_m = (1.00014 - 0.01671 * g.cos - 0.00014 * cos_2g) * kAstronomicalUnit_m;
  return distance_m *
         Vec3{longitude.cos, obliquity.cos * longitude.sin, obliquity.sin * longitude.sin};
}

Vec3 sun_position_ecef_m(Epoch epoch) {
  return teme_to_ecef(sun_position_teme_m(epoch), gmst_rad(epoch.julian_date()));
}

}  // namespace orbitmesh
