#include "orbit/sgp4/kepler_solution.h"

#include <algorithm>
#include <cmath>

#include "core/units.h"

namespace orbitmesh {

KeplerSolution<double> solve_kepler(double mean_longitude_rad, double e_cos_perigee,
                                    double e_sin_perigee) {
  constexpr int kMostSteps = 10;
  constexpr double kLongestStep_rad = 0.95;
  constexpr double kTolerance_rad = 1e-12;
  const double u = std::fmod(mean_longitude_rad, 2.0 * kPi);
  double longitude = u;
  double step = 1.0;
  KeplerSolution<double> solution = {};
  for (int i = 0; i < kMostSteps && std::fabs(step) >= kTolerance_rad; ++i) {
    const PackSinCos<double> f = sincos(longitude);
    solution.eccentric_longitude = f;
    solution.e_cos_anomaly = e_cos_perigee * f.cos + e_sin_perigee * f.sin;
    solution.e_sin_anomaly = e_cos_perigee * f.sin - e_sin_perigee * f.cos;
    solution.a_over_r = 1.0 / (1.0 - solution.e_cos_anomaly);
    step = (u + solution.e_sin_anomaly - longitude) * solution.a_over_r;
    step = std::clamp(step, -kLongestStep_rad, kLongestStep_rad);
    longitude += step;
  }
  return solution;
}

}  // namespace orbitmesh
