#include "orbit/frames.h"

#include <erfa.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "core/units.h"
#include "orbit/angles.h"
#include "tests/orbit/erfa/erfa_epoch.h"

namespace orbitmesh {
namespace {

constexpr double kLeoRadius_m = 6378137.0 + 550e3;

/// The Earth's orientation as this project leaves it out.
struct EarthOrientation {
  double ut1_minus_utc_s = 0.0;
  double x_pole_rad = 0.0;
  double y_pole_rad = 0.0;
};

/// TEME to the terrestrial frame the long way: to the true equinox by the equation of the
/// equinoxes (IAU 1994), to J2000 by IAU 1976/1980, to ITRS by IAU 2006/2000A.
Vec3 teme_to_itrs(Vec3 r_teme, Epoch epoch, EarthOrientation earth) {
  const TwoPartDate tt = terrestrial_time(epoch);
  const math::SinCos equinox = math::sincos(eraEqeq94(tt.day, tt.fraction));
  const Vec3 r_tod = {equinox.cos * r_teme.x - equinox.sin * r_teme.y,
                      equinox.sin * r_teme.x + equinox.cos * r_teme.y, r_teme.z};
  double j2000_to_tod[3][3];
  eraPnm80(tt.day, tt.fraction, j2000_to_tod);
  const JulianDate utc = epoch.julian_date();
  double celestial_to_terrestrial[3][3];
  eraC2t06a(tt.day, tt.fraction, utc.day, utc.fraction + earth.ut1_minus_utc_s / kDay_s,
            earth.x_pole_rad, earth.y_pole_rad, celestial_to_terrestrial);
  return product(celestial_to_terrestrial, transposed_product(j2000_to_tod, r_tod));
}

double error_m(Vec3 r_teme_m, Epoch epoch, EarthOrientation earth) {
  const Vec3 r_ecef_m = teme_to_ecef(r_teme_m, gmst_rad(epoch.julian_date()));
  return norm(r_ecef_m - teme_to_itrs(r_teme_m, epoch, earth));
}

TEST(ErfaFrames, Gmst) {
  RngStream rng(1, "test.gmst", 0);
  for (int i = 0; i < 20000; ++i) {
    const JulianDate date = random_epoch(rng).julian_date();
    ASSERT_LE(std::fabs(wrap_pi(gmst_rad(date) - eraGmst82(date.day, date.fraction))), 5e-12);
  }
}

TEST(ErfaFrames, WithUt1EqualToUtcTemeToEcefIsWithinFiveMetresOfTheIauChain) {
  RngStream rng(1, "test.frames", 0);
  double worst_m = 0;
  for (int i = 0; i < 2000; ++i) {
    const Epoch epoch = random_epoch(rng);
    worst_m = std::max(worst_m, error_m(random_point(rng, kLeoRadius_m), epoch, {}));
  }
  EXPECT_LE(worst_m, 5.0);
}

TEST(ErfaFrames, TheEarthsOrientationLeftOutStaysBelow450Metres) {
  // |UT1-UTC| has stayed below 0.7 s since 2000 and the pole within 0.6" of its origin.
  RngStream rng(1, "test.frames", 1);
  double worst_m = 0;
  for (int i = 0; i < 2000; ++i) {
    const double pole_rad = 0.6 / 3600 * kDegree;
    const math::SinCos pole = math::sincos(2 * kPi * rng.uniform());
    const EarthOrientation earth = {rng.uniform() < 0.5 ? -0.85 : 0.85, pole_rad * pole.cos,
                                    pole_rad * pole.sin};
    const Epoch epoch = random_epoch(rng);
    worst_m = std::max(worst_m, error_m(random_point(rng, kLeoRadius_m), epoch, earth));
  }
  EXPECT_LE(worst_m, 450.0);
}

}  // namespace
}  // namespace orbitmesh
