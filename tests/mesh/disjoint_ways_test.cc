#include "mesh/disjoint_ways.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "core/heap_event_loop.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

class DisjointWaysTest : public testing::Test, public MeshListener {
 protected:
  DisjointWaysTest() {
    small.add_world();
    mesh = std::make_unique<Mesh>(*small.topology, *small.ephemeris, small.epoch, MeshOptions{});
    mesh->start(loop, *this);
    ways = std::make_unique<DisjointWays>(*mesh, 3);
  }
  void on_slot(const SlotRecord&) override {}
  void on_feeder(const FeederChange&) override {}

  /// The links that a packet takes which nothing disturbs.
  std::vector<LinkId> follow(ChosenPath& path, NodeId to) {
    std::vector<LinkId> links;
    NodeId at = path.from;
    bool landed = false;
    while (at != to && links.size() < 100) {
      const LinkId link = path.number > 0 ? ways->next_link(at, path, to, landed, loop.now())
                                          : mesh->router().next_link(at, to, landed, loop.now());
      if (!link.valid()) break;
      links.push_back(link);
      landed |= lands(small.topology->link(link).kind);
      at = mesh->geometry().to(link);
    }
    EXPECT_EQ(at, to);
    return links;
  }
  std::vector<LinkId> follow(std::uint8_t number, NodeId from, NodeId to) {
    ChosenPath path{from, number};
    return follow(path, to);
  }

  SmallMesh small;
  HeapEventLoop loop;
  std::unique_ptr<Mesh> mesh;
  std::unique_ptr<DisjointWays> ways;
};

TEST_F(DisjointWaysTest, PathsShareNothingBetweenTheirFirstAndLastSatellites) {
  const NodeId from = small.hosts[0];
  const NodeId to = small.hosts[4];
  std::set<LinkId> lasers;
  std::set<NodeId> between;
  std::size_t count = 0;
  for (const std::uint8_t number : {1, 2, 3}) {
    const auto links = follow(number, from, to);
    for (std::size_t i = 0; i < links.size(); ++i) {
      if (small.topology->link(links[i]).kind != LinkKind::kIsl) continue;
      ++count;
      lasers.insert(links[i]);
      const bool last = small.topology->link(links[i + 1]).kind != LinkKind::kIsl;
      if (last) continue;
      EXPECT_TRUE(between.insert(mesh->geometry().to(links[i])).second);
    }
  }
  EXPECT_GT(count, 20U);
  EXPECT_EQ(lasers.size(), count);
}

TEST_F(DisjointWaysTest, TheWayBackWorksAsWell) {
  for (const std::uint8_t number : {1, 2, 3}) {
    EXPECT_FALSE(follow(number, small.topology->datacenters()[1], small.hosts[0]).empty());
    EXPECT_FALSE(follow(number, small.hosts[0], small.topology->datacenters()[1]).empty());
  }
}

TEST_F(DisjointWaysTest, APathThatIsNotThereIsTheRouteOfAll) {
  ChosenPath ninth{small.hosts[0], 9};
  EXPECT_EQ(follow(ninth, small.hosts[4]), follow(0, small.hosts[0], small.hosts[4]));
  EXPECT_EQ(ninth.number, 0);
}

TEST_F(DisjointWaysTest, WhoHasLeftAPathDoesNotComeBack) {
  const auto second = follow(2, small.hosts[0], small.hosts[4]);
  const auto third = follow(3, small.hosts[0], small.hosts[4]);
  const NodeId elsewhere = mesh->geometry().from(third[third.size() / 2]);
  ChosenPath path{small.hosts[0], 2};
  EXPECT_EQ(ways->next_link(elsewhere, path, small.hosts[4], false, loop.now()),
            mesh->router().next_link(elsewhere, small.hosts[4], false, loop.now()));
  EXPECT_EQ(path.number, 0);
}

}  // namespace
}  // namespace orbitmesh
