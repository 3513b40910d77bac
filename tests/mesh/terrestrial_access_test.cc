#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "core/heap_event_loop.h"
#include "mesh/mesh.h"
#include "mesh/terrestrial_link.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

class Silent final : public MeshListener {
 public:
  void on_slot(const SlotRecord&) override {}
  void on_feeder(const FeederChange&) override {}
};

/// The mesh around Perth, whose terminal has a terrestrial link, too.
class TerrestrialAccessTest : public testing::Test {
 protected:
  TerrestrialAccessTest() { small.add_ground(); }

  void start(const Topology::TerrestrialSpec& spec, Routing routing = Routing::kShortestDelay) {
    small.topology->add_terrestrial(small.terminal, small.pop, spec);
    MeshOptions options;
    options.routing = routing;
    mesh = std::make_unique<Mesh>(*small.topology, *small.ephemeris, small.epoch, options);
    mesh->start(loop, silent);
  }
  static Topology::TerrestrialSpec fixed(Duration delay) {
    Topology::TerrestrialSpec spec;
    spec.up = {10'000'000};
    spec.down = {30'000'000};
    spec.delay = delay;
    return spec;
  }
  LinkKind first_kind(NodeId to) {
    return small.topology->link(mesh->router().next_link(small.terminal, to, false, loop.now()))
        .kind;
  }
  const Terminal& terminal() const { return small.topology->terminals()[0]; }

  SmallMesh small;
  HeapEventLoop loop;
  Silent silent;
  std::unique_ptr<Mesh> mesh;
};

TEST_F(TerrestrialAccessTest, TheQuickerWayIsTakenBothWays) {
  start(fixed(Duration::from_ms(2)));
  EXPECT_EQ(first_kind(small.datacenter), LinkKind::kTerrestrialUp);
  // PoP and datacenter are at the same place: terrestrial link, at least 1 ns of fibre, LAN.
  const Duration expected = Duration::from_ms(2) + Duration::from_ns(1) + Duration::from_us(1500);
  EXPECT_EQ(mesh->path_delay(small.host, small.datacenter), expected);
  EXPECT_EQ(mesh->path_delay(small.datacenter, small.host), expected);
  Router& router = mesh->router();
  EXPECT_EQ(router.next_link(small.pop, small.host, false, loop.now()),
            reverse_of(terminal().terrestrial));
  // What comes over it has landed and goes to the datacenter, not up again.
  EXPECT_EQ(router.next_link(small.pop, small.datacenter, true, loop.now()),
            small.topology->fibre_to(small.pop, small.datacenter));
}

TEST_F(TerrestrialAccessTest, TheSlowerWayIsNotTaken) {
  start(fixed(Duration::from_ms(500)));
  EXPECT_EQ(first_kind(small.datacenter), LinkKind::kUserUp);
  EXPECT_LT(*mesh->path_delay(small.host, small.datacenter), Duration::from_ms(100));
}

TEST_F(TerrestrialAccessTest, SatellitesAreReachedBySatelliteAlone) {
  small.topology->add_satellite_host(NodeId{800});
  start(fixed(Duration::from_us(1)));
  EXPECT_EQ(first_kind(NodeId{800}), LinkKind::kUserUp);
}

TEST_F(TerrestrialAccessTest, ItServesWhereNoSatelliteDoes) {
  const NodeId pole = small.topology->add_terminal("pole", SmallMesh::place(80, 0), {});
  const NodeId host = small.topology->add_host("robot-2", pole, {});
  small.topology->add_terrestrial(pole, small.pop, fixed(Duration::from_ms(90)));
  start(fixed(Duration::from_ms(90)));
  EXPECT_FALSE(mesh->serving_satellite(host).valid());
  EXPECT_TRUE(mesh->path_delay(host, small.datacenter).has_value());
  // Both terminals are joined at the PoP.
  const auto between = mesh->path_delay(host, small.host);
  ASSERT_TRUE(between.has_value());
  EXPECT_EQ(*between, Duration::from_ms(180) + 2 * Duration::from_us(1500));
}

TEST_F(TerrestrialAccessTest, ARadioIsDrawnAnewEachSlotAndStandsWithinIt) {
  Topology::TerrestrialSpec spec = fixed(Duration::from_ms(3));
  spec.radio = k5gMidBand;
  start(spec);
  std::set<std::int64_t> delays_ns;
  std::int64_t last_ns = 0;
  for (std::int64_t s = 1; s <= 150; ++s) {
    loop.run_until(Time{} + Duration::from_s(s));
    const Duration delay = mesh->geometry().fixed_delay(terminal().terrestrial);
    EXPECT_EQ(delay, mesh->geometry().fixed_delay(reverse_of(terminal().terrestrial)));
    EXPECT_GT(delay, Duration::from_ms(3));
    const bool edge = (s - 12) % 15 == 0;  // slots begin at 12, 27, 42 and 57 s
    if (s > 1) {
      EXPECT_EQ(delay.ns() != last_ns, edge) << s;
    }
    last_ns = delay.ns();
    delays_ns.insert(last_ns);
    const DelayCurve curve = mesh->delay_curve(terminal().terrestrial, loop.now());
    EXPECT_EQ(curve.at(loop.now()), delay);
    EXPECT_FALSE(curve.valid_at(loop.now() + Duration::from_s(15)));
  }
  EXPECT_EQ(delays_ns.size(), 11U);
}

TEST_F(TerrestrialAccessTest, EveryPolicyCountsItsDelay) {
  start(fixed(Duration::from_ms(2)), Routing::kFewestHops);
  // Terminal, PoP, datacenter: two links against four over a satellite.
  EXPECT_EQ(first_kind(small.datacenter), LinkKind::kTerrestrialUp);
  EXPECT_EQ(mesh->path_delay(small.host, small.datacenter),
            Duration::from_ms(2) + Duration::from_ns(1) + Duration::from_us(1500));
}

TEST(WifiLan, HasTheDelayOfItsRadio) {
  SmallMesh small;
  small.add_ground();
  Topology::LanSpec wifi;
  wifi.radio = kSiteWifi;
  const NodeId robot = small.topology->add_host("robot-2", small.terminal, wifi);
  Mesh mesh(*small.topology, *small.ephemeris, small.epoch, {});
  HeapEventLoop loop;
  Silent silent;
  mesh.start(loop, silent);
  const Duration lan = mesh.geometry().fixed_delay(small.topology->lan(robot));
  EXPECT_NE(lan, wifi.delay);
  const Duration difference =
      *mesh.path_delay(robot, small.datacenter) - *mesh.path_delay(small.host, small.datacenter);
  EXPECT_EQ(difference, lan - Topology::LanSpec{}.delay);
}

}  // namespace
}  // namespace orbitmesh
