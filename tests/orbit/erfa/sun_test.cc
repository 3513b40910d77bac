#include "orbit/sun.h"

#include <erfa.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "core/units.h"
#include "tests/orbit/erfa/erfa_epoch.h"

namespace orbitmesh {
namespace {

constexpr double kLight_au_day = 173.1446326846693;

double angle_deg(Vec3 a, Vec3 b) { return math::atan2(norm(cross(a, b)), dot(a, b)) / kDegree; }

struct GeocentricSun {
  Vec3 geometric_gcrs_au;
  Vec3 apparent_gcrs_au;
};

/// By eraEpv00, whose Earth is within 0.005" of DE405.
GeocentricSun erfa_sun(TwoPartDate tt) {
  double heliocentric[2][3];
  double barycentric[2][3];
  eraEpv00(tt.day, tt.fraction, heliocentric, barycentric);
  const Vec3 geometric = {-heliocentric[0][0], -heliocentric[0][1], -heliocentric[0][2]};
  const Vec3 v_earth_au_day = {barycentric[1][0], barycentric[1][1], barycentric[1][2]};
  return {geometric, geometric + (norm(geometric) / kLight_au_day) * v_earth_au_day};
}

Vec3 gcrs_to_mod(Vec3 gcrs, TwoPartDate tt) {
  double to_mod[3][3];
  eraPmat06(tt.day, tt.fraction, to_mod);
  return product(to_mod, gcrs);
}

/// True equator and equinox of date, turned back by the equation of the equinoxes.
Vec3 gcrs_to_teme(Vec3 gcrs, TwoPartDate tt) {
  double to_tod[3][3];
  eraPnm06a(tt.day, tt.fraction, to_tod);
  const Vec3 tod = product(to_tod, gcrs);
  const math::SinCos equinox = math::sincos(eraEqeq94(tt.day, tt.fraction));
  return {equinox.cos * tod.x + equinox.sin * tod.y, equinox.cos * tod.y - equinox.sin * tod.x,
          tod.z};
}

struct WorstErrors {
  double mod_deg = 0.0;
  double teme_deg = 0.0;
  double distance = 0.0;  // relative
};

WorstErrors worst_errors(int epochs) {
  RngStream rng(1, "test.sun", 0);
  WorstErrors worst;
  for (int i = 0; i < epochs; ++i) {
    const Epoch epoch = random_epoch(rng);
    const TwoPartDate tt = terrestrial_time(epoch);
    const Vec3 r_sun_m = sun_position_teme_m(epoch);
    const GeocentricSun expected = erfa_sun(tt);
    const Vec3 mod = gcrs_to_mod(expected.apparent_gcrs_au, tt);
    const Vec3 teme = gcrs_to_teme(expected.apparent_gcrs_au, tt);
    const double distance_au = norm(r_sun_m) / kAstronomicalUnit_m;
    worst.mod_deg = std::max(worst.mod_deg, angle_deg(r_sun_m, mod));
    worst.teme_deg = std::max(worst.teme_deg, angle_deg(r_sun_m, teme));
    worst.distance =
        std::max(worst.distance, std::fabs(distance_au / norm(expected.geometric_gcrs_au) - 1));
  }
  return worst;
}

TEST(ErfaSun, DirectionAndDistanceFrom2000To2050) {
  const WorstErrors worst = worst_errors(5000);
  EXPECT_LE(worst.mod_deg, 0.0103);
  EXPECT_LE(worst.teme_deg, 0.0104);
  EXPECT_LE(worst.distance, 1e-4);
}

}  // namespace
}  // namespace orbitmesh
