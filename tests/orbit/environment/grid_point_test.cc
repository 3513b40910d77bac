#include "orbit/environment/grid_point.h"

#include <gtest/gtest.h>

#include "core/units.h"

namespace orbitmesh {
namespace {

TEST(GridPoint, AgreesWithTheExactConversion) {
  for (const double height_m : {0.0, 300e3, 550e3, 1200e3, 2000e3}) {
    for (int lat = -90; lat <= 90; lat += 3) {
      for (int lon = -180; lon < 180; lon += 7) {
        const Geodetic place{lat * kDegree, lon * kDegree, height_m};
        const Vec3 r_ecef_m = geodetic_to_ecef_m(place);
        GridPoint fast;
        grid_points(&r_ecef_m, 1, &fast);
        EXPECT_NEAR(fast.lat_deg, lat, 1e-4);
        EXPECT_NEAR(fast.height_km, height_m * 1e-3, 0.01);
        if (lat > -90 && lat < 90) {
          EXPECT_NEAR(fast.lon_deg, lon, 1e-4);
        }
      }
    }
  }
}

TEST(GridPoint, OfAGeodeticPlace) {
  const GridPoint point = grid_point(Geodetic{-34 * kDegree, 45 * kDegree, 550e3});
  EXPECT_FLOAT_EQ(point.lat_deg, -34);
  EXPECT_FLOAT_EQ(point.lon_deg, 45);
  EXPECT_FLOAT_EQ(point.height_km, 550);
}

}  // namespace
}  // namespace orbitmesh
