#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>

#include "core/heap_event_loop.h"
#include "mesh/link_name.h"
#include "mesh/mesh.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

Time at_ms(std::int64_t ms) { return Time{} + Duration::from_ms(ms); }

class Recorder final : public MeshListener {
 public:
  explicit Recorder(EventLoop& loop) : loop_(loop) {}
  void on_node(NodeId node, bool up) override { nodes.push_back({loop_.now(), node, up}); }
  void on_link(LinkId link, const LinkCondition& condition) override {
    links.push_back({loop_.now(), link, condition});
  }
  void on_slot(const SlotRecord& record) override { slots.push_back(record); }
  void on_feeder(const FeederChange& change) override { feeders.push_back(change); }

  struct NodeChange {
    Time at;
    NodeId node;
    bool up;
  };
  struct LinkChange {
    Time at;
    LinkId link;
    LinkCondition condition;
  };
  std::vector<NodeChange> nodes;
  std::vector<LinkChange> links;
  std::vector<SlotRecord> slots;
  std::vector<FeederChange> feeders;

 private:
  EventLoop& loop_;
};

/// The mesh around Perth with outages.
class MeshOutageTest : public testing::Test {
 protected:
  MeshOutageTest() { small.add_ground(); }

  void start(std::vector<Outage> outages, bool on_demand = false) {
    MeshOptions options;
    options.outages = std::move(outages);
    options.routes_on_demand = on_demand;
    mesh = std::make_unique<Mesh>(*small.topology, *small.ephemeris, small.epoch, options);
    mesh->start(loop, recorder);
  }
  void run_to_ms(std::int64_t ms) { loop.run_until(at_ms(ms)); }
  const Terminal& terminal() const { return small.topology->terminals()[0]; }

  static Outage cut(std::vector<LinkId> links, std::int64_t begin_ms, std::int64_t end_ms) {
    Outage outage;
    outage.cause = "cut";
    outage.begin = at_ms(begin_ms);
    outage.end = at_ms(end_ms);
    outage.effect.down = true;
    outage.links = std::move(links);
    return outage;
  }
  static Outage dead(NodeId node, std::int64_t begin_ms, std::int64_t end_ms) {
    Outage outage = cut({}, begin_ms, end_ms);
    outage.nodes = {node};
    return outage;
  }
  /// Who serves the terminal over the first slots without an outage.
  NodeId first_serving() {
    HeapEventLoop own_loop;
    Recorder own(own_loop);
    Mesh undisturbed(*small.topology, *small.ephemeris, small.epoch, {});
    undisturbed.start(own_loop, own);
    return own.slots.front().to;
  }

  SmallMesh small;
  HeapEventLoop loop;
  Recorder recorder{loop};
  std::unique_ptr<Mesh> mesh;
};

TEST_F(MeshOutageTest, APathVanishesAndReturnsAtTheInstant) {
  // Up alone is enough: routes need both directions.
  start({cut({terminal().up}, 3400, 5700)});
  run_to_ms(3399);
  EXPECT_TRUE(mesh->path_delay(small.host, small.datacenter).has_value());
  run_to_ms(3400);
  EXPECT_FALSE(mesh->path_delay(small.host, small.datacenter).has_value());
  EXPECT_FALSE(mesh->path_delay(small.datacenter, small.host).has_value());
  EXPECT_FALSE(mesh->condition(terminal().up).up);
  EXPECT_TRUE(mesh->condition(terminal().down).up);
  run_to_ms(5699);
  EXPECT_FALSE(mesh->path_delay(small.host, small.datacenter).has_value());
  run_to_ms(5700);
  EXPECT_TRUE(mesh->path_delay(small.host, small.datacenter).has_value());
  ASSERT_EQ(recorder.links.size(), 2U);
  EXPECT_EQ(recorder.links[0].at, at_ms(3400));
  EXPECT_EQ(recorder.links[0].link, terminal().up);
  EXPECT_FALSE(recorder.links[0].condition.up);
  EXPECT_EQ(recorder.links[1].at, at_ms(5700));
  EXPECT_EQ(recorder.links[1].condition, LinkCondition{});
}

