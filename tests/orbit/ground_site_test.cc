#include "orbit/ground_site.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/error.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

GroundSite austin() { return make_ground_site("austin", {30.22 * kDegree, -97.61 * kDegree, 150}); }

TEST(GroundSite, AxesAreRightHandedAndUnit) {
  const GroundSite site = austin();
  EXPECT_NEAR(norm(site.up_ecef), 1.0, 1e-15);
  EXPECT_NEAR(norm(cross(site.east_ecef, site.north_ecef) - site.up_ecef), 0.0, 1e-15);
  EXPECT_NEAR(site.r_ecef_m.z, geodetic_to_ecef_m(site.geodetic).z, 0.0);
}

TEST(GroundSite, TargetsAlongItsAxes) {
  const GroundSite site = austin();
  const LookAngles zenith = look_angles(site, site.r_ecef_m + 5e5 * site.up_ecef);
  EXPECT_NEAR(zenith.elevation_rad, kPi / 2, 1e-8);
  EXPECT_NEAR(zenith.range_m, 5e5, 1e-6);
  const LookAngles east = look_angles(site, site.r_ecef_m + 1e3 * site.east_ecef);
  EXPECT_NEAR(east.elevation_rad, 0, 1e-10);
  EXPECT_NEAR(east.azimuth_rad, kPi / 2, 1e-10);
  const LookAngles south = look_angles(site, site.r_ecef_m - 1e3 * site.north_ecef);
  EXPECT_NEAR(south.azimuth_rad, kPi, 1e-10);
  const LookAngles west_up =
      look_angles(site, site.r_ecef_m - 1e3 * site.east_ecef + 1e3 * site.up_ecef);
  EXPECT_NEAR(west_up.azimuth_rad, 1.5 * kPi, 1e-10);
  EXPECT_NEAR(west_up.elevation_rad, kPi / 4, 1e-10);
}

TEST(GroundSite, GeostationarySatelliteFromTheEquator) {
  // A satellite at the site's own longitude stands in the zenith; one 60 deg further east
  // stands in the east at the elevation of the plane triangle.
  const GroundSite site = make_ground_site("equator", {0, 0, 0});
  const double r_m = 42164e3;
  const double radius_m = 6378137;
  const LookAngles look = look_angles(site, {r_m * std::cos(kPi / 3), r_m * std::sin(kPi / 3), 0});
  EXPECT_NEAR(look.azimuth_rad, kPi / 2, 1e-12);
  EXPECT_NEAR(look.elevation_rad,
              std::atan((std::cos(kPi / 3) - radius_m / r_m) / std::sin(kPi / 3)), 1e-12);
}

TEST(GroundSite, RejectsPositionsOffTheEarth) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(make_ground_site("a", {91 * kDegree, 0, 0}), InputError);
  EXPECT_THROW(make_ground_site("a", {0, 181 * kDegree, 0}), InputError);
  EXPECT_THROW(make_ground_site("a", {0, 0, 550e3}), InputError);
  EXPECT_THROW(make_ground_site("a", {nan, 0, 0}), InputError);
  EXPECT_THROW(make_ground_site("a", {0, nan, 0}), InputError);
  EXPECT_THROW(make_ground_site("a", {0, 0, nan}), InputError);
  EXPECT_NO_THROW(make_ground_site("pole", {-90 * kDegree, 180 * kDegree, 2835}));
}

}  // namespace
}  // namespace orbitmesh
