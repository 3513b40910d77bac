#include "mesh/routing/routing_policy.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "core/rng.h"
#include "mesh/routing/fewest_hops.h"
#include "tests/mesh/fixed_ephemeris.h"
#include "tests/mesh/heap_dijkstra.h"
#include "tests/mesh/routed_mesh.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

using Cost = RouteTable::Cost;

constexpr std::array<Routing, 4> kAll{Routing::kShortestDelay, Routing::kFewestHops,
                                      Routing::kLoadAware, Routing::kGeographic};

/// Satellites scattered over a shell of 7,000 km with lasers between random pairs.
struct RandomMesh {
  RandomMesh(std::uint64_t seed, std::uint32_t satellites, std::uint32_t lasers)
      : ephemeris(places(seed, satellites)),
        topology(std::vector<std::string>(satellites, "satellite")) {
    RngStream random(seed, "test.lasers", 0);
    Topology::IslSpec isl;
    isl.max_range_m = 12e6;  // leaves out some
    for (std::uint32_t i = 0; i < lasers; ++i) {
      const auto a = static_cast<std::uint32_t>(random.below(satellites));
      const auto b = static_cast<std::uint32_t>(random.below(satellites));
      if (a != b) topology.add_isl(a, b, isl);
    }
  }
  static std::vector<Vec3> places(std::uint64_t seed, std::uint32_t satellites) {
    RngStream random(seed, "test.places", 0);
    std::vector<Vec3> r_ecef_m;
    for (std::uint32_t i = 0; i < satellites; ++i) {
      const Vec3 r{random.normal(), random.normal(), random.normal()};
      r_ecef_m.push_back(7e6 / norm(r) * r);
    }
    return r_ecef_m;
  }

  FixedEphemeris ephemeris;
  Topology topology;
};

const Epoch kEpoch = parse_epoch("2026-06-01T00:00:00Z");

std::unique_ptr<RoutedMesh> routed_by(const Topology& topology, const Ephemeris& ephemeris,
                                      Epoch epoch, Routing routing) {
  return std::make_unique<RoutedMesh>(topology, ephemeris, epoch, AccessOptions{},
                                      std::vector<Outage>{}, routing);
}

/// Hops from one node to another along the next links; -1 where they end before.
int hops(RoutedMesh& routed, const Topology& topology, NodeId from, NodeId to) {
  bool landed = false;
  int count = 0;
  for (NodeId at = from; at != to; ++count) {
    if (count > static_cast<int>(topology.nodes().size())) {
      ADD_FAILURE() << "a loop from " << from.value << " to " << to.value;
      return -1;
    }
    const LinkId link = routed.router.next_link(at, to, landed, routed.now);
    if (!link.valid() || !routed.geometry.to(link).valid()) return -1;
    EXPECT_EQ(routed.geometry.from(link), at);
    landed |= lands(topology.link(link).kind);
    at = routed.geometry.to(link);
  }
  return count;
}

TEST(RoutingPolicy, NoPathHasALoopAndEveryPolicyReachesWhatShortestDelayReaches) {
  int reached = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    constexpr std::uint32_t kSatellites = 30;
    RandomMesh mesh(seed, kSatellites, 45);
    std::vector<std::unique_ptr<RoutedMesh>> routed;
    for (const Routing routing : kAll) {
      routed.push_back(routed_by(mesh.topology, mesh.ephemeris, kEpoch, routing));
      routed.back()->move_to(Time{});
    }
    for (std::uint32_t from = 0; from < kSatellites; ++from) {
      for (std::uint32_t to = 0; to < kSatellites; ++to) {
        const int fewest = hops(*routed[1], mesh.topology, NodeId{from}, NodeId{to});
        for (const auto& other : routed) {
          const int count = hops(*other, mesh.topology, NodeId{from}, NodeId{to});
          EXPECT_EQ(count < 0, fewest < 0);
          EXPECT_GE(count, fewest);
          EXPECT_LT(count, static_cast<int>(kSatellites));
        }
        reached += fewest > 0 ? 1 : 0;
      }
    }
  }
  EXPECT_GT(reached, 10'000);
}

