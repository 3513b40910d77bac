#include "orbit/look_rates.h"

#include <gtest/gtest.h>

#include "core/math.h"
#include "core/rng.h"
#include "core/units.h"
#include "orbit/angles.h"
#include "orbit/earth.h"

namespace orbitmesh {
namespace {

TEST(LookRates, AreTheDerivativesOfTheLookAngles) {
  RngStream rng(1, "test.look_rates", 0);
  const double half_step_s = 0.01;
  for (int i = 0; i < 1000; ++i) {
    const GroundSite site = make_ground_site(
        "x", {kPi * (rng.uniform() - 0.5), 2 * kPi * (rng.uniform() - 0.5), 100.0});
    const auto component = [&](double scale) { return scale * (2 * rng.uniform() - 1); };
    const Vec3 r_m = site.r_ecef_m + 400e3 * site.up_ecef +
                     Vec3{component(300e3), component(300e3), component(300e3)};
    const Vec3 v_m_s = {component(7e3), component(7e3), component(7e3)};
    const LookAngles before = look_angles(site, r_m - half_step_s * v_m_s);
    const LookAngles after = look_angles(site, r_m + half_step_s * v_m_s);
    const LookRates rates = look_rates(site, r_m, v_m_s);
    EXPECT_NEAR(rates.range_m_s, (after.range_m - before.range_m) / (2 * half_step_s), 1e-3);
    if (look_angles(site, r_m).elevation_rad > 80 * kDegree) continue;
    EXPECT_NEAR(rates.elevation_rad_s,
                (after.elevation_rad - before.elevation_rad) / (2 * half_step_s), 1e-7);
    EXPECT_NEAR(rates.azimuth_rad_s,
                wrap_pi(after.azimuth_rad - before.azimuth_rad) / (2 * half_step_s), 1e-6);
  }
}

TEST(LookRates, AtTheZenithOnlyTheVerticalMotionCounts) {
  const GroundSite site = make_ground_site("equator", {0.0, 0.0, 0.0});
  const LookRates rates =
      look_rates(site, {kEarthEquatorialRadius_m + 550e3, 0.0, 0.0}, {3.0, 7500.0, 0.0});
  EXPECT_EQ(rates.range_m_s, 3.0);
  EXPECT_EQ(rates.azimuth_rad_s, 0.0);
}

TEST(RangeRate, OnACircularOrbitThroughTheZenithItFollowsTheCosineOfTheElevation) {
  // With the site at rest under the orbit: range rate = -v R cos(elevation) / (R + h) while
  // the satellite rises.
  const GroundSite site = make_ground_site("equator", {0.0, 0.0, 0.0});
  const double radius_m = kEarthEquatorialRadius_m + 550e3;
  const double speed_m_s = 7585.0;
  for (double angle_deg = -20; angle_deg < 0; angle_deg += 3) {
    const math::SinCos angle = math::sincos(angle_deg * kDegree);
    const Vec3 r_m = radius_m * Vec3{angle.cos, angle.sin, 0.0};
    const Vec3 v_m_s = speed_m_s * Vec3{-angle.sin, angle.cos, 0.0};
    const double elevation_rad = look_angles(site, r_m).elevation_rad;
    EXPECT_NEAR(range_rate_m_s(r_m - site.r_ecef_m, v_m_s),
                -speed_m_s * kEarthEquatorialRadius_m / radius_m * math::cos(elevation_rad), 1e-6);
  }
}

TEST(RangeRate, NothingBetweenCoincidentPoints) { EXPECT_EQ(range_rate_m_s({}, {1, 2, 3}), 0.0); }

}  // namespace
}  // namespace orbitmesh
