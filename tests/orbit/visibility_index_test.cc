#include "orbit/visibility_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "core/math.h"
#include "core/rng.h"
#include "core/units.h"
#include "orbit/j2_ephemeris.h"

namespace orbitmesh {
namespace {

WalkerShell shell(double altitude_m, double inclination_deg, int planes, int per_plane) {
  WalkerShell s;
  s.altitude_m = altitude_m;
  s.inclination_rad = inclination_deg * kDegree;
  s.planes = planes;
  s.per_plane = per_plane;
  s.phasing = planes > 1 ? 1 : 0;
  return s;
}

std::vector<Vec3> positions(const std::vector<WalkerShell>& shells, double t_s = 4321) {
  const J2Ephemeris ephemeris(parse_epoch("2026-06-01T00:00:00Z"), shells);
  std::vector<Vec3> r_sat_ecef_m(static_cast<std::size_t>(ephemeris.size()));
  ephemeris.positions_ecef_m(Time() + Duration::from_seconds(t_s), r_sat_ecef_m.data());
  return r_sat_ecef_m;
}

/// Direct-to-cell to geostationary, interleaved so that a layer's satellites do not stand
/// next to each other in the list.
std::vector<Vec3> many_shells() {
  std::vector<Vec3> all =
      positions({shell(355e3, 43, 12, 10), shell(550e3, 53, 36, 22), shell(560e3, 97.6, 10, 20),
                 shell(1200e3, 87.9, 12, 20), shell(8062e3, 0.1, 1, 20), shell(20180e3, 55, 6, 4),
                 shell(35786e3, 0, 1, 24)});
  RngStream stream(1, "test.shuffle", 0);
  for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[stream.below(i)]);
  return all;
}

void expect_same(const VisibilityIndex& index, const std::vector<Vec3>& r_sat_ecef_m,
                 const GroundSite& site, double mask_rad) {
  std::vector<VisibleSatellite> found(3);
  index.find_visible(site, mask_rad, found);
  const std::vector<VisibleSatellite> expected = visible_satellites(site, r_sat_ecef_m, mask_rad);
  std::vector<int> in_view{7};
  index.find_in_view(site, mask_rad, in_view);
  ASSERT_EQ(in_view.size(), expected.size());
  ASSERT_EQ(found.size(), expected.size())
      << site.geodetic.lat_rad << " " << site.geodetic.lon_rad << " " << mask_rad;
  for (std::size_t i = 0; i < found.size(); ++i) {
    ASSERT_EQ(in_view[i], expected[i].satellite);
    ASSERT_EQ(found[i].satellite, expected[i].satellite);
    ASSERT_EQ(std::memcmp(&found[i].look, &expected[i].look, sizeof(LookAngles)), 0);
  }
}

VisibilityIndex index_of(const std::vector<Vec3>& r_sat_ecef_m) {
  VisibilityIndex index;
  index.assign(r_sat_ecef_m.data(), static_cast<int>(r_sat_ecef_m.size()));
  return index;
}

TEST(VisibilityIndex, EqualsTheSearchOfAllSatellitesAtRandomSites) {
  const std::vector<Vec3> r_sat_ecef_m = many_shells();
  const VisibilityIndex index = index_of(r_sat_ecef_m);
  RngStream stream(1, "test.sites", 0);
  const double masks_deg[] = {0, 5, 10, 25, 25, 40, 70, -3};
  for (int i = 0; i < 10'000; ++i) {
    const double lat_rad = math::asin(2 * stream.uniform() - 1);
    const double lon_rad = (2 * stream.uniform() - 1) * kPi;
    const double height_m = i % 10 == 0 ? 100e3 * stream.uniform() : 9e3 * stream.uniform() - 500;
    expect_same(index, r_sat_ecef_m, make_ground_site("random", {lat_rad, lon_rad, height_m}),
                masks_deg[i % 8] * kDegree);
  }
}

TEST(VisibilityIndex, HoldsAtPolesDateLineAndTurningLatitudesForEveryMask) {
  const std::vector<Vec3> r_sat_ecef_m = many_shells();
  const VisibilityIndex index = index_of(r_sat_ecef_m);
  for (const double lat_deg : {-90.0, -82.4, -53.0, -1e-9, 0.0, 43.0, 52.9, 89.999, 90.0}) {
    for (const double lon_deg : {-180.0, -179.9999, -90.0, 0.0, 45.0, 179.9999, 180.0}) {
      const GroundSite site = make_ground_site("site", {lat_deg * kDegree, lon_deg * kDegree, 0});
      for (const double mask_deg : {-90.0, -89.9, -45.0, -0.1, 0.0, 0.1, 60.0, 89.9, 90.0}) {
        expect_same(index, r_sat_ecef_m, site, mask_deg * kDegree);
      }
    }
  }
}

TEST(VisibilityIndex, TakesPositionsThatNoOrbitHas) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  const GroundSite site = make_ground_site("site", {0.3, -2, 0});
  const std::vector<Vec3> r_sat_ecef_m = {{},
                                          site.r_ecef_m,
                                          site.r_ecef_m + 50e3 * site.up_ecef,
                                          {nan, 0, 0},
                                          site.r_ecef_m + 500e3 * site.up_ecef,
                                          {infinity, 1, 1},
                                          site.r_ecef_m + 1e12 * site.up_ecef};
  const VisibilityIndex index = index_of(r_sat_ecef_m);
  for (const double mask_deg : {-90.0, -5.0, 0.0, 30.0}) {
    std::vector<VisibleSatellite> found;
    index.find_visible(site, mask_deg * kDegree, found);
    const auto expected = visible_satellites(site, r_sat_ecef_m, mask_deg * kDegree);
    ASSERT_EQ(found.size(), expected.size()) << mask_deg;
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].satellite, expected[i].satellite);
    }
  }
}

TEST(VisibilityIndex, ForgetsTheStepBefore) {
  VisibilityIndex index;
  const GroundSite site = make_ground_site("site", {45 * kDegree, 3, 100});
  std::vector<VisibleSatellite> found;
  index.find_visible(site, 0, found);
  EXPECT_TRUE(found.empty());
  const std::vector<Vec3> high = positions({shell(1200e3, 87.9, 12, 20)});
  const std::vector<Vec3> low = positions({shell(550e3, 53, 10, 22)});
  for (const std::vector<Vec3>& r_sat_ecef_m : {high, low, std::vector<Vec3>{}, high}) {
    index.assign(r_sat_ecef_m.data(), static_cast<int>(r_sat_ecef_m.size()));
    expect_same(index, r_sat_ecef_m, site, 10 * kDegree);
  }
}

}  // namespace
}  // namespace orbitmesh
