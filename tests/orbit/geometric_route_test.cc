#include "orbit/geometric_route.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/rng.h"
#include "orbit/earth.h"
#include "orbit/link_geometry.h"

namespace orbitmesh {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

GroundSite site_at(double lat_deg, double lon_deg) {
  return make_ground_site("site", {lat_deg * kDegree, lon_deg * kDegree, 0});
}

/// `count` satellites over the equator, satellite i at longitude i * 360 deg / count.
std::vector<Vec3> equatorial_ring(int count, double radius_m) {
  std::vector<Vec3> r_sat_ecef_m;
  for (int i = 0; i < count; ++i) {
    const double lon_rad = 2 * kPi * i / count;
    r_sat_ecef_m.push_back({radius_m * std::cos(lon_rad), radius_m * std::sin(lon_rad), 0});
  }
  return r_sat_ecef_m;
}

std::vector<IslLink> ring_links(int count) {
  std::vector<IslLink> links = {{0, count - 1, true}};
  for (int i = 0; i + 1 < count; ++i) links.push_back({i, i + 1, true});
  return links;
}

LinkReach overhead_only() {
  LinkReach reach;
  reach.min_elevation_rad = 80 * kDegree;
  return reach;
}

TEST(GeometricRoute, AlongARingIsUpChordsAndDown) {
  const double radius_m = kEarthEquatorialRadius_m + 1000e3;
  GeometricRouter router(20, ring_links(20), overhead_only());
  const GeometricRoute route =
      router.route(site_at(0, 0), site_at(0, 90), equatorial_ring(20, radius_m));
  ASSERT_EQ(route.status, RouteStatus::kFound);
  EXPECT_EQ(route.hops, (std::vector<int>{0, 1, 2, 3, 4, 5}));
  const double expected_m = 2 * 1000e3 + 5 * 2 * radius_m * std::sin(kPi / 20);
  EXPECT_NEAR(route.length_m, expected_m, 1e-6);
  EXPECT_NEAR(route.round_trip().seconds(), 2 * expected_m / 299792458.0, 1e-9);
}

TEST(GeometricRoute, AGatewayTracksTheHighestSatellites) {
  const std::vector<Vec3> r_sat_ecef_m = equatorial_ring(40, kEarthEquatorialRadius_m + 1000e3);
  const GroundSite gateway = site_at(0, 1);
  EXPECT_EQ(tracked_satellites(gateway, 2, {0, 1, 39}, r_sat_ecef_m), (std::vector<int>{0, 1}));
  EXPECT_EQ(tracked_satellites(gateway, 0, {0, 1, 39}, r_sat_ecef_m).size(), 3U);
  // Without lasers the two ends share satellite 39 alone, which one antenna does not track.
  LinkReach reach;
  reach.min_elevation_rad = 20 * kDegree;
  for (const int antennas : {0, 1, 3}) {
    reach.destination_antennas = antennas;
    GeometricRouter router(40, {}, reach);
    const GeometricRoute route = router.route(site_at(0, -17), gateway, r_sat_ecef_m);
    EXPECT_EQ(route.status, antennas == 1 ? RouteStatus::kApart : RouteStatus::kFound) << antennas;
  }
}

TEST(GeometricRoute, TakesTheShortWayRound) {
  GeometricRouter router(20, ring_links(20), overhead_only());
  const GeometricRoute route = router.route(site_at(0, 18), site_at(0, -36),
                                            equatorial_ring(20, kEarthEquatorialRadius_m + 1000e3));
  EXPECT_EQ(route.hops, (std::vector<int>{1, 0, 19, 18}));
}

TEST(GeometricRoute, OneSatelliteOverBothEndsNeedsNoLaser) {
  GeometricRouter router(1, {}, LinkReach{});
  const GeometricRoute route =
      router.route(site_at(0, -1), site_at(0, 1), {{kEarthEquatorialRadius_m + 550e3, 0, 0}});
  ASSERT_EQ(route.status, RouteStatus::kFound);
  EXPECT_EQ(route.hops, std::vector<int>{0});
}

TEST(GeometricRoute, OfEqualPathsTheLowerSatelliteIsTaken) {
  // North and south way round between the satellites 0 and 1, mirrored to the bit.
  const std::vector<Vec3> r_sat_ecef_m = {
      {7e6, -2e6, 0}, {7e6, 2e6, 0}, {7e6, 0, 1e6}, {7e6, 0, -1e6}};
  const std::vector<IslLink> links = {{0, 2, false}, {0, 3, false}, {1, 2, false}, {1, 3, false}};
  LinkReach reach;
  reach.min_elevation_rad = 60 * kDegree;
  GeometricRouter router(4, links, reach);
  const GeometricRoute there = router.route(site_at(0, -16), site_at(0, 16), r_sat_ecef_m);
  const GeometricRoute back = router.route(site_at(0, 16), site_at(0, -16), r_sat_ecef_m);
  EXPECT_EQ(there.hops, (std::vector<int>{0, 2, 1}));
  EXPECT_EQ(back.hops, (std::vector<int>{1, 2, 0}));
  EXPECT_EQ(there.length_m, back.length_m);
}

TEST(GeometricRoute, SatellitesAtTheSamePlaceMakeNoCircle) {
  const double radius_m = kEarthEquatorialRadius_m + 1000e3;
  std::vector<Vec3> r_sat_ecef_m(3, Vec3{radius_m, 0, 0});
  r_sat_ecef_m.push_back({radius_m * std::cos(0.3), radius_m * std::sin(0.3), 0});
  GeometricRouter router(4, {{0, 1, true}, {0, 2, true}, {1, 2, true}, {1, 3, true}},
                         overhead_only());
  const GeometricRoute route = router.route(site_at(0, 0), site_at(0, 0.3 / kDegree), r_sat_ecef_m);
  EXPECT_EQ(route.hops, (std::vector<int>{1, 3}));
}

TEST(GeometricRoute, SaysWhichEndHasNoSatellite) {
  GeometricRouter router(20, ring_links(20), overhead_only());
  const std::vector<Vec3> ring = equatorial_ring(20, kEarthEquatorialRadius_m + 1000e3);
  EXPECT_EQ(router.route(site_at(60, 0), site_at(0, 0), ring).status, RouteStatus::kNoneOverOrigin);
  const GeometricRoute route = router.route(site_at(0, 0), site_at(60, 0), ring);
  EXPECT_EQ(route.status, RouteStatus::kNoneOverDestination);
  EXPECT_TRUE(route.hops.empty());
}

TEST(GeometricRoute, BoundsOnRangeAndGrazingAltitudeCutLinks) {
  const double radius_m = kEarthEquatorialRadius_m + 1000e3;
  const std::vector<Vec3> ring = equatorial_ring(20, radius_m);
  const double chord_m = 2 * radius_m * std::sin(kPi / 20);
  const auto status = [&](LinkReach reach) {
    return GeometricRouter(20, ring_links(20), reach)
        .route(site_at(0, 0), site_at(0, 36), ring)
        .status;
  };
  LinkReach reach = overhead_only();
  reach.max_isl_range_m = chord_m * 0.999;
  EXPECT_EQ(status(reach), RouteStatus::kApart);
  reach.max_isl_range_m = chord_m * 1.001;
  EXPECT_EQ(status(reach), RouteStatus::kFound);
  const double lowest_m = radius_m * std::cos(kPi / 20) - kEarthEquatorialRadius_m;
  reach.grazing_altitude_m = lowest_m + 10;
  EXPECT_EQ(status(reach), RouteStatus::kApart);
  reach.grazing_altitude_m = lowest_m - 10;
  EXPECT_EQ(status(reach), RouteStatus::kFound);
  reach.max_slant_range_m = 999e3;
  EXPECT_EQ(status(reach), RouteStatus::kNoneOverOrigin);
  reach.max_slant_range_m = 1001e3;
  EXPECT_EQ(status(reach), RouteStatus::kFound);
}

TEST(GeometricRoute, ASatelliteWithoutPositionHasNoLinks) {
  std::vector<Vec3> ring = equatorial_ring(20, kEarthEquatorialRadius_m + 1000e3);
  ring[1] = {};
  GeometricRouter router(20, ring_links(20), overhead_only());
  const GeometricRoute round = router.route(site_at(0, 0), site_at(0, 36), ring);
  EXPECT_EQ(round.hops.size(), 19U);
  EXPECT_EQ(router.route(site_at(0, 18), site_at(0, 36), ring).status,
            RouteStatus::kNoneOverOrigin);
}

/// Length of the shortest path by Floyd and Warshall's algorithm over all nodes, sites last.
double floyd_warshall_m(const std::vector<Vec3>& r_sat_ecef_m, const std::vector<IslLink>& links,
                        const LinkReach& reach, const GroundSite& from, const GroundSite& to) {
  const std::size_t satellites = r_sat_ecef_m.size();
  const std::size_t nodes = satellites + 2;
  std::vector<std::vector<double>> d(nodes, std::vector<double>(nodes, kInfinity));
  for (const IslLink& link : links) {
    const auto a = static_cast<std::size_t>(link.a);
    const auto b = static_cast<std::size_t>(link.b);
    const double range_m = norm(r_sat_ecef_m[a] - r_sat_ecef_m[b]);
    if (range_m > reach.max_isl_range_m) continue;
    if (!line_of_sight(r_sat_ecef_m[a], r_sat_ecef_m[b], reach.grazing_altitude_m)) continue;
    d[a][b] = d[b][a] = range_m;
  }
  for (std::size_t i = 0; i < satellites; ++i) {
    const LookAngles up = look_angles(from, r_sat_ecef_m[i]);
    const LookAngles down = look_angles(to, r_sat_ecef_m[i]);
    if (up.elevation_rad >= reach.min_elevation_rad) d[satellites][i] = up.range_m;
    if (down.elevation_rad >= reach.min_elevation_rad) d[i][satellites + 1] = down.range_m;
  }
  for (std::size_t k = 0; k < nodes; ++k) {
    for (std::size_t i = 0; i < nodes; ++i) {
      for (std::size_t j = 0; j < nodes; ++j) d[i][j] = std::min(d[i][j], d[i][k] + d[k][j]);
    }
  }
  return d[satellites][satellites + 1];
}

struct RandomMesh {
  std::vector<Vec3> r_sat_ecef_m;
  std::vector<IslLink> links;
  GroundSite from;
  GroundSite to;
};

RandomMesh random_mesh(std::uint64_t seed) {
  RngStream random(seed, "mesh", 0);
  RandomMesh mesh;
  for (int i = 0; i < 50; ++i) {
    const Vec3 direction{random.uniform() - 0.5, random.uniform() - 0.5, random.uniform() - 0.5};
    mesh.r_sat_ecef_m.push_back((7400e3 / norm(direction)) * direction);
    for (int j = 0; j < i; ++j) {
      if (random.uniform() < 0.4) mesh.links.push_back({j, i, false});
    }
  }
  mesh.from = site_at(180 * random.uniform() - 90, 360 * random.uniform() - 180);
  mesh.to = site_at(180 * random.uniform() - 90, 360 * random.uniform() - 180);
  return mesh;
}

double walked_m(const RandomMesh& mesh, const std::vector<int>& hops) {
  double sum_m = 0;
  Vec3 r_ecef_m = mesh.from.r_ecef_m;
  for (const int hop : hops) {
    const Vec3 next_m = mesh.r_sat_ecef_m[static_cast<std::size_t>(hop)];
    sum_m += norm(next_m - r_ecef_m);
    r_ecef_m = next_m;
  }
  return sum_m + norm(mesh.to.r_ecef_m - r_ecef_m);
}

TEST(GeometricRoute, IsAsShortAsFloydAndWarshallFindInRandomMeshes) {
  LinkReach reach;
  reach.min_elevation_rad = 5 * kDegree;
  reach.max_isl_range_m = 5000e3;
  int found = 0;
  constexpr int kMeshes = 200;
  for (std::uint64_t seed = 1; seed <= kMeshes; ++seed) {
    const RandomMesh mesh = random_mesh(seed);
    const double expected_m =
        floyd_warshall_m(mesh.r_sat_ecef_m, mesh.links, reach, mesh.from, mesh.to);
    GeometricRouter router(50, mesh.links, reach);
    const GeometricRoute route = router.route(mesh.from, mesh.to, mesh.r_sat_ecef_m);
    ASSERT_EQ(route.status == RouteStatus::kFound, expected_m < kInfinity) << seed;
    if (route.status != RouteStatus::kFound) continue;
    ++found;
    EXPECT_NEAR(route.length_m, expected_m, 1e-6) << seed;
    EXPECT_NEAR(route.length_m, walked_m(mesh, route.hops), 1e-6) << seed;
  }
  EXPECT_GT(found, kMeshes / 4);
  EXPECT_LT(found, kMeshes);
}

}  // namespace
}  // namespace orbitmesh
