#include "orbit/sgp4.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <thread>
#include <vector>

#include "core/error.h"
#include "core/units.h"
#include "orbit/sgp4/sgp4_propagator.h"
#include "tests/orbit/element_lines.h"

namespace orbitmesh {
namespace {

ElementSet round_leo() {
  ElementSet elements;
  elements.catalog_number = 44713;
  elements.epoch = parse_epoch("2026-05-21T00:00:00Z");
  elements.mean_motion_rev_per_day = 15.06;
  elements.eccentricity = 0.0001;
  elements.inclination_deg = 53.05;
  elements.raan_deg = 120.0;
  elements.argument_of_perigee_deg = 90.0;
  elements.mean_anomaly_deg = 270.0;
  elements.bstar_per_earth_radius = 1e-4;
  return elements;
}

ElementSet geostationary() {
  ElementSet elements = round_leo();
  elements.mean_motion_rev_per_day = 1.0027;
  elements.inclination_deg = 0.05;
  return elements;
}

ElementSet molniya() {
  ElementSet elements = round_leo();
  elements.mean_motion_rev_per_day = 2.0057;
  elements.eccentricity = 0.69;
  elements.inclination_deg = 63.4;
  return elements;
}

/// Vanguard 1 of AIAA 2006-6753's example.
ElementSet vanguard() {
  return element_set_of_lines(
      "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753",
      "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667");
}

void expect_km(Vec3 r_m, Vec3 expected_km) {
  EXPECT_NEAR(r_m.x * 1e-3, expected_km.x, 1e-6);
  EXPECT_NEAR(r_m.y * 1e-3, expected_km.y, 1e-6);
  EXPECT_NEAR(r_m.z * 1e-3, expected_km.z, 1e-6);
}

TEST(Sgp4, GravityModelsDifferAsTheReferenceCodeHasThem) {
  constexpr double kMinutes = 309.67110720001529;
  expect_km(Sgp4(vanguard()).at_minutes(kMinutes).r_teme_m,
            {-3754.2514743216166, 7876.346817439062, 4719.220856478582});
  expect_km(Sgp4(vanguard(), GravityModel::kWgs84).at_minutes(kMinutes).r_teme_m,
            {-3754.2437675772426, 7876.3549956188945, 4719.227897029576});
}

TEST(Sgp4, VelocityIsTheDerivativeOfThePosition) {
  for (const ElementSet& elements : {round_leo(), geostationary(), molniya(), vanguard()}) {
    const Sgp4 sgp4(elements);
    for (double minutes : {-2000.0, 0.0, 1234.5}) {
      constexpr double kStep_s = 0.5;
      const Vec3 ahead = sgp4.at_minutes(minutes + kStep_s / 60).r_teme_m;
      const Vec3 behind = sgp4.at_minutes(minutes - kStep_s / 60).r_teme_m;
      const Vec3 v_m_s = (0.5 / kStep_s) * (ahead - behind);
      // SGP4's velocity leaves out the rates of the mean elements, which are small.
      EXPECT_LT(norm(v_m_s - sgp4.at_minutes(minutes).v_teme_m_s), 0.02 * norm(v_m_s));
    }
  }
}

TEST(Sgp4, RoundOrbitKeepsItsHeightAndInclination) {
  const Sgp4 sgp4(round_leo());
  EXPECT_FALSE(sgp4.deep_space());
  for (double minutes = 0; minutes < 1440; minutes += 7) {
    const Sgp4State state = sgp4.at_minutes(minutes);
    // 15.06 revolutions a day are 6,927 km; J2 moves that by up to 10 km.
    EXPECT_NEAR(norm(state.r_teme_m), 6927e3, 12e3);
    const Vec3 h = cross(state.r_teme_m, state.v_teme_m_s);
    EXPECT_NEAR(std::acos(h.z / norm(h)) / kDegree, 53.05, 0.06);
  }
}

TEST(Sgp4, GeostationaryObjectStaysOverItsMeridian) {
  const Sgp4 sgp4(geostationary());
  EXPECT_TRUE(sgp4.deep_space());
  const Vec3 today = sgp4.at_minutes(0).r_teme_m;
  const Vec3 tomorrow = sgp4.at_minutes(1440.0 / 1.0027379).r_teme_m;
  EXPECT_NEAR(norm(today), 42165e3, 30e3);
  EXPECT_LT(norm(tomorrow - today), 40e3);
}

TEST(Sgp4, TimeCountsSecondsSinceTheElementsEpoch) {
  ElementSet elements = round_leo();
  elements.epoch = parse_epoch("2016-12-31T23:59:30Z");
  const Sgp4 sgp4(elements);
  EXPECT_EQ(sgp4.epoch(), elements.epoch);
  // The leap second lies between.
  const Vec3 by_clock = sgp4.at(parse_epoch("2017-01-01T00:00:29Z")).r_teme_m;
  const Vec3 by_minutes = sgp4.at_minutes(1.0).r_teme_m;
  EXPECT_EQ(std::memcmp(&by_clock, &by_minutes, sizeof by_clock), 0);
}

TEST(Sgp4, RoundOrbitsAgreeWithTheGeneralPath) {
  ElementSet elements = round_leo();
  for (double eccentricity : {0.0, 1e-6, 1e-4, 0.01, 0.03, 0.05}) {
    elements.eccentricity = eccentricity;
    elements.mean_motion_rev_per_day = 14.0;
    const Sgp4Propagator propagator(elements, GravityModel::kWgs72);
    ASSERT_TRUE(propagator.is_round());
    for (double minutes = -7200; minutes <= 7200; minutes += 13.7) {
      const Sgp4State quick = propagator.state(minutes);
      const Sgp4State general = propagator.general_state(minutes);
      ASSERT_EQ(quick.error, Sgp4Error::kNone);
      // The general path stops iterating at 1e-12 rad.
      EXPECT_LT(norm(quick.r_teme_m - general.r_teme_m), 2e-5) << eccentricity;
      EXPECT_LT(norm(quick.v_teme_m_s - general.v_teme_m_s), 2e-8) << eccentricity;
    }
  }
}

TEST(Sgp4, RefusedElementsGiveTheirErrorAtEveryTime) {
  ElementSet parabolic = round_leo();
  parabolic.eccentricity = 1.0;
  ElementSet negative = round_leo();
  negative.eccentricity = -0.1;
  ElementSet unknown = round_leo();
  unknown.raan_deg = std::numeric_limits<double>::quiet_NaN();
  for (const ElementSet& elements : {parabolic, negative, unknown}) {
    EXPECT_EQ(Sgp4(elements).at_minutes(0).error, Sgp4Error::kMeanElements);
    EXPECT_EQ(Sgp4(elements).at_minutes(1e6).error, Sgp4Error::kMeanElements);
  }
  ElementSet still = round_leo();
  still.mean_motion_rev_per_day = 0.0;
  EXPECT_EQ(Sgp4(still).at_minutes(0).error, Sgp4Error::kMeanMotion);
  EXPECT_EQ(norm(Sgp4(still).at_minutes(0).r_teme_m), 0.0);
}

TEST(Sgp4, ObjectInsideTheEarthHasDecayed) {
  ElementSet elements = round_leo();
  elements.mean_motion_rev_per_day = 18.0;
  const Sgp4State state = Sgp4(elements).at_minutes(0);
  EXPECT_EQ(state.error, Sgp4Error::kDecayed);
  EXPECT_EQ(norm(state.r_teme_m) + norm(state.v_teme_m_s), 0.0);
}

TEST(Sgp4, ExtremeElementsGiveFiniteNumbers) {
  for (double mean_motion : {1e-9, 1e-3, 1.0, 6.4, 17.0, 1e3, 1e9}) {
    for (double eccentricity : {0.0, 0.05, 0.6, 0.999999}) {
      for (double bstar : {-1.0, 0.0, 1e-4, 1e3, 1e30}) {
        ElementSet elements = round_leo();
        elements.mean_motion_rev_per_day = mean_motion;
        elements.eccentricity = eccentricity;
        elements.bstar_per_earth_radius = bstar;
        elements.inclination_deg = 180.0;
        const Sgp4 sgp4(elements);
        for (double minutes : {-1e6, 0.0, 1e4, kMostSgp4Minutes}) {
          const Sgp4State state = sgp4.at_minutes(minutes);
          EXPECT_TRUE(std::isfinite(norm(state.r_teme_m)));
          EXPECT_TRUE(std::isfinite(norm(state.v_teme_m_s)));
        }
      }
    }
  }
}

TEST(Sgp4, TimesBeyondTheBoundAreRefused) {
  const Sgp4 sgp4(molniya());
  for (double minutes : {1.6e8, -1e300, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW(sgp4.at_minutes(minutes), InputError);
  }
}

TEST(Sgp4, ManyThreadsGetTheSameBits) {
  const Sgp4 sgp4(molniya());
  const Sgp4State expected = sgp4.at_minutes(5000);
  std::vector<Sgp4State> states(4);
  std::vector<std::thread> threads;
  for (Sgp4State& state : states) {
    threads.emplace_back([&] { state = sgp4.at_minutes(5000); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const Sgp4State& state : states) {
    EXPECT_EQ(std::memcmp(&state.r_teme_m, &expected.r_teme_m, sizeof(Vec3)), 0);
  }
}

}  // namespace
}  // namespace orbitmesh
