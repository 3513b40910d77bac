#include "orbit/link_geometry.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr double kR = kEarthEquatorialRadius_m;

TEST(SlantRange, IsTheAltitudeInTheZenithAndTheTangentAtTheHorizon) {
  EXPECT_NEAR(max_slant_range_m(550e3, kPi / 2), 550e3, 1e-6);
  EXPECT_NEAR(max_slant_range_m(550e3, 0), std::sqrt(550e3 * (2 * kR + 550e3)), 1e-6);
}

TEST(SlantRange, ClosesTheTriangleWithTheEarthsCentre) {
  for (double elevation_deg : {5.0, 25.0, 40.0, 70.0}) {
    const double range_m = max_slant_range_m(550e3, elevation_deg * kDegree);
    const double radius2 =
        kR * kR + range_m * range_m + 2 * kR * range_m * std::sin(elevation_deg * kDegree);
    EXPECT_NEAR(std::sqrt(radius2), kR + 550e3, 1e-6) << elevation_deg;
  }
  // About 1,123 km at Starlink's minimum of 25 deg.
  EXPECT_NEAR(max_slant_range_m(550e3, 25 * kDegree), 1123.4e3, 0.5e3);
}

TEST(IslRange, PublishedLengths) {
  // 5,016.6 km with the equatorial radius (Hypatia's Starlink set-up), 5,014 km with the
  // mean radius.
  EXPECT_NEAR(max_isl_range_m(550e3, 80e3), 5016.591e3, 10);
  EXPECT_NEAR(max_isl_range_m(550e3, 80e3, 6371e3), 5014e3, 0.5e3);
  EXPECT_EQ(max_isl_range_m(550e3, 550e3), 0.0);
  EXPECT_EQ(max_isl_range_m(50e3, 80e3), 0.0);
}

TEST(LineOfSight, EndsAtTheGrazingRange) {
  const double r_m = kR + 550e3;
  const double range_m = max_isl_range_m(550e3, 80e3);
  const auto pair_sees = [&](double chord_m) {
    const double half = std::asin(0.5 * chord_m / r_m);
    const Vec3 a = {r_m * std::cos(half), r_m * std::sin(half), 0};
    const Vec3 b = {r_m * std::cos(half), -r_m * std::sin(half), 0};
    return line_of_sight(a, b, 80e3);
  };
  EXPECT_TRUE(pair_sees(range_m - 10));
  EXPECT_FALSE(pair_sees(range_m + 10));
}

TEST(LineOfSight, OnlyTheSegmentCounts) {
  // Both points on one radius: the line through them meets the centre, the segment not.
  EXPECT_TRUE(line_of_sight({kR + 500e3, 0, 0}, {kR + 900e3, 0, 0}, 80e3));
  EXPECT_FALSE(line_of_sight({kR + 500e3, 0, 0}, {-kR - 500e3, 0, 0}, 80e3));
  EXPECT_TRUE(line_of_sight({kR + 500e3, 0, 0}, {kR + 500e3, 0, 0}, 80e3));
  EXPECT_FALSE(line_of_sight({kR + 50e3, 0, 0}, {kR + 900e3, 0, 0}, 80e3));
}

}  // namespace
}  // namespace orbitmesh
