#include "nodes/power/solar_geometry.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/nodes/power/circular_orbit.h"

namespace orbitmesh {
namespace {

using testing::CircularOrbit;

Sky sky(const CircularOrbit& orbit, double t_s, ArrayPointing pointing,
        Vec3 r_sun_m = CircularOrbit::r_sun_m()) {
  return SolarGeometry(r_sun_m).sky(orbit.position_m(t_s), orbit.velocity_m_s(t_s), pointing);
}

TEST(SolarGeometry, ArraysByTheirPointing) {
  const CircularOrbit orbit{kEarthEquatorialRadius_m + 550e3, 30 * kDegree};
  const double noon_s = orbit.period_s() / 2;
  EXPECT_EQ(sky(orbit, noon_s, ArrayPointing::kTracking).incidence, 1.0);
  EXPECT_NEAR(sky(orbit, noon_s, ArrayPointing::kOneAxis).incidence, std::cos(30 * kDegree), 1e-12);
  EXPECT_NEAR(sky(orbit, 0.7 * noon_s, ArrayPointing::kOneAxis).incidence, std::cos(30 * kDegree),
              1e-12);
  EXPECT_NEAR(sky(orbit, noon_s, ArrayPointing::kZenith).incidence, std::cos(30 * kDegree), 1e-12);
  EXPECT_NEAR(sky(orbit, noon_s / 2, ArrayPointing::kZenith).incidence, 0.0, 1e-12);
  EXPECT_LT(sky(orbit, 0.0, ArrayPointing::kZenith).incidence, 0.0);
  EXPECT_EQ(array_power_w(1000.0, 1.0, -0.5), 0.0);
}

TEST(SolarGeometry, IrradianceFollowsDistanceAndShadow) {
  const CircularOrbit orbit;
  EXPECT_EQ(sky(orbit, 0.0, ArrayPointing::kTracking).irradiance, 0.0);
  EXPECT_NEAR(sky(orbit, orbit.period_s() / 2, ArrayPointing::kTracking).irradiance, 1.0, 1e-12);
  // Perihelion: 3.4 % more.
  const Vec3 near_m = 0.98329 * CircularOrbit::r_sun_m();
  EXPECT_NEAR(sky(orbit, orbit.period_s() / 2, ArrayPointing::kTracking, near_m).irradiance, 1.0343,
              1e-4);
}

// Half of the light at the middle of the penumbra, which takes 8.5 s: the closed form of
// orbit/beta_angle.h puts its middle at u = acos(cos(asin(R / a))).
TEST(SolarGeometry, ThePenumbraDimsBySteps) {
  const CircularOrbit orbit;
  const double edge_s = math::asin(kEarthEquatorialRadius_m / orbit.radius_m) / orbit.rate_rad_s();
  EXPECT_NEAR(sky(orbit, edge_s, ArrayPointing::kTracking).irradiance, 0.5, 0.02);
  EXPECT_LT(sky(orbit, edge_s - 3, ArrayPointing::kTracking).irradiance, 0.2);
  EXPECT_GT(sky(orbit, edge_s + 3, ArrayPointing::kTracking).irradiance, 0.8);
  EXPECT_EQ(sky(orbit, edge_s + 5, ArrayPointing::kTracking).irradiance, 1.0);
}

TEST(SolarGeometry, AgeingOfAnArray) {
  EXPECT_DOUBLE_EQ(array_share_left(0.0, 0.02), 1.0);
  EXPECT_NEAR(array_share_left(5.0, 0.02), 0.9039, 1e-4);
}

}  // namespace
}  // namespace orbitmesh