TEST_F(MeshOutageTest, AnOutageFromTheBeginningIsToldWithTheFirstState) {
  const NodeId serving = first_serving();
  start({dead(serving, 0, 60'000)});
  ASSERT_EQ(recorder.slots.size(), 1U);
  EXPECT_NE(recorder.slots[0].to, serving);
  ASSERT_EQ(recorder.nodes.size(), 1U);
  EXPECT_EQ(recorder.nodes[0].at, Time{});
  EXPECT_EQ(recorder.nodes[0].node, serving);
  EXPECT_EQ(recorder.links.size(), 8U);  // four lasers, both ways
}

TEST_F(MeshOutageTest, ADeadServingSatelliteIsReplacedAtTheNextEdge) {
  const NodeId serving = first_serving();
  start({dead(serving, 2000, 40'000)});
  run_to_ms(2000);
  EXPECT_FALSE(mesh->path_delay(small.host, small.datacenter).has_value());
  EXPECT_FALSE(mesh->condition(terminal().down).up);
  run_to_ms(11'999);
  EXPECT_FALSE(mesh->path_delay(small.host, small.datacenter).has_value());
  run_to_ms(12'000);
  EXPECT_TRUE(mesh->path_delay(small.host, small.datacenter).has_value());
  EXPECT_NE(mesh->serving_satellite(small.host), serving);
  // The user link went down with its satellite and came back with the new one.
  std::vector<std::pair<Time, bool>> told;
  for (const Recorder::LinkChange& change : recorder.links) {
    if (change.link == terminal().up) told.emplace_back(change.at, change.condition.up);
  }
  EXPECT_EQ(told,
            (std::vector<std::pair<Time, bool>>{{at_ms(2000), false}, {at_ms(12'000), true}}));
}

TEST_F(MeshOutageTest, NoSatelliteThatIsDownServesOrIsTracked) {
  std::vector<Outage> outages;
  for (std::uint32_t s = 0; s < small.topology->satellite_count(); s += 2) {
    outages.push_back(dead(NodeId{s}, 10'000, 200'000));
  }
  start(outages);
  run_to_ms(190'000);
  for (const SlotRecord& slot : recorder.slots) {
    if (slot.at < at_ms(10'000) || !slot.to.valid()) continue;
    EXPECT_EQ(slot.to.value % 2, 1U);
  }
  EXPECT_EQ(recorder.nodes.size(), small.topology->satellite_count() / 2);
  for (const Gateway& gateway : small.topology->gateways()) {
    for (std::uint32_t k = 0; k < gateway.antennas; ++k) {
      const NodeId tracked = mesh->geometry().to(LinkId{gateway.first_feeder.value + 2 * k});
      EXPECT_TRUE(!tracked.valid() || tracked.value % 2 == 1);
    }
  }
}

TEST_F(MeshOutageTest, AGatewayThatIsDownTracksNothingFromTheNextEdgeOn) {
  start({dead(small.gateway, 3000, 20'000)});
  const LinkId up = small.topology->gateways()[0].first_feeder;
  run_to_ms(3000);
  EXPECT_FALSE(mesh->path_delay(small.host, small.datacenter).has_value());
  EXPECT_FALSE(mesh->condition(up).up);
  EXPECT_TRUE(mesh->geometry().to(up).valid());
  run_to_ms(12'000);
  EXPECT_FALSE(mesh->geometry().to(up).valid());
  // Up again at 20 s, it points its antennas at the edge of 27 s.
  run_to_ms(26'999);
  EXPECT_FALSE(mesh->path_delay(small.host, small.datacenter).has_value());
  run_to_ms(27'000);
  EXPECT_TRUE(mesh->path_delay(small.host, small.datacenter).has_value());
}

TEST_F(MeshOutageTest, LinksAreToldInOrderOfTheirNumbers) {
  start({dead(NodeId{700}, 1000, 2000), cut({LinkId{9}, LinkId{3}}, 1000, 3000)});
  run_to_ms(4000);
  for (std::size_t i = 1; i < recorder.links.size(); ++i) {
    const Recorder::LinkChange& last = recorder.links[i - 1];
    const Recorder::LinkChange& next = recorder.links[i];
    EXPECT_TRUE(last.at < next.at || last.link < next.link);
  }
  EXPECT_EQ(recorder.links.size(), 8U + 2U + 8U + 2U);
}

TEST_F(MeshOutageTest, ExtraDelayCountsInPathsWithTheMeanOfBothDirections) {
  Outage slow = cut({small.topology->gateways()[0].to_pop}, 1500, 1700);
  slow.effect = {false, 1, Duration::from_ms(30), 0};
  start({slow});
  run_to_ms(1499);
  const Duration before = *mesh->path_delay(small.host, small.datacenter);
  run_to_ms(1500);
  const Duration during = *mesh->path_delay(small.host, small.datacenter);
  EXPECT_NEAR((during - before).milliseconds(), 15, 0.1);
  EXPECT_EQ(mesh->path_delay(small.datacenter, small.host), during);
  const LinkId there = small.topology->gateways()[0].to_pop;
  const Duration declared = small.topology->link(there).fixed_delay;
  EXPECT_EQ(mesh->delay_curve(there, loop.now()).at(loop.now()), declared + Duration::from_ms(30));
  EXPECT_EQ(mesh->delay_curve(reverse_of(there), loop.now()).at(loop.now()), declared);
}

TEST_F(MeshOutageTest, HostsBehindATerminalThatIsDownDoNotReachEachOther) {
  const NodeId second = small.topology->add_host("robot-2", small.terminal, {});
  start({dead(small.terminal, 1000, 2000), cut({terminal().up, terminal().down}, 3000, 4000)});
  EXPECT_TRUE(mesh->path_delay(small.host, second).has_value());
  run_to_ms(1000);
  EXPECT_FALSE(mesh->path_delay(small.host, second).has_value());
  run_to_ms(3000);
  EXPECT_TRUE(mesh->path_delay(small.host, second).has_value());
}

TEST_F(MeshOutageTest, TheNodeHookHearsOfEveryChange) {
  MeshOptions options;
  options.outages = {dead(NodeId{5}, 1000, 2000), dead(NodeId{5}, 1500, 2500)};
  std::vector<std::pair<NodeId, bool>> heard;
  options.on_node = [&](NodeId node, bool up) { heard.emplace_back(node, up); };
  Mesh own(*small.topology, *small.ephemeris, small.epoch, options);
  own.start(loop, recorder);
  run_to_ms(5000);
  EXPECT_EQ(heard, (std::vector<std::pair<NodeId, bool>>{{NodeId{5}, false}, {NodeId{5}, true}}));
}

TEST_F(MeshOutageTest, RoutesOnDemandGiveTheSameAnswers) {
  std::vector<Outage> outages{dead(first_serving(), 2300, 30'000),
                              cut({terminal().down}, 33'100, 34'900)};
  for (std::uint32_t s = 0; s < small.topology->satellite_count(); s += 7) {
    outages.push_back(dead(NodeId{s}, 15'500, 45'500));
  }
  start(outages);
  MeshOptions options;
  options.outages = outages;
  options.routes_on_demand = true;
  HeapEventLoop lazy_loop;
  Recorder lazy_recorder(lazy_loop);
  Mesh lazy(*small.topology, *small.ephemeris, small.epoch, options);
  lazy.start(lazy_loop, lazy_recorder);
  for (std::int64_t ms = 100; ms < 50'000; ms += 700) {
    run_to_ms(ms);
    lazy_loop.run_until(at_ms(ms));
    EXPECT_EQ(lazy.path_delay(small.host, small.datacenter),
              mesh->path_delay(small.host, small.datacenter))
        << ms;
  }
  EXPECT_EQ(lazy_recorder.links.size(), recorder.links.size());
}

TEST_F(MeshOutageTest, ADatacenterIsReachedThroughAnotherPopWhenAFibreIsCut) {
  SmallMesh world;
  world.add_world();
  const NodeId host = world.hosts[0];
  const NodeId datacenter = world.topology->datacenters()[0];
  const LinkId fibre = world.topology->fibre_to(world.topology->pops()[0], datacenter);
  MeshOptions options;
  options.outages = {cut({fibre, reverse_of(fibre)}, 1000, 2000)};
  Mesh own(*world.topology, *world.ephemeris, world.epoch, options);
  own.start(loop, recorder);
  run_to_ms(999);
  const Duration direct = *own.path_delay(host, datacenter);
  run_to_ms(1000);
  EXPECT_GT(*own.path_delay(host, datacenter), direct + Duration::from_ms(20));
  run_to_ms(2000);
  EXPECT_NEAR(own.path_delay(host, datacenter)->milliseconds(), direct.milliseconds(), 0.1);
}

}  // namespace
}  // namespace orbitmesh
