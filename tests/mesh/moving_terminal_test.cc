#include <gtest/gtest.h>

#include <memory>

#include "core/heap_event_loop.h"
#include "mesh/mesh.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

class Slots final : public MeshListener {
 public:
  void on_slot(const SlotRecord& record) override { records.push_back(record); }
  void on_feeder(const FeederChange&) override {}
  void on_link(LinkId link, const LinkCondition& condition) override {
    conditions.emplace_back(link, condition);
  }
  std::vector<SlotRecord> records;
  std::vector<std::pair<LinkId, LinkCondition>> conditions;
};

/// Flies 200 km in ten minutes, beside one that stands where it starts.
struct MovingMesh {
  MovingMesh() {
    small.add_ground();
    Topology::TerminalSpec spec;
    spec.track = std::make_shared<const TerminalTrack>(
        std::vector<TrackPoint>{{Time{}, SmallMesh::place(-22.8, 118.7)},
                                {Time{} + Duration::from_s(600), SmallMesh::place(-24.6, 118.7)}});
    moving = small.topology->add_terminal("truck.1", {}, spec);
    host = small.topology->add_host("car-1", moving, {});
  }
  SmallMesh small;
  NodeId moving, host;
};

TEST(MovingTerminalTest, PositionsDelaysAndRecordsFollowTheTrack) {
  MovingMesh world;
  const Topology& topology = *world.small.topology;
  MeshOptions options;
  options.access.access_delay = false;
  Mesh mesh(topology, *world.small.ephemeris, world.small.epoch, options);
  HeapEventLoop loop;
  Slots slots;
  mesh.start(loop, slots);
  for (const std::int64_t s : {0, 100, 301, 599}) {
    const Time now = Time{} + Duration::from_s(s);
    loop.run_until(now);
    const Geodetic expected = topology.node(world.moving).track->at(now);
    EXPECT_NEAR(expected.lat_rad / kDegree, -22.8 - 0.003 * static_cast<double>(s), 1e-9);
    EXPECT_EQ(mesh.geometry().position_ecef_m(world.moving, now).x, geodetic_to_ecef_m(expected).x);
    EXPECT_EQ(mesh.geometry().position_ecef_m(world.host, now).z, geodetic_to_ecef_m(expected).z);
    const Terminal& terminal = topology.terminals()[1];
    const NodeId satellite = mesh.geometry().to(terminal.up);
    ASSERT_TRUE(satellite.valid());
    const Time half = now + Duration::from_ms(500);
    const double range_m =
        norm(geodetic_to_ecef_m(topology.node(world.moving).track->at(half)) -
             world.small.ephemeris->position_ecef_m(static_cast<int>(satellite.value), half));
    EXPECT_NEAR(mesh.delay_curve(terminal.up, half).at(half).seconds() * kSpeedOfLight_m_s, range_m,
                0.5);
    // The route's cost is that of positions at the step: at most a second old.
    EXPECT_NEAR(
        mesh.path_delay(world.host, NodeId{satellite})->seconds(),
        topology.link(topology.lan(world.host)).fixed_delay.seconds() + range_m / kSpeedOfLight_m_s,
        3e-5);
  }
  for (const SlotRecord& record : slots.records) {
    ASSERT_EQ(record.location.has_value(), record.terminal == world.moving);
    if (!record.location) continue;
    EXPECT_EQ(record.location->lat_rad, topology.node(world.moving).track->at(record.at).lat_rad);
    const GroundSite site = make_ground_site("x", *record.location);
    const LookAngles look = look_angles(
        site, world.small.ephemeris->position_ecef_m(static_cast<int>(record.to.value), record.at));
    EXPECT_NEAR(look.elevation_rad / kDegree, record.elevation_deg, 1e-9);
  }
}

TEST(MovingTerminalTest, TerminalsOfACellShareItsRateUntilOneLeavesIt) {
  MovingMesh world;
  MeshOptions options;
  options.access.cells = CellOptions{};
  options.access.cells->downlink = {215'000'000};
  Mesh mesh(*world.small.topology, *world.small.ephemeris, world.small.epoch, options);
  HeapEventLoop loop;
  Slots slots;
  mesh.start(loop, slots);
  const Terminal& mine = world.small.topology->terminals()[0];
  const Terminal& truck = world.small.topology->terminals()[1];
  EXPECT_DOUBLE_EQ(mesh.condition(mine.down).rate_factor, 0.5);
  EXPECT_DOUBLE_EQ(mesh.condition(truck.down).rate_factor, 0.5);
  EXPECT_EQ(mesh.condition(mine.up).rate_factor, 1);
  ASSERT_EQ(slots.conditions.size(), 2U);
  EXPECT_EQ(slots.conditions[0].first, mine.down);
  loop.run_until(Time{} + Duration::from_s(300));
  EXPECT_EQ(mesh.condition(mine.down).rate_factor, 1);
  EXPECT_EQ(mesh.condition(truck.down).rate_factor, 1);
  EXPECT_EQ(slots.conditions.size(), 4U);
}

}  // namespace
}  // namespace orbitmesh
