#include "mesh/router.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/mesh/fixed_ephemeris.h"
#include "tests/mesh/heap_dijkstra.h"
#include "tests/mesh/routed_mesh.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

using Cost = RouteTable::Cost;

Cost propagation_ns(Vec3 a_m, Vec3 b_m) {
  return static_cast<Cost>(norm(a_m - b_m) * 1e9 / kSpeedOfLight_m_s + 0.5);
}

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    small.add_world();
    routed = std::make_unique<RoutedMesh>(*small.topology, *small.ephemeris, small.epoch);
  }

  Cost link_cost_ns(LinkId link) const {
    const LinkGeometry& geometry = routed->geometry;
    const DirectedLink& l = small.topology->link(link);
    if (l.kind == LinkKind::kFibre || l.kind == LinkKind::kLan) {
      return std::max<Cost>(1, static_cast<Cost>(l.fixed_delay.ns()));
    }
    const Cost propagation =
        propagation_ns(geometry.position_ecef_m(geometry.from(link), routed->now),
                       geometry.position_ecef_m(geometry.to(link), routed->now));
    const bool user = l.kind == LinkKind::kUserUp || l.kind == LinkKind::kUserDown;
    return propagation + static_cast<Cost>(user ? mean_access_rtt().ns() / 2 : l.fixed_delay.ns());
  }

  struct Path {
    std::vector<LinkKind> kinds;
    Cost cost_ns = 0;  // without LANs
    bool arrives = false;
    bool loop = false;
  };
  Path walk(NodeId from, NodeId to) {
    Path path;
    std::set<NodeId> seen;
    bool landed = false;
    for (NodeId at = from; at != to;) {
      if (!seen.insert(at).second) path.loop = true;
      const LinkId link = routed->router.next_link(at, to, landed, routed->now);
      if (!link.valid() || path.loop) return path;
      EXPECT_EQ(routed->geometry.from(link), at);
      // A terminal without a satellite lets its packets wait on the uplink.
      if (!routed->geometry.to(link).valid()) return path;
      const LinkKind kind = small.topology->link(link).kind;
      landed |= kind == LinkKind::kUserDown || kind == LinkKind::kFeederDown;
      path.kinds.push_back(kind);
      if (kind != LinkKind::kLan) path.cost_ns += link_cost_ns(link);
      at = routed->geometry.to(link);
    }
    path.arrives = true;
    return path;
  }
  Cost cost_ns(NodeId from, NodeId to) const {
    return routed->router.cost_ns(small.topology->attachment(from), small.topology->attachment(to));
  }

  SmallMesh small;
  std::unique_ptr<RoutedMesh> routed;
};

TEST_F(RouterTest, PathsHaveNoLoopAndCostWhatTheRouterSays) {
  int paths = 0;
  for (const std::int64_t s : {0, 13, 500, 2000, 5003}) {
    routed->move_to(Time{} + Duration::from_s(s));
    for (const NodeId from : small.topology->end_hosts()) {
      for (const NodeId to : small.topology->end_hosts()) {
        if (from == to) continue;
        const Path path = walk(from, to);
        ASSERT_FALSE(path.loop) << from.value << " to " << to.value;
        ASSERT_EQ(path.arrives, cost_ns(from, to) < RouteTable::kUnreachable);
        if (!path.arrives) continue;
        ++paths;
        EXPECT_EQ(path.cost_ns, cost_ns(from, to)) << from.value << " to " << to.value;
      }
    }
  }
  EXPECT_GT(paths, 800);
}

TEST_F(RouterTest, WhatHasComeDownStaysOnTheGround) {
  routed->move_to(Time{} + Duration::from_s(100));
  for (const NodeId from : small.topology->end_hosts()) {
    for (const NodeId to : small.topology->end_hosts()) {
      if (from == to) continue;
      bool landed = false;
      for (const LinkKind kind : walk(from, to).kinds) {
        const bool in_space =
            kind == LinkKind::kIsl || kind == LinkKind::kUserUp || kind == LinkKind::kFeederUp;
        EXPECT_FALSE(landed && in_space);
        landed |= kind == LinkKind::kUserDown || kind == LinkKind::kFeederDown;
      }
    }
  }
}

TEST_F(RouterTest, ALandedPacketThatIsOnTheWrongGroundGoesNowhere) {
  routed->move_to(Time{});
  const NodeId terminal = small.topology->terminals()[0].node;
  const NodeId gateway = small.topology->gateways()[0].node;
  EXPECT_FALSE(routed->router.next_link(terminal, small.hosts[3], true, Time{}).valid());
  EXPECT_FALSE(routed->router.next_link(gateway, small.hosts[3], true, Time{}).valid());
  EXPECT_TRUE(routed->router.next_link(gateway, small.hosts[3], false, Time{}).valid());
}

