#include "orbit/geodetic.h"

#include <erfa.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/math.h"
#include "core/units.h"
#include "tests/orbit/erfa/erfa_epoch.h"

namespace orbitmesh {
namespace {

constexpr int kWgs84 = 1;  // ERFA_WGS84

TEST(ErfaGeodetic, ToEcef) {
  RngStream rng(1, "test.geodetic", 0);
  for (int i = 0; i < 20000; ++i) {
    const Geodetic at = {math::asin(2 * rng.uniform() - 1), kPi * (2 * rng.uniform() - 1),
                         -10e3 + 36e6 * rng.uniform()};
    double expected[3];
    ASSERT_EQ(eraGd2gc(kWgs84, at.lon_rad, at.lat_rad, at.height_m, expected), 0);
    const Vec3 r_ecef_m = geodetic_to_ecef_m(at);
    ASSERT_LE(norm(r_ecef_m - Vec3{expected[0], expected[1], expected[2]}), 1e-7);
  }
}

TEST(ErfaGeodetic, FromEcef) {
  RngStream rng(1, "test.geodetic", 1);
  for (int i = 0; i < 20000; ++i) {
    const double distance_m = 6.37e6 + 36e6 * rng.uniform() * rng.uniform();
    const Vec3 r_ecef_m = random_point(rng, distance_m);
    const Geodetic at = ecef_to_geodetic(r_ecef_m);
    double back[3];
    ASSERT_EQ(eraGd2gc(kWgs84, at.lon_rad, at.lat_rad, at.height_m, back), 0);
    ASSERT_LE(norm(r_ecef_m - Vec3{back[0], back[1], back[2]}), 1e-6);
    double from[3] = {r_ecef_m.x, r_ecef_m.y, r_ecef_m.z};
    double lon_rad = 0;
    double lat_rad = 0;
    double height_m = 0;
    ASSERT_EQ(eraGc2gd(kWgs84, from, &lon_rad, &lat_rad, &height_m), 0);
    // ERFA's own latitude comes back 1 mm off at the greatest heights.
    ASSERT_LE(std::fabs(at.lat_rad - lat_rad) * distance_m, 2e-3);
    ASSERT_LE(std::fabs(at.lon_rad - lon_rad) * distance_m, 1e-6);
    ASSERT_LE(std::fabs(at.height_m - height_m), 1e-6);
  }
}

}  // namespace
}  // namespace orbitmesh
