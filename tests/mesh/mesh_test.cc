#include "mesh/mesh.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "core/heap_event_loop.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

class Recorder final : public MeshListener {
 public:
  void on_slot(const SlotRecord& record) override { slots.push_back(record); }
  void on_feeder(const FeederChange& change) override { feeders.push_back(change); }
  std::vector<SlotRecord> slots;
  std::vector<FeederChange> feeders;
};

class MeshTest : public testing::Test {
 protected:
  MeshTest() { small.add_world(); }
  void start(const MeshOptions& options = {}) {
    mesh = std::make_unique<Mesh>(*small.topology, *small.ephemeris, small.epoch, options);
    mesh->start(loop, recorder);
  }
  SmallMesh small;
  HeapEventLoop loop;
  Recorder recorder;
  std::unique_ptr<Mesh> mesh;
};

TEST_F(MeshTest, TellsTheFirstStateAtOnceAndWithoutAPause) {
  start();
  ASSERT_EQ(recorder.slots.size(), small.topology->terminals().size());
  for (const SlotRecord& record : recorder.slots) {
    EXPECT_EQ(record.at, Time{});
    EXPECT_FALSE(record.from.valid());
    EXPECT_EQ(record.pause, Duration{});
  }
  EXPECT_FALSE(recorder.feeders.empty());
}

TEST_F(MeshTest, EverythingChangesAtTheEdgesOfUtcSlotsAlone) {
  small.epoch = parse_epoch("2026-06-01T00:00:03Z");
  for (const std::int64_t interval_ms : {1000, 400, 15'000}) {
    MeshOptions options;
    options.route_interval = Duration::from_ms(interval_ms);
    HeapEventLoop own_loop;
    Recorder own;
    Mesh own_mesh(*small.topology, *small.ephemeris, small.epoch, options);
    own_mesh.start(own_loop, own);
    own_loop.run_until(Time{} + Duration::from_s(120));
    std::set<double> seconds;
    for (const SlotRecord& record : own.slots) {
      if (record.at == Time{}) continue;
      seconds.insert((small.epoch + record.at.since_epoch()).second_of_minute());
    }
    EXPECT_EQ(seconds, (std::set<double>{12, 27, 42, 57}));
    EXPECT_EQ(own.slots.size(), 9 * small.topology->terminals().size());
  }
}

TEST_F(MeshTest, TheRouteIntervalDoesNotChangeWhoServesWhom) {
  start();
  loop.run_until(Time{} + Duration::from_s(300));
  MeshOptions slow;
  slow.route_interval = Duration::from_s(15);
  HeapEventLoop slow_loop;
  Recorder slow_recorder;
  Mesh slow_mesh(*small.topology, *small.ephemeris, small.epoch, slow);
  slow_mesh.start(slow_loop, slow_recorder);
  slow_loop.run_until(Time{} + Duration::from_s(300));
  ASSERT_EQ(recorder.slots.size(), slow_recorder.slots.size());
  for (std::size_t i = 0; i < recorder.slots.size(); ++i) {
    EXPECT_EQ(recorder.slots[i].at, slow_recorder.slots[i].at);
    EXPECT_EQ(recorder.slots[i].to, slow_recorder.slots[i].to);
  }
}

TEST_F(MeshTest, HandoversFollowOnEachOther) {
  start();
  loop.run_until(Time{} + Duration::from_s(600));
  std::vector<NodeId> serving(small.topology->nodes().size());
  for (const SlotRecord& record : recorder.slots) {
    EXPECT_EQ(record.from, serving[record.terminal.index()]);
    serving[record.terminal.index()] = record.to;
  }
  for (const NodeId host : small.hosts) {
    EXPECT_EQ(mesh->serving_satellite(host), serving[small.topology->attachment(host).index()]);
  }
  EXPECT_FALSE(mesh->serving_satellite(small.topology->datacenters()[0]).valid());
}

TEST_F(MeshTest, APathIsTheRouteAndTheLans) {
  start();
  const NodeId host = small.hosts[0];
  const NodeId datacenter = small.topology->datacenters()[0];
  const Duration lan = small.topology->link(small.topology->lan(host)).fixed_delay;
  const auto cost = mesh->router().cost_ns(small.topology->attachment(host), datacenter);
  EXPECT_EQ(mesh->path_delay(host, datacenter), lan + Duration::from_ns(cost));
  EXPECT_EQ(mesh->path_delay(datacenter, host), lan + Duration::from_ns(cost));
  const auto between_hosts = mesh->router().cost_ns(small.topology->attachment(host),
                                                    small.topology->attachment(small.hosts[4]));
  EXPECT_EQ(mesh->path_delay(host, small.hosts[4]), 2 * lan + Duration::from_ns(between_hosts));
}

TEST_F(MeshTest, TheNearestHaveTheLeastPathDelays) {
  start();
  std::vector<NodeId> candidates = small.topology->datacenters();
  for (std::uint32_t s = 3; s < 1584; s += 4) candidates.push_back(NodeId{s});
  std::size_t reached = 0;
  for (const NodeId host : small.hosts) {
    std::vector<std::pair<Duration, NodeId>> all;
    for (const std::size_t count : {std::size_t{1}, std::size_t{7}, candidates.size()}) {
      const auto nearest = mesh->nearest(host, candidates, count);
      all.clear();
      for (const NodeId node : candidates) {
        if (const auto delay = mesh->path_delay(host, node)) all.emplace_back(*delay, node);
      }
      std::sort(all.begin(), all.end());
      ASSERT_EQ(nearest.size(), std::min(count, all.size()));
      reached += nearest.size();
      for (std::size_t k = 0; k < nearest.size(); ++k) {
        EXPECT_EQ(nearest[k], all[k].second) << count << " " << k;
      }
    }
  }
  EXPECT_GT(reached, candidates.size());
}

TEST_F(MeshTest, NothingIsNearestWithoutCandidates) {
  start();
  EXPECT_TRUE(mesh->nearest(small.hosts[0], {}, 3).empty());
}

TEST_F(MeshTest, AHostBehindATerminalCanBeTheNearest) {
  start();
  const auto nearest = mesh->nearest(small.hosts[0], {small.hosts[1]}, 1);
  ASSERT_EQ(nearest.size(), 1U);
  EXPECT_EQ(nearest[0], small.hosts[1]);
}

TEST_F(MeshTest, TheWayToItselfTakesNoTime) {
  start();
  EXPECT_EQ(mesh->path_delay(small.hosts[0], small.hosts[0]), Duration{});
}

TEST(MeshCoverageTest, WithoutCoverageThereIsNoPath) {
  SmallMesh small;
  const NodeId pole = small.topology->add_terminal("pole", SmallMesh::place(85, 0), {});
  const NodeId host = small.topology->add_host("robot", pole, {});
  const NodeId datacenter = small.topology->add_datacenter("dc", SmallMesh::place(0, 0));
  small.topology->connect_ground(BitRate{1'000'000'000});
  HeapEventLoop loop;
  Recorder recorder;
  Mesh mesh(*small.topology, *small.ephemeris, small.epoch, {});
  mesh.start(loop, recorder);
  loop.run_until(Time{} + Duration::from_s(60));
  EXPECT_FALSE(mesh.path_delay(host, datacenter).has_value());
  EXPECT_TRUE(mesh.nearest(host, {datacenter}, 1).empty());
  EXPECT_FALSE(mesh.serving_satellite(host).valid());
}

}  // namespace
}  // namespace orbitmesh
