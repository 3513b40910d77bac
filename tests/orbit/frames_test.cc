#include "orbit/frames.h"

#include <gtest/gtest.h>

#include "core/units.h"

namespace orbitmesh {
namespace {

TEST(Gmst, PublishedValues) {
  // Vallado, example 3-5: 1992-08-20 12:14 UT1.
  EXPECT_NEAR(gmst_rad(parse_epoch("1992-08-20T12:14:00Z").julian_date()) / kDegree, 152.578787886,
              1e-6);
  // SOFA's test of iauGmst82 at MJD 53736.0.
  EXPECT_NEAR(gmst_rad({2453736.5, 0.0}), 1.754174981860675096, 1e-12);
  // Meeus, Astronomical Algorithms, example 12.a: 1987-04-10 0h UT, 13h10m46.3668s.
  EXPECT_NEAR(gmst_rad(parse_epoch("1987-04-10T00:00:00Z").julian_date()) * 43200 / kPi,
              13 * 3600 + 10 * 60 + 46.3668, 1e-4);
}

TEST(Gmst, RateIsItsDerivativeAndGainsOneTurnAYear) {
  const JulianDate noon = parse_epoch("2026-06-01T12:00:00Z").julian_date();
  const double rate = gmst_rate_rad_s(noon);
  EXPECT_NEAR(rate, 7.29211586e-5, 1e-13);
  const double step_s = 600;
  const JulianDate later = {noon.day, noon.fraction + step_s / 86400};
  EXPECT_NEAR(gmst_rad(later) - gmst_rad(noon), rate * step_s, 1e-11);
  // One mean solar day turns by 360 deg / 365.2422 more than a full turn.
  EXPECT_NEAR(rate * 86400 - 2 * kPi, 2 * kPi / 365.2422, 1e-6);
}

TEST(Frames, RotationTurnsEastward) {
  // A quarter of a turn after the vernal equinox passed Greenwich, it stands at 90 deg W.
  const Vec3 r = teme_to_ecef({1.0, 0.0, 5.0}, kPi / 2);
  EXPECT_NEAR(r.x, 0.0, 1e-16);
  EXPECT_NEAR(r.y, -1.0, 1e-16);
  EXPECT_EQ(r.z, 5.0);
}

TEST(Frames, RotationsAreInverse) {
  const Vec3 r = {4.2e6, -5.1e6, 1.7e6};
  const Vec3 back = ecef_to_teme(teme_to_ecef(r, 2.345), 2.345);
  EXPECT_NEAR(norm(back - r), 0.0, 1e-8);
}

constexpr double kRate = 7.292115855e-5;  // [rad/s]

TEST(Frames, WhatStandsStillOnTheGroundMovesEastwardInTeme) {
  const Vec3 r_ecef_m = {0.0, 6378137.0, 0.0};
  const Vec3 v_teme_m_s = ecef_velocity_to_teme_m_s({}, r_ecef_m, kPi / 2, kRate);
  // Longitude 90 deg E at GMST 90 deg: at right ascension 180 deg, moving along -y.
  EXPECT_NEAR(v_teme_m_s.x, 0.0, 1e-12);
  EXPECT_NEAR(v_teme_m_s.y, -465.101, 1e-3);
  EXPECT_EQ(v_teme_m_s.z, 0.0);
}

TEST(Frames, VelocityIsTheDerivativeOfThePosition) {
  const Vec3 r_teme_m = {4.2e6, -5.1e6, 1.7e6};
  const Vec3 v_teme_m_s = {3.1e3, 4.4e3, 5.2e3};
  const double gmst = 1.234;
  const auto r_ecef_m = [&](double t_s) {
    return teme_to_ecef(r_teme_m + t_s * v_teme_m_s, gmst + kRate * t_s);
  };
  const Vec3 by_difference = (1 / 0.2) * (r_ecef_m(0.1) - r_ecef_m(-0.1));
  const Vec3 v_ecef_m_s = teme_velocity_to_ecef_m_s(v_teme_m_s, r_ecef_m(0), gmst, kRate);
  EXPECT_NEAR(norm(v_ecef_m_s - by_difference), 0.0, 1e-6);
}

TEST(Frames, VelocityTransformsAreInverse) {
  const Vec3 r_ecef_m = {4.2e6, -5.1e6, 1.7e6};
  const Vec3 v_teme_m_s = {3.1e3, 4.4e3, 5.2e3};
  const Vec3 v_ecef_m_s = teme_velocity_to_ecef_m_s(v_teme_m_s, r_ecef_m, 2.345, kRate);
  const Vec3 back = ecef_velocity_to_teme_m_s(v_ecef_m_s, r_ecef_m, 2.345, kRate);
  EXPECT_NEAR(norm(back - v_teme_m_s), 0.0, 1e-11);
}

}  // namespace
}  // namespace orbitmesh