TEST(RoutingPolicy, FewestHopsIsABreadthFirstSearch) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    RandomMesh mesh(seed, 40, 70);
    RoutedMesh routed(mesh.topology, mesh.ephemeris, kEpoch, {}, {}, Routing::kFewestHops);
    routed.move_to(Time{});
    HeapDijkstra reference(40);
    for (const auto& isl : mesh.topology.isls()) {
      const double range_m = norm(mesh.ephemeris.position_ecef_m(static_cast<int>(isl.a), Time{}) -
                                  mesh.ephemeris.position_ecef_m(static_cast<int>(isl.b), Time{}));
      if (range_m <= isl.max_range_m) reference.add_edge(isl.a, isl.b, 1);
    }
    for (std::uint32_t to = 0; to < 40; ++to) {
      const std::vector<Cost> expected = reference.solve({{to, 0}});
      for (std::uint32_t from = 0; from < 40; ++from) {
        const int count = hops(routed, mesh.topology, NodeId{from}, NodeId{to});
        EXPECT_EQ(count < 0 ? RouteTable::kUnreachable : count, expected[from]);
      }
    }
  }
}

TEST(RoutingPolicy, FewestHopsTakesTheQuickerOfPathsWithAsManyLinks) {
  // From satellite 0 to 3 over 1, which is far out, or over 2; and straight chains of more.
  const FixedEphemeris places({{7e6, 0, 0}, {9e6, 5e5, 0}, {7e6, 5e5, 0}, {7e6, 1e6, 0}});
  Topology topology({"a", "far", "near", "d"});
  Topology::IslSpec isl;
  isl.max_range_m = 5e6;
  topology.add_isl(0, 1, isl);
  topology.add_isl(1, 3, isl);
  topology.add_isl(0, 2, isl);
  topology.add_isl(2, 3, isl);
  RoutedMesh routed(topology, places, kEpoch, {}, {}, Routing::kFewestHops);
  routed.move_to(Time{});
  const LinkId link = routed.router.next_link(NodeId{0}, NodeId{3}, false, Time{});
  EXPECT_EQ(routed.geometry.to(link), NodeId{2});
}

TEST(RoutingPolicy, FewestHopsPrefersOneLongLaserToTwoShortOnes) {
  // The detour over satellite 1 is shorter in time once the long laser carries a delay.
  const FixedEphemeris places({{7e6, 0, 0}, {7e6, 5e5, 0}, {7e6, 1e6, 0}});
  Topology topology({"a", "b", "c"});
  Topology::IslSpec isl;
  isl.max_range_m = 5e6;
  topology.add_isl(0, 1, isl);
  topology.add_isl(1, 2, isl);
  isl.hop_delay = Duration::from_ms(100);
  topology.add_isl(0, 2, isl);
  for (const Routing routing : kAll) {
    RoutedMesh routed(topology, places, kEpoch, {}, {}, routing);
    routed.move_to(Time{});
    const LinkId link = routed.router.next_link(NodeId{0}, NodeId{2}, false, Time{});
    const bool straight = routing == Routing::kFewestHops || routing == Routing::kGeographic;
    EXPECT_EQ(routed.geometry.to(link), NodeId{straight ? 2U : 1U}) << to_string(routing);
    // The delay is that of the path, not the cost.
    const Cost delay_ns = routed.router.cost_ns(NodeId{0}, NodeId{2});
    EXPECT_NEAR(delay_ns * 1e-6, straight ? 100 + 3.3356 : 2 * 0.25 + 3.3356, 1e-3);
  }
}

