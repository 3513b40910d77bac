#include "mesh/topology.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mesh/fibre_link.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

using testing::ElementsAre;

Geodetic place(double lat_deg, double lon_deg) { return SmallMesh::place(lat_deg, lon_deg); }

TEST(TopologyTest, SatellitesComeFirstUnderTheirEphemerisNumber) {
  Topology topology({"a", "b", "c"});
  const NodeId pop = topology.add_pop("pop", place(0, 0));
  EXPECT_EQ(topology.satellite_count(), 3U);
  EXPECT_EQ(topology.node(NodeId{1}).name, "b");
  EXPECT_TRUE(topology.is_satellite(NodeId{2}));
  EXPECT_EQ(pop, NodeId{3});
  EXPECT_FALSE(topology.is_satellite(pop));
}

TEST(TopologyTest, EveryLinkIsNextToItsReverse) {
  SmallMesh mesh;
  mesh.add_world();
  const auto& links = mesh.topology->links();
  ASSERT_EQ(links.size() % 2, 0U);
  for (std::size_t i = 0; i < links.size(); i += 2) {
    EXPECT_EQ(links[i].from, links[i + 1].to);
    EXPECT_EQ(links[i].to, links[i + 1].from);
    EXPECT_EQ(links[i].fixed_delay, links[i + 1].fixed_delay);
    EXPECT_TRUE(links[i].rate.bit_s > 0 && links[i].queue_limit.count > 0);
  }
}

TEST(TopologyTest, TheParametersOfALinkComeFromItsSpec) {
  Topology topology({"a", "b"});
  topology.add_isl(0, 1, {BitRate{7}, Duration::from_us(3), Bytes{11}, 5e6, {}});
  const DirectedLink& back = topology.link({topology.isls()[0].forward.value + 1});
  EXPECT_EQ(back.kind, LinkKind::kIsl);
  EXPECT_EQ(back.from, NodeId{1});
  EXPECT_EQ(back.rate, BitRate{7});
  EXPECT_EQ(back.fixed_delay, Duration::from_us(3));
  EXPECT_EQ(back.queue_limit, Bytes{11});
  EXPECT_EQ(topology.isls()[0].max_range_m, 5e6);
}

TEST(TopologyTest, GatewayAntennasAreFeederPairsAndItsFibreLeadsToThePop) {
  Topology topology({"a"});
  const NodeId pop = topology.add_pop("pop", place(-32, 116));
  Topology::GatewaySpec spec;
  spec.antennas = 3;
  spec.extra_delay = Duration::from_ms(2);
  const NodeId gateway = topology.add_gateway("gw", place(-31, 118), pop, spec);
  const Gateway& g = topology.gateways()[0];
  EXPECT_EQ(g.node, gateway);
  for (std::uint32_t k = 0; k < 3; ++k) {
    const DirectedLink& up = topology.link({g.first_feeder.value + 2 * k});
    const DirectedLink& down = topology.link({g.first_feeder.value + 2 * k + 1});
    EXPECT_EQ(up.kind, LinkKind::kFeederUp);
    EXPECT_EQ(up.from, gateway);
    EXPECT_FALSE(up.to.valid());
    EXPECT_EQ(down.kind, LinkKind::kFeederDown);
    EXPECT_EQ(down.to, gateway);
    EXPECT_FALSE(down.from.valid());
  }
  EXPECT_EQ(topology.link(g.to_pop).from, gateway);
  EXPECT_EQ(topology.link(g.to_pop).to, pop);
  EXPECT_EQ(topology.link(g.to_pop).fixed_delay,
            fibre_delay(place(-31, 118), place(-32, 116)) + Duration::from_ms(2));
}

TEST(TopologyTest, ATerminalsQueuesHoldTheStatedNumberOfFullPackets) {
  Topology topology({"a"});
  topology.add_terminal("t", place(1, 2), {});
  const Terminal& terminal = topology.terminals()[0];
  EXPECT_EQ(terminal.down.value, terminal.up.value + 1);
  EXPECT_EQ(topology.link(terminal.up).queue_limit, Bytes{4000 * 1500});
  EXPECT_EQ(topology.link(terminal.down).queue_limit, Bytes{1500 * 1500});
}

TEST(TopologyTest, HostsAreAttachedToTheirTerminalAndAllElseToItself) {
  SmallMesh mesh;
  mesh.add_ground();
  const Topology& topology = *mesh.topology;
  EXPECT_EQ(topology.attachment(mesh.host), mesh.terminal);
  EXPECT_EQ(topology.attachment(mesh.datacenter), mesh.datacenter);
  EXPECT_EQ(topology.attachment(NodeId{5}), NodeId{5});
  const LinkId lan = topology.lan(mesh.host);
  ASSERT_TRUE(lan.valid());
  EXPECT_EQ(topology.link(lan).from, mesh.host);
  EXPECT_EQ(topology.link(lan).to, mesh.terminal);
  EXPECT_FALSE(topology.lan(mesh.terminal).valid());
}

TEST(TopologyTest, EndHostsAreDatacentersHostsAndAcceleratorSatellitesOnce) {
  Topology topology({"a", "b"});
  topology.add_satellite_host(NodeId{1});
  topology.add_satellite_host(NodeId{1});
  const NodeId datacenter = topology.add_datacenter("dc", place(0, 0));
  const NodeId terminal = topology.add_terminal("t", place(1, 2), {});
  const NodeId host = topology.add_host("h", terminal, {});
  EXPECT_THAT(topology.end_hosts(), ElementsAre(NodeId{1}, datacenter, host));
}

TEST(TopologyTest, FibreJoinsEveryPopAndDatacenterToEveryDatacenter) {
  Topology topology({"a"});
  const NodeId p = topology.add_pop("p", place(-32, 116));
  const NodeId q = topology.add_pop("q", place(30, -97));
  const NodeId d = topology.add_datacenter("d", place(-32, 117));
  const NodeId e = topology.add_datacenter("e", place(31, -97));
  topology.connect_ground(BitRate{1'000'000'000});
  for (const NodeId from : {p, q, d, e}) {
    for (const NodeId to : {d, e}) {
      const LinkId link = topology.fibre_to(from, to);
      if (from == to) {
        EXPECT_FALSE(link.valid());
        continue;
      }
      ASSERT_TRUE(link.valid());
      EXPECT_EQ(topology.link(link).from, from);
      EXPECT_EQ(topology.link(link).to, to);
      EXPECT_EQ(topology.link(link).kind, LinkKind::kFibre);
      EXPECT_EQ(topology.link(link).fixed_delay,
                fibre_delay(topology.node(from).location, topology.node(to).location));
    }
  }
  EXPECT_FALSE(topology.fibre_to(p, q).valid());
}

}  // namespace
}  // namespace orbitmesh
