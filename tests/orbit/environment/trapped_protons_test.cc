#include "orbit/environment/trapped_protons.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/orbit/environment/orbit_means.h"

namespace orbitmesh {
namespace {

TEST(TrappedSpectrum, ExponentialBetweenAndBeyondItsEnergies) {
  const TrappedSpectrum spectrum{{1600, 800, 400, 100, 10, 1}};
  EXPECT_NEAR(spectrum.above(10), 1600, 1e-9);
  EXPECT_NEAR(spectrum.above(20), 800 * std::sqrt(2.0), 1e-9);
  EXPECT_NEAR(spectrum.above(300), 1, 1e-12);
  EXPECT_NEAR(spectrum.above(400), 0.1, 1e-12);
  EXPECT_NEAR(spectrum.above(0), 1600 * std::sqrt(2.0), 1e-9);
}

TEST(TrappedSpectrum, NeverNegative) {
  const TrappedSpectrum spectrum{{2, 0, 0, 0, 0, 0}};
  EXPECT_NEAR(spectrum.above(20), 1, 1e-12);
  EXPECT_EQ(spectrum.above(40), 0);
  EXPECT_EQ(spectrum.above(1000), 0);
}

TEST(TrappedProtons, AnomalyDriftsWestByThreeTenthsOfADegreeAYear) {
  const TrappedProtons minimum(0);
  const TrappedProtons maximum(1);
  const Epoch later = parse_epoch("2026-01-01T00:00:00Z");
  EXPECT_NEAR(minimum.drift_deg(later), 0.3 * 66, 1e-3);
  EXPECT_NEAR(maximum.drift_deg(later), 0.3 * 56, 1e-3);
  // What stands at 34 W in the model is found at 53.8 W.
  EXPECT_NEAR(minimum.model_longitude_deg(-53.8F, later), -34, 1e-3);
  EXPECT_NEAR(minimum.model_longitude_deg(175, later), 175 + 19.8 - 360, 1e-3);
}

TEST(TrappedProtons, BlendsGeometricallyBetweenTheSolarExtremes) {
  const Epoch now = parse_epoch("2026-01-01T00:00:00Z");
  const GridPoint anomaly{-30, -50, 550};
  const double low = TrappedProtons(1).spectrum(anomaly, now).above_cm2_s[1];
  const double high = TrappedProtons(0).spectrum(anomaly, now).above_cm2_s[1];
  const double half = TrappedProtons(0.5).spectrum(anomaly, now).above_cm2_s[1];
  EXPECT_NEAR(half, std::sqrt(low * high), 0.01 * half);
}

struct OrbitAverage {
  double inclination_deg;
  double activity;
  std::array<double, 5> above_cm2_s;  // 10, 30, 50, 100, 200 MeV
};

class TrappedOrbitAverage : public testing::TestWithParam<OrbitAverage> {};

TEST_P(TrappedOrbitAverage, OfTheGridIsThatOfTheModelItself) {
  const OrbitAverage& expected = GetParam();
  const TrappedProtons protons(expected.activity);
  for (std::size_t e = 0; e < expected.above_cm2_s.size(); ++e) {
    const double mean = orbit_mean(orbit_at(550, expected.inclination_deg), [&](GridPoint place) {
      GridLanes fluxes;
      protons.grid().sample(place, fluxes);
      return fluxes.at[e];
    });
    EXPECT_NEAR(mean, expected.above_cm2_s[e], 0.02 * expected.above_cm2_s[e]) << "energy " << e;
  }
}

// Computed by IRBEM along the orbits, not from the grid.
INSTANTIATE_TEST_SUITE_P(At550km, TrappedOrbitAverage,
                         testing::Values(OrbitAverage{53, 0, {64.5, 46.6, 38.1, 21.9, 7.09}},
                                         OrbitAverage{53, 1, {42.4, 32.8, 27.4, 16.9, 5.85}},
                                         OrbitAverage{97.6, 0, {43.4, 32.6, 26.8, 15.6, 5.15}},
                                         OrbitAverage{97.6, 1, {29.1, 23.0, 19.3, 12.0, 4.24}}));

}  // namespace
}  // namespace orbitmesh
