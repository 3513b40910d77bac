#include "orbit/secular_rates.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/units.h"
#include "orbit/earth.h"

namespace orbitmesh {
namespace {

constexpr double kDegPerDay = kDegree / 86400;

double axis_m(double altitude_m) { return kEarthEquatorialRadius_m + altitude_m; }

TEST(SecularRates, NodeOfAStarlinkShellDriftsWest) {
  // By hand: k = 1.5 x 1.0826267e-3 x (6378.137/6928.137)^2 = 1.376333e-3 and
  // n = 1.094837e-3 rad/s give k n cos 53 deg = 9.0686e-7 rad/s = 4.489 deg/day.
  const SecularRates rates = j2_secular_rates(axis_m(550e3), 53 * kDegree);
  EXPECT_NEAR(rates.raan_rad_s / kDegPerDay, -4.489, 0.001);
}

TEST(SecularRates, SunSynchronousShellFollowsTheSun) {
  const SecularRates rates = j2_secular_rates(axis_m(560e3), 97.6 * kDegree);
  EXPECT_NEAR(rates.raan_rad_s / kDegPerDay, 360 / 365.2422, 0.01 * 0.9856);
}

TEST(SecularRates, PolarOrbitKeepsItsNode) {
  EXPECT_NEAR(j2_secular_rates(axis_m(1200e3), 90 * kDegree).raan_rad_s, 0, 1e-22);
}

TEST(SecularRates, OrbitalPeriods) {
  EXPECT_NEAR(keplerian_period_s(axis_m(550e3)) / 60, 95.65, 0.005);
  EXPECT_NEAR(keplerian_period_s(axis_m(480e3)) / 60, 94.20, 0.005);
  EXPECT_NEAR(keplerian_period_s(axis_m(1200e3)) / 60, 109.42, 0.005);
}

TEST(SecularRates, NodalPeriodEqualsKeplersAtSixtyDegrees) {
  // 3 - 4 sin^2 i vanishes at 60 deg: below it the satellite returns to its node sooner
  // than Kepler's period, above it later.
  const double n_rad_s = 2 * kPi / keplerian_period_s(axis_m(550e3));
  const auto rate = [](double deg) {
    return j2_secular_rates(axis_m(550e3), deg * kDegree).argument_of_latitude_rad_s;
  };
  EXPECT_NEAR(rate(60) / n_rad_s, 1.0, 1e-15);
  EXPECT_GT(rate(53), n_rad_s);
  EXPECT_LT(rate(97.6), n_rad_s);
  // Equatorial: n (1 + 9/2 J2 (R/a)^2).
  const double ratio = kEarthEquatorialRadius_m / axis_m(550e3);
  EXPECT_NEAR(rate(0) / n_rad_s, 1 + 4.5 * 1.0826267e-3 * ratio * ratio, 1e-9);
}

}  // namespace
}  // namespace orbitmesh
