#include "orbit/sgp4/gravity_constants.h"

#include <cmath>

namespace orbitmesh {
namespace {

GravityConstants in_earth_radii(double mu_km3_s2, double radius_km, double j2, double j3,
                                double j4) {
  const double sqrt_mu = 60.0 / std::sqrt(radius_km * radius_km * radius_km / mu_km3_s2);
  const double radius_m = radius_km * 1000.0;
  return {radius_m, sqrt_mu, radius_m * sqrt_mu / 60.0, j2, j3, j4};
}

}  // namespace

GravityConstants gravity_constants(GravityModel model) {
  if (model == GravityModel::kWgs84) {
    return in_earth_radii(398600.5, 6378.137, 0.00108262998905, -0.00000253215306,
                          -0.00000161098761);
  }
  return in_earth_radii(398600.8, 6378.135, 0.001082616, -0.00000253881, -0.00000165597);
}

}  // namespace orbitmesh
