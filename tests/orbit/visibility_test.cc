#include "orbit/visibility.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/units.h"
#include "orbit/j2_ephemeris.h"
#include "orbit/link_geometry.h"

namespace orbitmesh {
namespace {

std::vector<Vec3> starlink_at(double t_s) {
  const J2Ephemeris ephemeris(parse_epoch("2026-06-01T00:00:00Z"), {WalkerShell()});
  std::vector<Vec3> r_sat_ecef_m(static_cast<std::size_t>(ephemeris.size()));
  ephemeris.positions_ecef_m(Time() + Duration::from_seconds(t_s), r_sat_ecef_m.data());
  return r_sat_ecef_m;
}

TEST(Visibility, AgreesWithLookAnglesOfEverySatellite) {
  const std::vector<Vec3> r_sat_ecef_m = starlink_at(4000);
  for (double lat_deg : {-90.0, -52.0, 0.0, 30.22, 48.43, 70.7}) {
    const GroundSite site = make_ground_site("site", {lat_deg * kDegree, 0.7, 100});
    for (double mask_deg : {-90.0, -20.0, 0.0, 10.0, 25.0, 60.0}) {
      std::vector<int> expected;
      for (std::size_t i = 0; i < r_sat_ecef_m.size(); ++i) {
        if (look_angles(site, r_sat_ecef_m[i]).elevation_rad >= mask_deg * kDegree) {
          expected.push_back(static_cast<int>(i));
        }
      }
      std::vector<int> found;
      for (const VisibleSatellite& v : visible_satellites(site, r_sat_ecef_m, mask_deg * kDegree)) {
        found.push_back(v.satellite);
        const LookAngles look =
            look_angles(site, r_sat_ecef_m[static_cast<std::size_t>(v.satellite)]);
        EXPECT_EQ(v.look.elevation_rad, look.elevation_rad);
        EXPECT_EQ(v.look.azimuth_rad, look.azimuth_rad);
        EXPECT_EQ(v.look.range_m, look.range_m);
      }
      EXPECT_EQ(found, expected) << lat_deg << " " << mask_deg;
    }
  }
}

TEST(Visibility, ShellIsSeenBelowItsTurningLatitudeOnly) {
  const std::vector<Vec3> r_sat_ecef_m = starlink_at(0);
  const auto seen_from = [&](double lat_deg) {
    return visible_satellites(make_ground_site("site", {lat_deg * kDegree, 0, 0}), r_sat_ecef_m,
                              25 * kDegree)
        .size();
  };
  EXPECT_GE(seen_from(45), 10u);
  EXPECT_GE(seen_from(0), 3u);
  EXPECT_EQ(seen_from(75), 0u);
}

TEST(Visibility, RangesLieBetweenAltitudeAndSlantRange) {
  const GroundSite site = make_ground_site("equator", {0, 0, 0});
  for (double t_s = 0; t_s < 6000; t_s += 500) {
    for (const VisibleSatellite& v : visible_satellites(site, starlink_at(t_s), 25 * kDegree)) {
      EXPECT_GE(v.look.range_m, 549e3);
      EXPECT_LE(v.look.range_m, max_slant_range_m(550e3, 25 * kDegree) + 5e3);
    }
  }
}

TEST(Visibility, ReusesTheCallersVector) {
  const std::vector<Vec3> r_sat_ecef_m = starlink_at(0);
  std::vector<VisibleSatellite> out(5);
  const GroundSite site = make_ground_site("pole", {kPi / 2, 0, 0});
  find_visible(site, r_sat_ecef_m.data(), static_cast<int>(r_sat_ecef_m.size()), 25 * kDegree, out);
  EXPECT_TRUE(out.empty());
  find_visible(site, nullptr, 0, 0.0, out);
  EXPECT_TRUE(out.empty());
}

}  // namespace
}  // namespace orbitmesh
