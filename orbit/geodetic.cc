#include "orbit/geodetic.h"

#include <cmath>

#include "core/math.h"
#include "orbit/earth.h"

namespace orbitmesh {
namespace {

constexpr double kA = kEarthEquatorialRadius_m;
constexpr double kB = kA * (1 - kEarthFlattening);
constexpr double kE2 = kEarthFlattening * (2 - kEarthFlattening);  // first eccentricity squared
constexpr double kSecondE2 = kE2 / (1 - kE2);

Vec3 unit_vector(Geodetic direction) {
  const math::SinCos lat = math::sincos(direction.lat_rad);
  const math::SinCos lon = math::sincos(direction.lon_rad);
  return {lat.cos * lon.cos, lat.cos * lon.sin, lat.sin};
}

}  // namespace

Vec3 geodetic_to_ecef_m(Geodetic position) {
  const Vec3 up = unit_vector(position);
  const double prime_vertical_m = kA / std::sqrt(1 - kE2 * up.z * up.z);
  const double equatorial_m = prime_vertical_m + position.height_m;
  const double polar_m = prime_vertical_m * (1 - kE2) + position.height_m;
  return {equatorial_m * up.x, equatorial_m * up.y, polar_m * up.z};
}

Geodetic ecef_to_geodetic(Vec3 r_ecef_m) {
  const double p_m = std::sqrt(r_ecef_m.x * r_ecef_m.x + r_ecef_m.y * r_ecef_m.y);
  // (c, s) is the direction of the parametric latitude, then of the geodetic one; kept
  // as a unit vector, so that poles need no special case.
  double s = r_ecef_m.z * kA;
  double c = p_m * kB;
  // The error shrinks by more than 1e4 a step; two steps already reach rounding error.
  for (int step = 0; step < 3; ++step) {
    const double parametric = std::sqrt(s * s + c * c);
    s /= parametric;
    c /= parametric;
    const double sin_part = r_ecef_m.z + kSecondE2 * kB * s * s * s;
    const double cos_part = p_m - kE2 * kA * c * c * c;
    const double geodetic = std::sqrt(sin_part * sin_part + cos_part * cos_part);
    s = sin_part / geodetic;
    c = cos_part / geodetic;
    if (step < 2) s *= 1 - kEarthFlattening;
  }
  const double height_m = p_m * c + r_ecef_m.z * s - kA * std::sqrt(1 - kE2 * s * s);
  return {math::atan2(s, c), math::atan2(r_ecef_m.y, r_ecef_m.x), height_m};
}

double great_circle_distance_m(Geodetic a, Geodetic b) {
  const Vec3 u = unit_vector(a);
  const Vec3 v = unit_vector(b);
  return kEarthMeanRadius_m * math::atan2(norm(cross(u, v)), dot(u, v));
}

}  // namespace orbitmesh
