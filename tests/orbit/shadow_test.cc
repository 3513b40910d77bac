#include "orbit/shadow.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "core/rng.h"
#include "core/units.h"
#include "orbit/earth.h"
#include "orbit/secular_rates.h"
#include "orbit/sun.h"

namespace orbitmesh {
namespace {

constexpr Vec3 kSun_m = {kAstronomicalUnit_m, 0.0, 0.0};

/// At `angle_rad` from the shadow's axis.
Vec3 behind_the_earth(double radius_m, double angle_rad) {
  const math::SinCos angle = math::sincos(angle_rad);
  return radius_m * Vec3{-angle.cos, angle.sin, 0.0};
}

/// Angle from the axis at which a circular orbit through it leaves the cone.
double edge_rad(ShadowCone cone, double radius_m) {
  const EarthShadow shadow(kSun_m);
  double inside = 0;
  double outside = kPi / 2;
  for (int i = 0; i < 60; ++i) {
    const double middle = (inside + outside) / 2;
    const bool in = shadow.depth_m(cone, behind_the_earth(radius_m, middle)) > 0;
    (in ? inside : outside) = middle;
  }
  return outside;
}

struct PublishedEclipse {
  double altitude_m;
  double period_min;
  double umbra_min;
  double penumbra_s;
};

TEST(EarthShadow, EclipsesAtBetaZero) {
  for (const PublishedEclipse& published :
       {PublishedEclipse{480e3, 94.20, 35.68, 8.37}, PublishedEclipse{550e3, 95.65, 35.47, 8.50},
        PublishedEclipse{1200e3, 109.42, 34.68, 9.72}}) {
    const double radius_m = kEarthEquatorialRadius_m + published.altitude_m;
    const double period_s = keplerian_period_s(radius_m);
    const double umbra_rad = edge_rad(ShadowCone::kUmbra, radius_m);
    const double penumbra_rad = edge_rad(ShadowCone::kPenumbra, radius_m);
    EXPECT_NEAR(period_s / 60, published.period_min, 0.005);
    EXPECT_NEAR(umbra_rad / kPi * period_s / 60, published.umbra_min, 0.005);
    EXPECT_NEAR((penumbra_rad - umbra_rad) / (2 * kPi) * period_s, published.penumbra_s, 0.005);
  }
}

TEST(EarthShadow, LightGrowsThroughThePenumbra) {
  const EarthShadow shadow(kSun_m);
  const double radius_m = kEarthEquatorialRadius_m + 550e3;
  const double umbra_rad = edge_rad(ShadowCone::kUmbra, radius_m);
  const double penumbra_rad = edge_rad(ShadowCone::kPenumbra, radius_m);
  const auto fraction = [&](double share) {
    const double angle_rad = umbra_rad + share * (penumbra_rad - umbra_rad);
    return shadow.sunlit_fraction(behind_the_earth(radius_m, angle_rad));
  };
  EXPECT_EQ(fraction(-1e-6), 0.0);
  EXPECT_NEAR(fraction(1e-6), 0.0, 1e-6);
  EXPECT_NEAR(fraction(0.5), 0.5, 0.002);
  EXPECT_NEAR(fraction(1 - 1e-6), 1.0, 1e-6);
  EXPECT_EQ(fraction(1 + 1e-6), 1.0);
  for (double share = 0.01; share < 1; share += 0.01) {
    EXPECT_GT(fraction(share), fraction(share - 0.01));
  }
}

TEST(EarthShadow, FullLightOnTheDaySideAndNoneBehindTheEarth) {
  const EarthShadow shadow(kSun_m);
  for (const double radius_m : {6.4e6, 6.928e6, 42.164e6}) {
    EXPECT_EQ(shadow.sunlit_fraction({radius_m, 0.0, 0.0}), 1.0);
    EXPECT_EQ(shadow.sunlit_fraction({0.0, radius_m, 0.0}), 1.0);
    EXPECT_EQ(shadow.sunlit_fraction({-radius_m, 0.0, 0.0}), 0.0);
    EXPECT_EQ(shadow.illumination({radius_m, 0.0, 0.0}), Illumination::kSunlit);
    EXPECT_EQ(shadow.illumination({-radius_m, 0.0, 0.0}), Illumination::kUmbra);
  }
}

TEST(EarthShadow, NoLightWithoutAPosition) {
  const EarthShadow shadow(kSun_m);
  EXPECT_EQ(shadow.sunlit_fraction({}), 0.0);
  EXPECT_EQ(shadow.illumination({}), Illumination::kUmbra);
}

/// Share of the Sun's disc whose light passes a sphere, counted ray by ray.
double lit_share_of_rays(Vec3 r_sat_m, Vec3 r_sun_m) {
  const Vec3 d_m = r_sun_m - r_sat_m;
  const Vec3 across = (1 / norm(cross(d_m, r_sat_m))) * cross(d_m, r_sat_m);
  const Vec3 along = (1 / norm(cross(d_m, across))) * cross(d_m, across);
  int rays = 0;
  int lit = 0;
  for (double u = -0.995; u < 1; u += 0.01) {
    for (double v = -0.995; v < 1; v += 0.01) {
      if (u * u + v * v > 1) continue;
      const Vec3 ray_m = d_m + (kSunRadius_m * u) * across + (kSunRadius_m * v) * along;
      const bool towards_earth = dot(ray_m, r_sat_m) < 0;
      const double miss_m = norm(cross(ray_m, r_sat_m)) / norm(ray_m);
      ++rays;
      if (!towards_earth || miss_m > kEarthEquatorialRadius_m) ++lit;
    }
  }
  return static_cast<double>(lit) / rays;
}

TEST(EarthShadow, FractionAgreesWithRaysFromTheWholeDisc) {
  const Vec3 r_sun_m = 0.983 * kAstronomicalUnit_m * Vec3{0.36, -0.48, 0.8};
  const EarthShadow shadow(r_sun_m);
  const Vec3 axis = {-0.36, 0.48, -0.8};
  const Vec3 aside = {0.8, 0.6, 0.0};
  for (const double radius_m : {6.6e6, 6.928e6, 7.578e6, 26.56e6, 42.164e6}) {
    for (double off_deg = -0.25; off_deg < 0.27; off_deg += 0.0625) {
      const double angle_rad = math::asin(kEarthEquatorialRadius_m / radius_m) + off_deg * kDegree;
      const math::SinCos angle = math::sincos(angle_rad);
      const Vec3 r_sat_m = radius_m * (angle.cos * axis + angle.sin * aside);
      EXPECT_NEAR(shadow.sunlit_fraction(r_sat_m), lit_share_of_rays(r_sat_m, r_sun_m), 0.005);
    }
  }
}

TEST(EarthShadow, ConesAndDiscsDrawTheSameEdges) {
  const EarthShadow shadow(kSun_m);
  RngStream rng(1, "test.shadow", 0);
  int partial = 0;
  for (int i = 0; i < 20000; ++i) {
    const double radius_m = 6.5e6 + 40e6 * rng.uniform();
    const double horizon_rad = math::asin(kEarthEquatorialRadius_m / radius_m);
    const Vec3 r_sat_m = behind_the_earth(radius_m, horizon_rad + (rng.uniform() - 0.5) * kDegree);
    const double fraction = shadow.sunlit_fraction(r_sat_m);
    const Illumination expected = fraction == 0.0   ? Illumination::kUmbra
                                  : fraction == 1.0 ? Illumination::kSunlit
                                                    : Illumination::kPenumbra;
    ASSERT_EQ(shadow.illumination(r_sat_m), expected) << fraction;
    partial += expected == Illumination::kPenumbra ? 1 : 0;
  }
  EXPECT_GT(partial, 5000);
}

}  // namespace
}  // namespace orbitmesh
