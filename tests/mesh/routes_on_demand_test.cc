#include <gtest/gtest.h>

#include <vector>

#include "core/heap_event_loop.h"
#include "mesh/mesh.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

class SlotLog final : public MeshListener {
 public:
  void on_slot(const SlotRecord& record) override { slots.push_back(record); }
  void on_feeder(const FeederChange&) override {}
  std::vector<SlotRecord> slots;
};

/// A mesh over the whole world, with its loop.
struct World {
  explicit World(bool on_demand) {
    small.add_world();
    MeshOptions options;
    options.routes_on_demand = on_demand;
    mesh = std::make_unique<Mesh>(*small.topology, *small.ephemeris, small.epoch, options);
    mesh->start(loop, log);
  }
  SmallMesh small;
  HeapEventLoop loop;
  SlotLog log;
  std::unique_ptr<Mesh> mesh;
};

/// Links of the present path between two end hosts.
std::vector<LinkId> path(World& world, NodeId from, NodeId to) {
  std::vector<LinkId> links;
  bool landed = false;
  for (NodeId at = from; at != to;) {
    const LinkId link = world.mesh->router().next_link(at, to, landed, world.loop.now());
    if (!link.valid() || !world.mesh->geometry().to(link).valid()) return {};
    links.push_back(link);
    landed |= lands(world.small.topology->link(link).kind);
    at = world.mesh->geometry().to(link);
  }
  return links;
}

TEST(RoutesOnDemand, PathsAndSlotsAreThoseOfRoutesComputedAtEveryStep) {
  World eager(false);
  World lazy(true);
  const std::vector<NodeId>& hosts = eager.small.topology->end_hosts();
  std::size_t paths = 0;
  for (const double second : {0.5, 3.25, 12.5, 13.0, 26.75, 27.0, 61.5}) {
    const Time at = Time{} + Duration::from_seconds(second);
    eager.loop.run_until(at);
    lazy.loop.run_until(at);
    for (const NodeId from : hosts) {
      for (const NodeId to : hosts) {
        if (from == to) continue;
        EXPECT_EQ(path(lazy, from, to), path(eager, from, to)) << second;
        EXPECT_EQ(lazy.mesh->path_delay(from, to), eager.mesh->path_delay(from, to)) << second;
        ++paths;
      }
    }
  }
  EXPECT_GT(paths, 1000U);
  ASSERT_EQ(lazy.log.slots.size(), eager.log.slots.size());
  for (std::size_t i = 0; i < lazy.log.slots.size(); ++i) {
    EXPECT_EQ(lazy.log.slots[i].to, eager.log.slots[i].to);
    EXPECT_EQ(lazy.log.slots[i].pause, eager.log.slots[i].pause);
  }
  EXPECT_LT(lazy.loop.events_run(), eager.loop.events_run() / 5);
}

// Each question finds a step in which little or nothing has been looked for yet.
TEST(RoutesOnDemand, TheNearestAreThoseOfRoutesComputedAtEveryStep) {
  World eager(false);
  World lazy(true);
  std::vector<NodeId> candidates = eager.small.topology->datacenters();
  for (std::uint32_t s = 3; s < 1584; s += 4) candidates.push_back(NodeId{s});
  std::size_t reached = 0;
  for (int second = 1; second <= 60; ++second) {
    const Time at = Time{} + Duration::from_s(second);
    eager.loop.run_until(at);
    lazy.loop.run_until(at);
    const NodeId host =
        eager.small.hosts[static_cast<std::size_t>(second) % eager.small.hosts.size()];
    const auto count = static_cast<std::size_t>(second % 7);
    const auto expected = eager.mesh->nearest(host, candidates, count);
    const auto nearest = lazy.mesh->nearest(host, candidates, count);
    EXPECT_EQ(nearest, expected) << second;
    reached += nearest.size();
  }
  EXPECT_GT(reached, 100U);
}

}  // namespace
}  // namespace orbitmesh
