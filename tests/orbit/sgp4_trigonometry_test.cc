#include <gtest/gtest.h>

#include <cmath>

#include "core/math.h"
#include "core/rng.h"
#include "core/units.h"
#include "orbit/sgp4/kepler_solution.h"
#include "orbit/sgp4/pack_trigonometry.h"

namespace orbitmesh {
namespace {

TEST(PackTrigonometry, AgreesWithTheMathLibrary) {
  RngStream random(1, "angles", 0);
  for (int i = 0; i < 100'000; ++i) {
    const double x = (random.uniform() - 0.5) * 2000.0;
    const math::SinCos expected = math::sincos(x);
    const PackSinCos<double> both = sincos(x);
    ASSERT_NEAR(both.sin, expected.sin, 4e-16) << x;
    ASSERT_NEAR(both.cos, expected.cos, 4e-16) << x;
    ASSERT_NEAR(sine(x, 0.0), expected.sin, 4e-16) << x;
    ASSERT_NEAR(sine(x, 1.0), expected.cos, 4e-16) << x;
  }
}

TEST(PackTrigonometry, HoldsAtTheQuadrantsAndForLargeAngles) {
  for (int quarter = -9; quarter <= 9; ++quarter) {
    for (double off : {-1e-9, 0.0, 1e-9, 0.25 * kPi}) {
      const double x = quarter * 0.5 * kPi + off;
      EXPECT_NEAR(sincos(x).sin, math::sin(x), 4e-16);
      EXPECT_NEAR(sincos(x).cos, math::cos(x), 4e-16);
    }
  }
  // The mean anomaly of a low orbit after 280 years.
  for (double x : {-1.0e7, 1.0e7 + 0.3, 9'999'999.123}) {
    EXPECT_NEAR(sincos(x).sin, math::sin(x), 1e-13);
    EXPECT_NEAR(sine(x, 1.0), math::cos(x), 1e-13);
  }
}

TEST(PackTrigonometry, SmallAnglesAreExactToRounding) {
  for (double x = -0.002; x <= 0.002; x += 1e-5) {
    EXPECT_NEAR(sincos_of_small(x).sin, math::sin(x), 5e-16);
    EXPECT_NEAR(sincos_of_small(x).cos, math::cos(x), 2e-16);
  }
}

/// Largest miss of Kepler's equation over a revolution.
template <class Solve>
double worst_miss(double eccentricity, Solve solve) {
  double worst = 0.0;
  for (double perigee = 0.0; perigee < 2 * kPi; perigee += 0.37) {
    const double x = eccentricity * math::cos(perigee);
    const double y = eccentricity * math::sin(perigee);
    for (double u = -kPi; u < kPi; u += 0.011) {
      const KeplerSolution<double> kepler = solve(u, x, y);
      const double longitude =
          math::atan2(kepler.eccentric_longitude.sin, kepler.eccentric_longitude.cos);
      const double miss =
          longitude - x * kepler.eccentric_longitude.sin + y * kepler.eccentric_longitude.cos - u;
      worst = std::max(worst, std::fabs(std::remainder(miss, 2 * kPi)));
      EXPECT_NEAR(kepler.a_over_r * (1.0 - kepler.e_cos_anomaly), 1.0, 1e-14);
    }
  }
  return worst;
}

TEST(KeplerSolution, SatisfiesKeplersEquation) {
  for (double eccentricity : {0.0, 1e-6, 0.001, 0.02, 0.055}) {
    EXPECT_LT(worst_miss(eccentricity, solve_kepler_round<double>), 2e-13) << eccentricity;
  }
  for (double eccentricity : {0.0, 0.055, 0.3, 0.74}) {
    EXPECT_LT(worst_miss(eccentricity, solve_kepler), 2e-12) << eccentricity;
  }
}

}  // namespace
}  // namespace orbitmesh
