#include "orbit/beta_angle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "core/rng.h"
#include "core/units.h"
#include "orbit/earth.h"
#include "orbit/secular_rates.h"
#include "orbit/shadow.h"

namespace orbitmesh {
namespace {

Vec3 sun_at(double right_ascension_rad, double declination_rad) {
  const math::SinCos ra = math::sincos(right_ascension_rad);
  const math::SinCos dec = math::sincos(declination_rad);
  return kAstronomicalUnit_m * Vec3{dec.cos * ra.cos, dec.cos * ra.sin, dec.sin};
}

TEST(BetaAngle, SpecialPlanes) {
  const Vec3 solstice = sun_at(90 * kDegree, 23.44 * kDegree);
  EXPECT_NEAR(beta_angle_rad(0.0, 0.0, solstice), 23.44 * kDegree, 1e-12);
  // The ecliptic itself.
  EXPECT_NEAR(beta_angle_rad(23.44 * kDegree, 0.0, solstice), 0.0, 1e-12);
  // A polar orbit whose ascending node is 90 deg east of the Sun moves with the Sun on the
  // side of its angular momentum.
  const Vec3 equinox = sun_at(0.0, 0.0);
  EXPECT_NEAR(beta_angle_rad(90 * kDegree, 90 * kDegree, equinox), 90 * kDegree, 1e-7);
  EXPECT_NEAR(beta_angle_rad(90 * kDegree, -90 * kDegree, equinox), -90 * kDegree, 1e-7);
  EXPECT_NEAR(beta_angle_rad(90 * kDegree, 0.0, equinox), 0.0, 1e-12);
}

TEST(BetaAngle, AgreesWithTheFormulaInRightAscensionAndDeclination) {
  // Gilmore, Spacecraft Thermal Control Handbook, ch. 2, in equatorial coordinates:
  // sin beta = cos dec sin i sin(raan - ra) + sin dec cos i.
  RngStream rng(1, "test.beta", 0);
  for (int i = 0; i < 1000; ++i) {
    const double inclination = kPi * rng.uniform();
    const double raan = 2 * kPi * rng.uniform();
    const double ra = 2 * kPi * rng.uniform();
    const double dec = 23.44 * kDegree * (2 * rng.uniform() - 1);
    const double sine = math::cos(dec) * math::sin(inclination) * math::sin(raan - ra) +
                        math::sin(dec) * math::cos(inclination);
    EXPECT_NEAR(math::sin(beta_angle_rad(inclination, raan, sun_at(ra, dec))), sine, 1e-12);
  }
}

TEST(CriticalBeta, PublishedValues) {
  EXPECT_NEAR(critical_beta_rad(kEarthEquatorialRadius_m + 550e3) / kDegree, 67.0, 0.05);
  EXPECT_NEAR(critical_beta_rad(kEarthEquatorialRadius_m + 480e3) / kDegree, 68.4, 0.05);
}

TEST(EclipseFractions, AtBetaZeroTheyGiveThePublishedMinutes) {
  const double a_m = kEarthEquatorialRadius_m + 550e3;
  const EclipseFractions eclipse = eclipse_fractions(a_m, 0.0);
  EXPECT_NEAR(eclipse.umbra * keplerian_period_s(a_m) / 60, 35.47, 0.005);
  EXPECT_NEAR(eclipse.penumbra * keplerian_period_s(a_m) / 2, 8.50, 0.005);
}

TEST(EclipseFractions, EndAtTheCriticalBeta) {
  const double a_m = kEarthEquatorialRadius_m + 550e3;
  const double critical_rad = critical_beta_rad(a_m);
  EXPECT_GT(eclipse_fractions(a_m, critical_rad - 0.27 * kDegree).umbra, 0.0);
  EXPECT_EQ(eclipse_fractions(a_m, critical_rad - 0.26 * kDegree).umbra, 0.0);
  EXPECT_GT(eclipse_fractions(a_m, critical_rad + 0.26 * kDegree).penumbra, 0.0);
  EXPECT_EQ(eclipse_fractions(a_m, critical_rad + 0.28 * kDegree).penumbra, 0.0);
  EXPECT_EQ(eclipse_fractions(a_m, -kPi / 2).umbra, 0.0);
}

/// By stepping through an orbit under the shadow itself.
EclipseFractions counted(double radius_m, double beta_rad, int steps) {
  const EarthShadow shadow({kAstronomicalUnit_m, 0.0, 0.0});
  const math::SinCos beta = math::sincos(beta_rad);
  EclipseFractions share;
  for (int i = 0; i < steps; ++i) {
    const math::SinCos u = math::sincos(2 * kPi * i / steps);
    const Illumination light =
        shadow.illumination(radius_m * Vec3{beta.cos * u.cos, u.sin, beta.sin * u.cos});
    share.umbra += light == Illumination::kUmbra ? 1.0 / steps : 0.0;
    share.penumbra += light == Illumination::kPenumbra ? 1.0 / steps : 0.0;
  }
  return share;
}

TEST(EclipseFractions, AgreeWithSteppingThroughTheShadow) {
  for (const double radius_m : {6.7e6, 6.928e6, 7.578e6, 42.164e6}) {
    for (double beta_deg = -68.05; beta_deg < 70; beta_deg += 8.5) {
      const EclipseFractions closed = eclipse_fractions(radius_m, beta_deg * kDegree);
      const EclipseFractions stepped = counted(radius_m, beta_deg * kDegree, 50000);
      EXPECT_NEAR(closed.umbra, stepped.umbra, 1e-4) << radius_m << ' ' << beta_deg;
      EXPECT_NEAR(closed.penumbra, stepped.penumbra, 1e-4) << radius_m << ' ' << beta_deg;
    }
  }
}

}  // namespace
}  // namespace orbitmesh
