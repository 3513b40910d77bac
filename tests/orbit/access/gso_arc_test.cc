#include "orbit/access/gso_arc.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/rng.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

GroundSite site_at(double lat_deg, double lon_deg = 4.61) {
  return make_ground_site("site", {lat_deg * kDegree, lon_deg * kDegree, 200});
}

Vec3 direction(const GroundSite& site, double azimuth_deg, double elevation_deg) {
  const double a = azimuth_deg * kDegree;
  const double e = elevation_deg * kDegree;
  return std::cos(e) * std::sin(a) * site.east_ecef + std::cos(e) * std::cos(a) * site.north_ecef +
         std::sin(e) * site.up_ecef;
}

/// Nearest of a geostationary satellite every 0.002 deg of longitude.
double brute_force_rad(const GroundSite& site, Vec3 toward_ecef) {
  double nearest_rad = kPi;
  for (int i = 0; i < 180'000; ++i) {
    const double lon_rad = i * 0.002 * kDegree;
    const Vec3 d_m =
        kGeostationaryRadius_m * Vec3{std::cos(lon_rad), std::sin(lon_rad), 0} - site.r_ecef_m;
    if (dot(d_m, site.up_ecef) < 0) continue;
    const Vec3 u = (1 / norm(d_m)) * d_m;
    nearest_rad =
        std::min(nearest_rad, std::atan2(norm(cross(u, toward_ecef)), dot(u, toward_ecef)));
  }
  return nearest_rad;
}

TEST(GsoArc, AgreesWithAFineScanOfTheArc) {
  RngStream stream(1, "test.gso", 0);
  for (const double lat_deg : {-80.9, -53.0, -20.0, 0.0, 3.0, 35.0, 50.67, 70.7, 81.1}) {
    const GroundSite site = site_at(lat_deg, 360 * stream.uniform() - 180);
    const GsoArc arc(site);
    ASSERT_TRUE(arc.visible());
    for (int i = 0; i < 12; ++i) {
      const Vec3 toward = direction(site, 360 * stream.uniform(), 90 * stream.uniform());
      EXPECT_NEAR(arc.separation_rad(toward), brute_force_rad(site, toward), 0.002 * kDegree)
          << lat_deg;
    }
  }
}

TEST(GsoArc, OnTheMeridianTheSeparationIsTheDifferenceOfElevations) {
  const GroundSite site = site_at(50);
  const LookAngles south =
      look_angles(site, kGeostationaryRadius_m * Vec3{std::cos(site.geodetic.lon_rad),
                                                      std::sin(site.geodetic.lon_rad), 0});
  const double arc_deg = south.elevation_rad / kDegree;
  EXPECT_NEAR(arc_deg, 32.6, 0.15) << "the closed form over a sphere";
  const GsoArc arc(site);
  for (const double elevation_deg : {0.0, 20.0, arc_deg, 50.0, 75.0}) {
    EXPECT_NEAR(arc.separation_rad(direction(site, 180, elevation_deg)) / kDegree,
                std::fabs(elevation_deg - arc_deg), 0.01);
  }
}

TEST(GsoArc, IsTheGreatCircleOverheadOnTheEquator) {
  const GroundSite site = site_at(0);
  const GsoArc arc(site);
  EXPECT_NEAR(arc.separation_rad(direction(site, 0, 50)) / kDegree, 40, 1e-6);
  EXPECT_NEAR(arc.separation_rad(direction(site, 180, 78)) / kDegree, 12, 1e-6);
  EXPECT_NEAR(arc.separation_rad(direction(site, 90, 30)) / kDegree, 0, 1e-6);
}

TEST(GsoArc, IsBelowTheHorizonNearThePoles) {
  for (const double lat_deg : {81.5, 90.0, -82.0}) {
    const GroundSite site = site_at(lat_deg);
    EXPECT_FALSE(GsoArc(site).visible());
    EXPECT_EQ(GsoArc(site).separation_rad(direction(site, 180, 1)), kPi);
  }
  EXPECT_TRUE(GsoArc(site_at(81.2)).visible());
}

}  // namespace
}  // namespace orbitmesh
