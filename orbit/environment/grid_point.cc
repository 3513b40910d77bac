#include "orbit/environment/grid_point.h"

#include <algorithm>

#include "core/units.h"
#include "orbit/earth.h"

namespace orbitmesh {
namespace {

constexpr double kA = kEarthEquatorialRadius_m;
constexpr double kB = kA * (1 - kEarthFlattening);
constexpr double kE2 = kEarthFlattening * (2 - kEarthFlattening);
constexpr double kSecondE2 = kE2 / (1 - kE2);

/// atan(x) / x for x in [0, 1] by x squared.
double atan_ratio(double x2) {
  return 1.0 + x2 * (-0.3333314528 +
                     x2 * (0.1999355085 +
                           x2 * (-0.1420889944 +
                                 x2 * (0.1065626393 +
                                       x2 * (-0.0752896400 +
                                             x2 * (0.0429096138 +
                                                   x2 * (-0.0161657367 + x2 * 0.0028662257)))))));
}

/// Angle of (x, y) from the x axis in (-pi, pi] [rad]; not both may be 0.
double fast_atan2(double y, double x) {
  const double ax = std::fabs(x);
  const double ay = std::fabs(y);
  const double ratio = std::min(ax, ay) / std::max(ax, ay);
  double angle = ratio * atan_ratio(ratio * ratio);
  angle = ay > ax ? kPi / 2 - angle : angle;
  angle = x < 0 ? kPi - angle : angle;
  return y < 0 ? -angle : angle;
}

GridPoint grid_point(Vec3 r_ecef_m) {
  const double p2_m2 = r_ecef_m.x * r_ecef_m.x + r_ecef_m.y * r_ecef_m.y;
  const double r_m = std::sqrt(p2_m2 + r_ecef_m.z * r_ecef_m.z);
  const double p_m = std::sqrt(p2_m2);
  // Direction (c, s) of the parametric latitude, then (north, up) of the geodetic one.
  const double s = r_ecef_m.z * (1 - kEarthFlattening) * (1 + kSecondE2 * kB / r_m);
  const double c = p_m;
  const double scale = 1 / std::sqrt(s * s + c * c);
  const double sin_beta = s * scale;
  const double cos_beta = c * scale;
  const double z = r_ecef_m.z + kSecondE2 * kB * sin_beta * sin_beta * sin_beta;
  const double p = p_m - kE2 * kA * cos_beta * cos_beta * cos_beta;
  const double normal = 1 / std::sqrt(z * z + p * p);
  const double sin_lat = z * normal;
  const double height_m =
      p_m * p * normal + r_ecef_m.z * sin_lat - kA * std::sqrt(1 - kE2 * sin_lat * sin_lat);
  return {static_cast<float>(fast_atan2(z, p) / kDegree),
          static_cast<float>(fast_atan2(r_ecef_m.y, r_ecef_m.x) / kDegree),
          static_cast<float>(height_m * 1e-3)};
}

}  // namespace

GridPoint grid_point(Geodetic place) {
  return {static_cast<float>(place.lat_rad / kDegree), static_cast<float>(place.lon_rad / kDegree),
          static_cast<float>(place.height_m * 1e-3)};
}

void grid_points(const Vec3* r_ecef_m, int count, GridPoint* out) {
  for (int i = 0; i < count; ++i) out[i] = grid_point(r_ecef_m[i]);
}

}  // namespace orbitmesh