TEST(RoutingPolicy, GeographicTakesTheNeighbourNearestToTheDestination) {
  // A straight line 0 - 1 - 4 with little gain at first, and 0 - 2 - 4 with more.
  const FixedEphemeris places(
      {{7e6, 0, 0}, {7e6, 3e5, 0}, {7e6, 9e5, 4e5}, {7e6, -5e5, 0}, {7e6, 1.2e6, 0}});
  Topology topology({"0", "1", "2", "3", "4"});
  Topology::IslSpec isl;
  isl.max_range_m = 5e6;
  topology.add_isl(0, 1, isl);
  topology.add_isl(1, 4, isl);
  topology.add_isl(0, 2, isl);
  topology.add_isl(2, 4, isl);
  topology.add_isl(0, 3, isl);
  RoutedMesh routed(topology, places, kEpoch, {}, {}, Routing::kGeographic);
  routed.move_to(Time{});
  EXPECT_EQ(routed.geometry.to(routed.router.next_link(NodeId{0}, NodeId{4}, false, Time{})),
            NodeId{2});
}

TEST(RoutingPolicy, GeographicGoesRoundADeadEnd) {
  // Satellite 1 is nearer to 3 and leads nowhere; the only path begins backwards.
  const FixedEphemeris places({{7e6, 0, 0}, {7e6, 5e5, 0}, {7e6, -5e5, 0}, {7e6, 1e6, 0}});
  Topology topology({"0", "dead end", "2", "3"});
  Topology::IslSpec isl;
  isl.max_range_m = 5e6;
  topology.add_isl(0, 1, isl);
  topology.add_isl(0, 2, isl);
  topology.add_isl(2, 3, isl);
  RoutedMesh routed(topology, places, kEpoch, {}, {}, Routing::kGeographic);
  routed.move_to(Time{});
  EXPECT_EQ(hops(routed, topology, NodeId{0}, NodeId{3}), 2);
  EXPECT_EQ(hops(routed, topology, NodeId{1}, NodeId{3}), 3);
}

TEST(RoutingPolicy, OverAWholeWorldEveryPolicyJoinsTheSameHosts) {
  SmallMesh small;
  small.add_world();
  std::vector<std::unique_ptr<RoutedMesh>> routed;
  for (const Routing routing : kAll) {
    routed.push_back(routed_by(*small.topology, *small.ephemeris, small.epoch, routing));
    routed.back()->move_to(Time{} + Duration::from_s(500));
  }
  int longer = 0;
  for (const NodeId from : small.topology->end_hosts()) {
    for (const NodeId to : small.topology->end_hosts()) {
      if (from == to) continue;
      const NodeId a = small.topology->attachment(from);
      const NodeId b = small.topology->attachment(to);
      for (const auto& other : routed) {
        const int count = hops(*other, *small.topology, from, to);
        const Cost delay_ns = other->router.cost_ns(a, b);
        EXPECT_EQ(count >= 0, delay_ns < RouteTable::kUnreachable);
        // Access may choose other satellites, so that costs of different policies are not
        // comparable one by one.
        longer += delay_ns > routed[0]->router.cost_ns(a, b) ? 1 : 0;
      }
    }
  }
  EXPECT_GT(longer, 0);
}

TEST(RoutingPolicy, OnDemandTheNextLinksAreTheSame) {
  for (const Routing routing : {Routing::kFewestHops, Routing::kGeographic}) {
    RandomMesh mesh(7, 40, 70);
    RoutedMesh full(mesh.topology, mesh.ephemeris, kEpoch, {}, {}, routing);
    RoutedMesh on_demand(mesh.topology, mesh.ephemeris, kEpoch, {}, {}, routing, true);
    full.move_to(Time{});
    on_demand.move_to(Time{});
    for (std::uint32_t from = 0; from < 40; ++from) {
      for (std::uint32_t to = 0; to < 40; ++to) {
        if (from == to) continue;
        EXPECT_EQ(full.router.next_link(NodeId{from}, NodeId{to}, false, Time{}),
                  on_demand.router.next_link(NodeId{from}, NodeId{to}, false, Time{}));
      }
    }
  }
}

}  // namespace
}  // namespace orbitmesh
