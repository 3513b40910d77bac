#include "mesh/disjoint_routes.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/mesh/routed_mesh.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

class DisjointRoutesTest : public testing::Test {
 protected:
  DisjointRoutesTest() {
    small.add_world();
    routed = std::make_unique<RoutedMesh>(*small.topology, *small.ephemeris, small.epoch);
    routed->move_to(Time{} + Duration::from_s(100));
  }
  std::vector<DisjointRoute> routes(NodeId from, NodeId to, std::size_t k,
                                    Disjointness disjointness = Disjointness::kNodes) const {
    return disjoint_routes(*small.topology, routed->router, from, to, k, disjointness);
  }

  SmallMesh small;
  std::unique_ptr<RoutedMesh> routed;
};

TEST_F(DisjointRoutesTest, TheFirstOfOneIsTheRoute) {
  const Topology& topology = *small.topology;
  int compared = 0;
  for (const NodeId from : topology.end_hosts()) {
    for (const NodeId to : topology.end_hosts()) {
      // Between satellites the router knows the way to those in use alone.
      if (from == to || (topology.is_satellite(from) && topology.is_satellite(to))) continue;
      const auto found = routes(from, to, 1);
      const RouteTable::Cost delay_ns =
          routed->router.cost_ns(topology.attachment(from), topology.attachment(to));
      ASSERT_EQ(found.empty(), delay_ns >= RouteTable::kUnreachable);
      if (found.empty()) continue;
      EXPECT_EQ(found[0].delay.ns(), delay_ns);
      ++compared;
    }
  }
  EXPECT_GT(compared, 120);
}

TEST_F(DisjointRoutesTest, FourLasersCarryFourWaysBetweenSatellites) {
  const auto found = routes(NodeId{0}, NodeId{800}, 5);
  ASSERT_EQ(found.size(), 4U);
  std::set<NodeId> between;
  for (const DisjointRoute& route : found) {
    NodeId at{0};
    for (const LinkId link : route.links) {
      EXPECT_EQ(routed->geometry.from(link), at);
      at = routed->geometry.to(link);
      if (at != NodeId{800}) {
        EXPECT_TRUE(between.insert(at).second);
      }
    }
    EXPECT_EQ(at, NodeId{800});
  }
}

TEST_F(DisjointRoutesTest, HostsShareTheirUserLinksAndNothingElse) {
  const auto found = routes(small.hosts[0], small.hosts[6], 3, Disjointness::kLinks);
  ASSERT_EQ(found.size(), 3U);
  std::set<LinkId> lasers;
  for (const DisjointRoute& route : found) {
    EXPECT_EQ(route.links.front(), small.topology->terminals()[0].up);
    EXPECT_EQ(route.links.back(), small.topology->terminals()[6].down);
    for (std::size_t i = 1; i + 1 < route.links.size(); ++i) {
      EXPECT_EQ(small.topology->link(route.links[i]).kind, LinkKind::kIsl);
      EXPECT_TRUE(lasers.insert(route.links[i]).second);
    }
  }
}

TEST_F(DisjointRoutesTest, WhatComesDownStaysDown) {
  const auto found = routes(small.hosts[0], small.topology->datacenters()[1], 3);
  ASSERT_FALSE(found.empty());
  for (const DisjointRoute& route : found) {
    bool landed = false;
    for (const LinkId link : route.links) {
      const LinkKind kind = small.topology->link(link).kind;
      EXPECT_FALSE(landed && kind != LinkKind::kFibre);
      landed |= lands(kind);
    }
  }
}

TEST_F(DisjointRoutesTest, DatacentersHaveTheirFibre) {
  const auto& datacenters = small.topology->datacenters();
  const auto found = routes(datacenters[0], datacenters[1], 3);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].links,
            std::vector<LinkId>{small.topology->fibre_to(datacenters[0], datacenters[1])});
}

TEST_F(DisjointRoutesTest, ThereIsNoneToAHostWithoutCoverage) {
  EXPECT_TRUE(routes(small.hosts[0], small.hosts[5], 2).empty());
  EXPECT_TRUE(routes(small.hosts[0], small.hosts[0], 2).empty());
}

}  // namespace
}  // namespace orbitmesh
