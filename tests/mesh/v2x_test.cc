#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <vector>

#include "core/heap_event_loop.h"
#include "mesh/mesh.h"
#include "mesh/v2x_channel.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

using testing::ElementsAre;

constexpr double kMetreNorth_rad = 1.0 / 6'340e3;  // at 22.8 deg south

class Silent final : public MeshListener {
 public:
  void on_slot(const SlotRecord&) override {}
  void on_feeder(const FeederChange&) override {}
};

Geodetic north_of(Geodetic place, double distance_m) {
  place.lat_rad += distance_m * kMetreNorth_rad;
  return place;
}

/// The mesh around Perth, whose terminal is a car with others near it.
class V2xTest : public testing::Test {
 protected:
  V2xTest() { small.add_ground(); }

  /// A car so far north of the first; it has a host.
  NodeId add_car(const std::string& name, double distance_m,
                 std::shared_ptr<const TerminalTrack> track = nullptr) {
    Topology::TerminalSpec spec;
    spec.track = std::move(track);
    const Geodetic first = small.topology->node(small.terminal).location;
    cars.push_back(small.topology->add_terminal(name, north_of(first, distance_m), spec));
    hosts.push_back(small.topology->add_host(name + ".host", cars.back(), {}));
    return cars.back();
  }
  void join(NodeId a, NodeId b, double loss = 0, Duration rtt = Duration::from_ms(5)) {
    Topology::V2xSpec spec;
    spec.radio.median_rtt = rtt;
    spec.radio.p95_rtt = rtt;  // always
    spec.loss = loss;
    small.topology->add_v2x(a, b, spec);
  }
  void start(bool first_blocked) {
    MeshOptions options;
    if (first_blocked) {
      const Terminal& terminal = small.topology->terminals()[0];
      Outage outage;
      outage.effect.down = true;
      outage.links = {terminal.up, terminal.down};
      options.outages.push_back(outage);
    }
    mesh = std::make_unique<Mesh>(*small.topology, *small.ephemeris, small.epoch, options);
    mesh->start(loop, silent);
  }
  /// Kinds of the links from node to host as packets take them; empty when they do not arrive.
  std::vector<LinkKind> walk(NodeId from, NodeId to) {
    std::vector<LinkKind> kinds;
    bool landed = false;
    for (NodeId at = from; at != to;) {
      const LinkId link = mesh->router().next_link(at, to, landed, loop.now());
      if (!link.valid() || kinds.size() > 60) return {};
      kinds.push_back(small.topology->link(link).kind);
      landed |= lands(kinds.back());
      at = mesh->geometry().to(link);
      if (!at.valid()) return {};
    }
    return kinds;
  }

  SmallMesh small;
  HeapEventLoop loop;
  Silent silent;
  std::vector<NodeId> cars, hosts;
  std::unique_ptr<Mesh> mesh;
};

TEST_F(V2xTest, ACarWithoutItsUplinkGoesOverAnotherAndIsAnsweredOverIt) {
  join(small.terminal, add_car("van.1", 300));
  start(true);
  const std::vector<LinkKind> there = walk(small.host, small.datacenter);
  ASSERT_GE(there.size(), 5U);
  EXPECT_EQ(there[0], LinkKind::kLan);
  EXPECT_EQ(there[1], LinkKind::kV2xLink);
  EXPECT_EQ(there[2], LinkKind::kUserUp);
  const std::vector<LinkKind> back = walk(small.datacenter, small.host);
  ASSERT_EQ(back.size(), there.size());
  EXPECT_EQ(back[back.size() - 3], LinkKind::kUserDown);
  EXPECT_EQ(back[back.size() - 2], LinkKind::kV2xLink);
  EXPECT_EQ(mesh->path_delay(small.host, small.datacenter),
            mesh->path_delay(small.datacenter, small.host));
  const auto of_van = mesh->path_delay(hosts[0], small.datacenter);
  EXPECT_EQ(*mesh->path_delay(small.host, small.datacenter) - *of_van, Duration::from_us(2'500));
}

TEST_F(V2xTest, ItsOwnUplinkIsTakenUnlessTheOtherWayIsShorter) {
  join(small.terminal, add_car("van.1", 300), 0, Duration::from_ms(100));
  start(false);
  EXPECT_EQ(walk(small.host, small.datacenter)[1], LinkKind::kUserUp);
}

TEST_F(V2xTest, BeyondItsRangeThereIsNoLink) {
  join(small.terminal, add_car("van.1", 450));
  start(true);
  EXPECT_FALSE(mesh->path_delay(small.host, small.datacenter));
}

TEST_F(V2xTest, NeighboursReachEachOtherWithoutASatellite) {
  join(small.terminal, add_car("van.1", 300));
  start(true);
  EXPECT_THAT(walk(small.host, hosts[0]),
              ElementsAre(LinkKind::kLan, LinkKind::kV2xLink, LinkKind::kLan));
  EXPECT_EQ(mesh->path_delay(small.host, hosts[0]), Duration::from_us(1'500 + 2'500 + 1'500));
}

TEST_F(V2xTest, ThereMayBeSeveralHops) {
  const NodeId near = add_car("van.1", 300);
  const NodeId far = add_car("van.2", 600);
  join(small.terminal, near);
  join(near, far);
  join(small.terminal, far);  // out of range
  start(true);
  EXPECT_THAT(walk(small.host, hosts[1]),
              ElementsAre(LinkKind::kLan, LinkKind::kV2xLink, LinkKind::kV2xLink, LinkKind::kLan));
}

TEST_F(V2xTest, ACarThatDrivesAwayIsLost) {
  const Geodetic first = small.topology->node(small.terminal).location;
  const auto track = std::make_shared<const TerminalTrack>(
      std::vector<TrackPoint>{{Time{}, north_of(first, 100)},
                              {Time{} + Duration::from_s(30), north_of(first, 700)}});  // 20 m/s
  join(small.terminal, add_car("van.1", 0, track));
  start(true);
  std::optional<double> lost_s;
  for (int s = 0; s <= 30 && !lost_s; ++s) {
    loop.run_until(Time{} + Duration::from_s(s));
    if (!mesh->path_delay(small.host, small.datacenter)) lost_s = s;
  }
  ASSERT_TRUE(lost_s);
  EXPECT_NEAR(*lost_s, 16, 1);  // 100 m + 15 s x 20 m/s = 400 m
}

TEST_F(V2xTest, LinksInReachThatMeetShareTheChannel) {
  const NodeId b = add_car("van.1", 100);
  const NodeId c = add_car("van.2", 200);
  const NodeId d = add_car("van.3", 5'000);
  join(small.terminal, b, 0.02);
  join(b, c, 0.02);
  join(c, small.terminal, 0.02);
  join(c, d, 0.02);  // out of range
  const std::vector<double> shares = v2x_shares(*small.topology, Time{});
  EXPECT_DOUBLE_EQ(shares[0], 1.0 / 3);
  EXPECT_DOUBLE_EQ(shares[2], 1.0 / 3);
  EXPECT_EQ(shares[3], 1);
  start(false);
  const LinkId link = small.topology->v2x()[1].forward;
  EXPECT_DOUBLE_EQ(mesh->condition(link).rate_factor, 1.0 / 3);
  EXPECT_NEAR(mesh->condition(reverse_of(link)).loss, 0.02, 1e-12);
  EXPECT_EQ(small.topology->link(link).rate, BitRate{3'000'000});  // half of the channel
}

}  // namespace
}  // namespace orbitmesh
