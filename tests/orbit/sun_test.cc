#include "orbit/sun.h"

#include <gtest/gtest.h>

#include "core/math.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr double kTolerance_deg = 0.0105;

double right_ascension_deg(Vec3 r) { return math::atan2(r.y, r.x) / kDegree; }
double declination_deg(Vec3 r) { return math::asin(r.z / norm(r)) / kDegree; }

TEST(Sun, MeeusExample25a) {
  // Astronomical Algorithms, 1992-10-13 0h TD: 13h13m31.4s, -7 deg 47' 06", 0.99766 AU.
  const Vec3 r_sun_m = sun_position_teme_m(parse_epoch("1992-10-12T23:59:01Z"));
  EXPECT_NEAR(right_ascension_deg(r_sun_m) + 360, (13 + 13 / 60.0 + 31.4 / 3600) * 15,
              kTolerance_deg);
  EXPECT_NEAR(declination_deg(r_sun_m), -(7 + 47 / 60.0 + 6 / 3600.0), kTolerance_deg);
  EXPECT_NEAR(norm(r_sun_m) / kAstronomicalUnit_m, 0.99766, 1e-4);
}

TEST(Sun, EquinoxSolsticeAndPerihelionAtTheirPublishedInstants) {
  const Vec3 equinox = sun_position_teme_m(parse_epoch("2026-03-20T14:46:00Z"));
  EXPECT_NEAR(right_ascension_deg(equinox), 0.0, kTolerance_deg);
  EXPECT_NEAR(declination_deg(equinox), 0.0, kTolerance_deg);
  const Vec3 solstice = sun_position_teme_m(parse_epoch("2026-06-21T08:25:00Z"));
  EXPECT_NEAR(right_ascension_deg(solstice), 90.0, kTolerance_deg);
  EXPECT_NEAR(declination_deg(solstice), 23.436, kTolerance_deg);
  const Vec3 perihelion = sun_position_teme_m(parse_epoch("2026-01-03T17:16:00Z"));
  EXPECT_NEAR(norm(perihelion) / kAstronomicalUnit_m, 0.98330, 1e-4);
}

TEST(Sun, AtNoonUtcItStandsOffGreenwichByTheEquationOfTime) {
  // 16.4 min ahead of the mean Sun in early November, 14.2 min behind in mid-February.
  const Vec3 november = sun_position_ecef_m(parse_epoch("2026-11-03T12:00:00Z"));
  EXPECT_NEAR(right_ascension_deg(november), -16.45 / 4, 0.02);
  const Vec3 february = sun_position_ecef_m(parse_epoch("2026-02-11T12:00:00Z"));
  EXPECT_NEAR(right_ascension_deg(february), 14.22 / 4, 0.02);
}

}  // namespace
}  // namespace orbitmesh