TEST_F(RouterTest, CostsToADatacenterAreDijkstras) {
  for (const std::int64_t s : {7, 1234}) {
    routed->move_to(Time{} + Duration::from_s(s));
    const Topology& topology = *small.topology;
    HeapDijkstra reference(topology.satellite_count());
    for (const auto& isl : topology.isls()) {
      reference.add_edge(isl.a, isl.b, link_cost_ns(isl.forward));
    }
    for (const NodeId datacenter : topology.datacenters()) {
      std::vector<HeapDijkstra::Seed> seeds;
      for (std::size_t g = 0; g < topology.gateways().size(); ++g) {
        const Gateway& gateway = topology.gateways()[g];
        const Cost ground =
            link_cost_ns(gateway.to_pop) + link_cost_ns(topology.fibre_to(gateway.pop, datacenter));
        for (std::uint32_t k = 0; k < gateway.antennas; ++k) {
          const NodeId satellite = routed->access.feeder(g, k);
          if (!satellite.valid()) continue;
          const LinkId up{gateway.first_feeder.value + 2 * k};
          seeds.push_back({satellite.value, link_cost_ns(up) + ground});
        }
      }
      const std::vector<Cost> expected = reference.solve(seeds);
      for (std::uint32_t s2 = 0; s2 < topology.satellite_count(); ++s2) {
        ASSERT_EQ(routed->router.cost_ns(NodeId{s2}, datacenter), expected[s2]);
      }
    }
  }
}

TEST_F(RouterTest, CostsAreTheSameBothWays) {
  routed->move_to(Time{} + Duration::from_s(40));
  for (const NodeId from : small.topology->end_hosts()) {
    for (const NodeId to : small.topology->end_hosts()) {
      if (from == to) continue;
      const Path there = walk(from, to);
      const Path back = walk(to, from);
      EXPECT_EQ(there.arrives, back.arrives);
      if (there.arrives) {
        EXPECT_EQ(there.cost_ns, back.cost_ns);
      }
    }
  }
}

TEST_F(RouterTest, DatacentersReachEachOtherByFibre) {
  routed->move_to(Time{});
  const auto& datacenters = small.topology->datacenters();
  const Path path = walk(datacenters[0], datacenters[1]);
  EXPECT_EQ(path.kinds, std::vector<LinkKind>{LinkKind::kFibre});
}

TEST_F(RouterTest, HostsOfOneTerminalReachEachOtherOverItsLan) {
  SmallMesh lan;
  lan.add_ground();
  const NodeId second = lan.topology->add_host("robot-2", lan.terminal, {});
  RoutedMesh mesh(*lan.topology, *lan.ephemeris, lan.epoch);
  mesh.move_to(Time{});
  EXPECT_EQ(mesh.router.next_link(lan.host, second, false, Time{}), lan.topology->lan(lan.host));
  EXPECT_EQ(mesh.router.next_link(lan.terminal, second, false, Time{}).value,
            lan.topology->lan(second).value + 1);
}

TEST_F(RouterTest, AnIdleSatelliteColumnIsDroppedAndFoundAgainWithTheSameAnswers) {
  const NodeId target{800};
  const NodeId from{5};
  RoutedMesh kept(*small.topology, *small.ephemeris, small.epoch);
  routed->move_to(Time{});
  routed->router.next_link(from, target, false, Time{});
  EXPECT_LT(routed->router.cost_ns(from, target), RouteTable::kUnreachable);
  const Time later = Time{} + RouteColumns::kLifetime + Duration::from_s(1);
  for (Time t; t <= later; t += Duration::from_s(1)) {
    routed->move_to(t);
    kept.move_to(t);
    kept.router.next_link(from, target, false, t);
  }
  EXPECT_EQ(routed->router.cost_ns(from, target), RouteTable::kUnreachable);
  for (std::uint32_t s = 0; s < small.topology->satellite_count(); ++s) {
    if (NodeId{s} == target) continue;
    ASSERT_EQ(routed->router.next_link(NodeId{s}, target, false, later),
              kept.router.next_link(NodeId{s}, target, false, later));
    ASSERT_EQ(routed->router.cost_ns(NodeId{s}, target), kept.router.cost_ns(NodeId{s}, target));
  }
}

TEST_F(RouterTest, AColumnInUseIsKept) {
  const NodeId target{800};
  for (std::int64_t s = 0; s < 200; s += 10) {
    routed->move_to(Time{} + Duration::from_s(s));
    if (s > 0) {
      EXPECT_LT(routed->router.cost_ns(NodeId{5}, target), RouteTable::kUnreachable);
    }
    routed->router.next_link(NodeId{5}, target, false, routed->now);
  }
}

TEST_F(RouterTest, TheMeanToTheDatacentersIsThatOfTheirCosts) {
  routed->move_to(Time{} + Duration::from_s(3));
  for (const std::uint32_t satellite : {0U, 77U, 1500U}) {
    double sum_ms = 0;
    for (const NodeId datacenter : small.topology->datacenters()) {
      sum_ms += routed->router.cost_ns(NodeId{satellite}, datacenter) * 1e-6;
    }
    EXPECT_NEAR(routed->router.to_datacenters_ms(satellite), sum_ms / 4, 1e-9);
  }
}

