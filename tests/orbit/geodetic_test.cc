#include "orbit/geodetic.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/units.h"
#include "orbit/earth.h"

namespace orbitmesh {
namespace {

constexpr double kPolarRadius_m = 6356752.314245;  // NIMA TR8350.2

TEST(Geodetic, AxesOfTheEllipsoid) {
  EXPECT_NEAR(norm(geodetic_to_ecef_m({0, 0, 0}) - Vec3{6378137, 0, 0}), 0, 1e-9);
  EXPECT_NEAR(norm(geodetic_to_ecef_m({0, kPi / 2, 10}) - Vec3{0, 6378147, 0}), 0, 1e-8);
  EXPECT_NEAR(norm(geodetic_to_ecef_m({kPi / 2, 0, 0}) - Vec3{0, 0, kPolarRadius_m}), 0, 1e-6);
}

TEST(Geodetic, PublishedPointToEcef) {
  // SOFA's test of iauGd2gc, WGS84.
  const Vec3 expected = {-5599000.5577049947, 233011.67223479203, -3040909.4706983363};
  EXPECT_NEAR(norm(geodetic_to_ecef_m({-0.5, 3.1, 2500.0}) - expected), 0, 1e-7);
}

TEST(Geodetic, PublishedPointFromEcef) {
  // SOFA's test of iauGc2gd, WGS84.
  const Geodetic position = ecef_to_geodetic({2e6, 3e6, 5.244e6});
  EXPECT_NEAR(position.lon_rad, 0.98279372324732907, 1e-14);
  EXPECT_NEAR(position.lat_rad, 0.97160184819075459, 1e-14);
  EXPECT_NEAR(position.height_m, 331.41724614260599, 1e-8);
}

TEST(Geodetic, RoundTripsWithinAMicrometre) {
  for (double height_m : {-10e3, 0.0, 8848.0, 550e3, 2000e3, 35786e3}) {
    for (int lat_deg = -90; lat_deg <= 90; lat_deg += 3) {
      for (int lon_deg = -175; lon_deg <= 180; lon_deg += 25) {
        const Geodetic there = {lat_deg * kDegree, lon_deg * kDegree, height_m};
        const Vec3 r_ecef_m = geodetic_to_ecef_m(there);
        const Geodetic back = ecef_to_geodetic(r_ecef_m);
        ASSERT_LT(norm(geodetic_to_ecef_m(back) - r_ecef_m), 1e-6);
        ASSERT_NEAR(back.height_m, height_m, 1e-6) << lat_deg << " " << lon_deg;
        ASSERT_NEAR(back.lat_rad, there.lat_rad, 1e-13) << height_m;
      }
    }
  }
}

TEST(Geodetic, PolesHaveLongitudeZero) {
  const Geodetic pole = ecef_to_geodetic({0, 0, -kPolarRadius_m - 1000});
  EXPECT_DOUBLE_EQ(pole.lat_rad, -kPi / 2);
  EXPECT_EQ(pole.lon_rad, 0.0);
  EXPECT_NEAR(pole.height_m, 1000, 1e-6);
}

TEST(GreatCircle, AnalyticDistances) {
  const Geodetic origin = {0, 0, 0};
  EXPECT_EQ(great_circle_distance_m(origin, origin), 0.0);
  EXPECT_NEAR(great_circle_distance_m(origin, {kPi / 2, 1.0, 0}), kEarthMeanRadius_m * kPi / 2,
              1e-6);
  EXPECT_NEAR(great_circle_distance_m(origin, {0, kPi, 0}), kEarthMeanRadius_m * kPi, 1e-6);
  EXPECT_NEAR(great_circle_distance_m({0, 179 * kDegree, 0}, {0, -179 * kDegree, 0}),
              kEarthMeanRadius_m * 2 * kDegree, 1e-6);
  EXPECT_NEAR(great_circle_distance_m(origin, {0, 1e-7, 0}), kEarthMeanRadius_m * 1e-7, 1e-8);
}

TEST(GreatCircle, StaysNearTheGeodesic) {
  // Flinders Peak to Buninyong, 54,972.271 m on GRS80 (Geocentric Datum of Australia
  // Technical Manual); a quarter meridian of WGS84, 10,001,965.729 m.
  const Geodetic flinders = {-(37 + 57 / 60.0 + 3.72030 / 3600) * kDegree,
                             (144 + 25 / 60.0 + 29.52440 / 3600) * kDegree, 0};
  const Geodetic buninyong = {-(37 + 39 / 60.0 + 10.15610 / 3600) * kDegree,
                              (143 + 55 / 60.0 + 35.38390 / 3600) * kDegree, 0};
  EXPECT_NEAR(great_circle_distance_m(flinders, buninyong) / 54972.271, 1.0, 0.0056);
  EXPECT_NEAR(great_circle_distance_m({0, 0, 0}, {kPi / 2, 0, 0}) / 10001965.729, 1.0, 0.0056);
}

}  // namespace
}  // namespace orbitmesh