TEST(RouterWithoutLasersTest, ThereIsAPathOnlyUnderASharedSatellite) {
  SmallMesh small;
  std::vector<std::string> names;
  for (const Satellite& s : small.constellation.satellites()) names.push_back(s.name);
  Topology topology(names);
  const NodeId pop = topology.add_pop("perth", SmallMesh::place(-31.95, 115.86));
  topology.add_gateway("merredin", SmallMesh::place(-31.48, 118.28), pop, {});
  const NodeId datacenter = topology.add_datacenter("dc", SmallMesh::place(-31.95, 115.86));
  const NodeId near = topology.add_terminal("near", SmallMesh::place(-31, 117), {});
  const NodeId far = topology.add_terminal("far", SmallMesh::place(0, -150), {});
  topology.connect_ground(BitRate{1'000'000'000});
  RoutedMesh routed(topology, *small.ephemeris, small.epoch);
  int near_paths = 0;
  for (std::int64_t s = 0; s < 600; s += 15) {
    routed.move_to(Time{} + Duration::from_s(s));
    near_paths += routed.router.cost_ns(near, datacenter) < RouteTable::kUnreachable ? 1 : 0;
    EXPECT_EQ(routed.router.cost_ns(far, datacenter), RouteTable::kUnreachable);
    const NodeId serving = routed.access.serving(1);
    ASSERT_TRUE(serving.valid());
    EXPECT_FALSE(routed.router.next_link(serving, datacenter, false, routed.now).valid());
  }
  // The choice of the serving satellite avoids those that no gateway tracks.
  EXPECT_EQ(near_paths, 40);
}

TEST_F(RouterTest, ThereIsNoWayFromAnywhereToAHostWithoutCoverage) {
  routed->move_to(Time{});
  const NodeId host = small.hosts[5];  // 64 deg north, beyond the shell's reach
  ASSERT_FALSE(routed->access.serving(5).valid());
  for (std::uint32_t node = 0; node < small.topology->nodes().size(); ++node) {
    const NodeKind kind = small.topology->node(NodeId{node}).kind;
    if (kind == NodeKind::kTerminal || kind == NodeKind::kHost) continue;
    EXPECT_FALSE(routed->router.next_link(NodeId{node}, host, false, Time{}).valid());
  }
}

TEST(RouterTiesTest, EqualPathsTakeTheLowestLink) {
  // Two ways round a square of 1,000 km from satellite 0 to 3, declared in both orders.
  const double r_m = 7e6;
  const FixedEphemeris square({{r_m, 0, 0}, {r_m, 1e6, 0}, {r_m, 0, 1e6}, {r_m, 1e6, 1e6}});
  const Epoch epoch = parse_epoch("2026-06-01T00:00:00Z");
  for (const bool second_way_first : {false, true}) {
    Topology topology({"a", "b", "c", "d"});
    Topology::IslSpec isl;
    isl.max_range_m = 5e6;
    const std::uint32_t first = second_way_first ? 2 : 1;
    const std::uint32_t second = 3 - first;
    topology.add_isl(0, first, isl);
    topology.add_isl(0, second, isl);
    topology.add_isl(first, 3, isl);
    topology.add_isl(second, 3, isl);
    RoutedMesh routed(topology, square, epoch);
    routed.move_to(Time{});
    const LinkId link = routed.router.next_link(NodeId{0}, NodeId{3}, false, Time{});
    EXPECT_EQ(routed.geometry.to(link), NodeId{first});
  }
}

TEST(RouterRangeTest, ALaserLongerThanItsRangeCarriesNothing) {
  const FixedEphemeris pair({{7e6, 0, 0}, {7e6, 1e6, 0}});
  for (const double max_range_m : {0.9e6, 1.1e6}) {
    Topology topology({"a", "b"});
    Topology::IslSpec isl;
    isl.max_range_m = max_range_m;
    topology.add_isl(0, 1, isl);
    RoutedMesh routed(topology, pair, parse_epoch("2026-06-01T00:00:00Z"));
    routed.move_to(Time{});
    const bool found = routed.router.next_link(NodeId{0}, NodeId{1}, false, Time{}).valid();
    EXPECT_EQ(found, max_range_m > 1e6);
  }
}

TEST(Router, ALaserToASatelliteWithoutPositionIsOut) {
  // From 1,200 km up the Earth's centre would be within a laser's reach, and two satellites
  // there are at no distance from each other.
  const FixedEphemeris lost({{7578e3, 0, 0}, {0, 0, 0}, {0, 0, 0}});
  Topology topology({"a", "b", "c"});
  Topology::IslSpec isl;
  isl.max_range_m = max_isl_range_m(1200e3, 80e3);
  ASSERT_GT(isl.max_range_m, 7578e3);
  topology.add_isl(0, 1, isl);
  topology.add_isl(1, 2, isl);
  RoutedMesh routed(topology, lost, parse_epoch("2026-06-01T00:00:00Z"));
  routed.move_to(Time{});
  EXPECT_FALSE(routed.router.next_link(NodeId{0}, NodeId{1}, false, Time{}).valid());
  EXPECT_FALSE(routed.router.next_link(NodeId{1}, NodeId{2}, false, Time{}).valid());
}

}  // namespace
}  // namespace orbitmesh
