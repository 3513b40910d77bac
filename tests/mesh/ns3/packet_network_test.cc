#include "mesh/ns3/packet_network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "mesh/ns3/ns3_event_loop.h"
#include "tests/mesh/network_fixture.h"

namespace orbitmesh {
namespace {

class PacketNetworkTest : public NetworkFixture<Ns3EventLoop, PacketNetwork> {
 protected:
  void start(const MeshOptions& options = {}) { start_on(*small.ephemeris, options); }
};

TEST_F(PacketNetworkTest, RequestsAreAnsweredInOrderOverManySlots) {
  small.add_ground();
  start();
  request(network->connect(small.host, small.datacenter, client), Time{}, 600, Bytes{25'000});
  loop.run_until(at_s(70));
  EXPECT_EQ(loop.now(), at_s(70));
  expect_all_answered_in_order();
  EXPECT_TRUE(client.downs.empty());
  EXPECT_EQ(slots.size(), 5U);  // seconds 0, 12, 27, 42, 57
  EXPECT_EQ(network->plane().drops_no_route(), 0);
  EXPECT_EQ(network->plane().drops_ttl(), 0);
  std::vector<double> latencies_ms;
  for (const NotingClient::Reply& reply : client.replies) latencies_ms.push_back(latency_ms(reply));
  std::sort(latencies_ms.begin(), latencies_ms.end());
  EXPECT_GT(latencies_ms.front(), 20);
  EXPECT_LT(latencies_ms[300], 60);
}

TEST_F(PacketNetworkTest, IsReadyAfterThreeRoundTripsAndAnswersInOne) {
  small.add_ground();
  start(without_access_model());
  const Duration rtt = 2 * *mesh->path_delay(small.host, small.datacenter);
  request(network->connect(small.host, small.datacenter, client), at_s(1), 1, Bytes{100});
  loop.run_until(at_s(2));
  ASSERT_EQ(client.ready.size(), 1U);
  EXPECT_NEAR(client.ready[0].seconds() * 1e3, 3 * rtt.milliseconds(), 0.5);
  ASSERT_EQ(client.replies.size(), 1U);
  EXPECT_NEAR(latency_ms(client.replies[0]), rtt.milliseconds(), 0.5);
}

TEST_F(PacketNetworkTest, EverySlotPausesAndTheAccessDelayChangesWithIt) {
  small.add_ground();
  start();
  request(network->connect(small.host, small.datacenter, client), at_s(1), 650, Bytes{100});
  loop.run_until(at_s(70));
  expect_all_answered_in_order();
  // The request issued on the edge at 12 s waits for the pause of at least 24.75 ms.
  const double on_edge_ms = latency_ms(client.replies[110]);
  const double before_ms = latency_ms(client.replies[109]);
  const double after_ms = latency_ms(client.replies[115]);
  EXPECT_GT(on_edge_ms, std::min(before_ms, after_ms) + 15);
}

TEST_F(PacketNetworkTest, AHardHandoverLosesWhatWaitsAndTcpRecoversIt) {
  small.add_ground();
  MeshOptions options;
  options.access.handover = HandoverMode::kHard;
  start(options);
  // 200 kB take 53 ms of uplink; every edge finds one under way.
  request(network->connect(small.host, small.datacenter, client), at_s(1.07), 300, Bytes{200'000});
  loop.run_until(at_s(100));
  expect_all_answered_in_order();
  EXPECT_TRUE(client.downs.empty());
  const Terminal& terminal = small.topology->terminals()[0];
  EXPECT_GT(network->plane().counters(terminal.up.value).drops_cut, 0);
}

TEST_F(PacketNetworkTest, HostsOfOneTerminalTalkOverItsLan) {
  small.add_ground();
  const NodeId second = small.topology->add_host("robot-2", small.terminal, {});
  start();
  network->serve(second, server);
  request(network->connect(small.host, second, client), at_s(1), 10, Bytes{1000});
  loop.run_until(at_s(3));
  expect_all_answered_in_order();
  // Two LAN links of 1.5 ms each way and nothing of the access.
  EXPECT_NEAR(latency_ms(client.replies[5]), 6, 0.3);
  EXPECT_EQ(network->plane().counters(small.topology->terminals()[0].up.value).packets, 0);
}

TEST_F(PacketNetworkTest, ASatelliteServesWithoutAGateway) {
  const NodeId satellite{700};
  small.topology->add_satellite_host(satellite);
  small.add_ground();
  start(without_access_model());
  network->serve(satellite, server);
  Connection& connection = network->connect(small.host, satellite, client);
  request(connection, at_s(2), 300, Bytes{5000});
  loop.run_until(at_s(40));
  expect_all_answered_in_order();
  for (const DirectedLink& link : small.topology->links()) {
    const auto port = static_cast<PortId>(&link - small.topology->links().data());
    if (link.kind == LinkKind::kFeederDown || link.kind == LinkKind::kFeederUp) {
      EXPECT_EQ(network->plane().counters(port).packets, 0);
    }
  }
  const auto delay = mesh->path_delay(small.host, satellite);
  ASSERT_TRUE(delay.has_value());
  EXPECT_NEAR(latency_ms(client.replies.back()), 2 * delay->milliseconds(), 15);
}

TEST_F(PacketNetworkTest, WithoutCoverageConnectionsKeepTrying) {
  small.datacenter = small.topology->add_datacenter("dc", SmallMesh::place(0, 0));
  small.terminal = small.topology->add_terminal("pole", SmallMesh::place(85, 0), {});
  small.host = small.topology->add_host("robot", small.terminal, {});
  small.topology->connect_ground(BitRate{1'000'000'000});
  start();
  Connection& connection = network->connect(small.host, small.datacenter, client);
  request(connection, at_s(1), 50, Bytes{1000});
  loop.run_until(at_s(600));
  EXPECT_FALSE(connection.ready());
  EXPECT_TRUE(client.ready.empty());
  EXPECT_TRUE(client.downs.empty());
  EXPECT_EQ(connection.stats().connects, 0);
  EXPECT_EQ(network->plane().delivered(), 0);
}

/// One satellite that stands over Perth but for the time between two instants.
class AbsentSatellite final : public Ephemeris {
 public:
  AbsentSatellite(Time leaves, Time returns) : leaves_(leaves), returns_(returns) {}
  int size() const override { return 1; }
  void positions_ecef_m(Time t, Vec3* out) const override { *out = position_ecef_m(0, t); }
  Vec3 position_ecef_m(int, Time t) const override {
    Geodetic place = SmallMesh::place(-27, 118);
    place.height_m = 550e3;
    const Vec3 r_m = geodetic_to_ecef_m(place);
    return t < leaves_ || t >= returns_ ? r_m : -1.0 * r_m;
  }
  Vec3 velocity_ecef_m_s(int, Time) const override { return {}; }

 private:
  Time leaves_;
  Time returns_;
};

class PacketNetworkOutageTest : public PacketNetworkTest {
 protected:
  /// The outage begins on the slot edge at 27 s.
  void start_with_outage(Duration length) {
    small.topology = std::make_unique<Topology>(std::vector<std::string>{"alone"});
    small.add_ground();
    ephemeris = std::make_unique<AbsentSatellite>(at_s(27), at_s(27) + length);
    start_on(*ephemeris, {});
  }
  std::unique_ptr<AbsentSatellite> ephemeris;
};

TEST_F(PacketNetworkOutageTest, AShortOutageDelaysMessagesWithoutABreakdown) {
  start_with_outage(Duration::from_s(30));
  request(network->connect(small.host, small.datacenter, client), at_s(1), 400, Bytes{5000});
  loop.run_until(at_s(120));
  expect_all_answered_in_order();
  EXPECT_TRUE(client.downs.empty());
}

TEST_F(PacketNetworkOutageTest, AfterALongOutageTheConnectionComesBackByItself) {
  start_with_outage(Duration::from_s(3000));
  Connection& connection = network->connect(small.host, small.datacenter, client);
  request(connection, at_s(1), 100, Bytes{5000});
  request(connection, at_s(30), 100, Bytes{5000});
  loop.run_until(at_s(3000));
  EXPECT_EQ(client.replies.size(), 100U);
  ASSERT_EQ(client.downs.size(), 1U);
  EXPECT_EQ(client.downs[0], CloseCause::kTimeout);
  EXPECT_FALSE(connection.ready());
  loop.run_until(at_s(3200));
  ASSERT_EQ(client.ready.size(), 2U);
  EXPECT_TRUE(connection.ready());
  EXPECT_EQ(connection.stats().connects, 2);
  EXPECT_EQ(connection.stats().downs, 1);
  request(connection, at_s(3201), 10, Bytes{5000});
  loop.run_until(at_s(3210));
  // What TCP had taken is lost with it; the rest waited.
  const std::size_t lost = 210 - client.replies.size();
  EXPECT_GE(lost, 1U);
  EXPECT_LE(lost, 10U);
  EXPECT_EQ(client.replies[100].id, 100 + lost);
}

TEST_F(PacketNetworkTest, ClosingInsideACallbackOfTheClientIsSafe) {
  small.add_ground();
  start();
  NotingClient second{loop};
  client.when_ready = [this](Connection& connection) { network->close(connection); };
  second.when_replied = [this](Connection& connection) { network->close(connection); };
  network->connect(small.host, small.datacenter, client);
  Connection& connection = network->connect(small.host, small.datacenter, second);
  connection.request({1, Bytes{1000}});
  connection.request({2, Bytes{1000}});
  loop.run_until(at_s(10));
  EXPECT_EQ(client.ready.size(), 1U);
  EXPECT_EQ(second.replies.size(), 1U);
  EXPECT_TRUE(client.downs.empty() && second.downs.empty());
}

TEST_F(PacketNetworkTest, ClosingInsideACallbackOfTheServerIsSafe) {
  small.add_ground();
  start();
  server.before_reply = [this](Connection& connection) { network->close(connection); };
  Connection& connection = network->connect(small.host, small.datacenter, client);
  for (std::uint64_t i = 0; i < 10; ++i) connection.request({i, Bytes{1000}});
  loop.run_until(at_s(10));
  EXPECT_EQ(server.arrivals.size(), 1U);
  EXPECT_TRUE(client.replies.empty());
}

TEST_F(PacketNetworkTest, ManyConnectionsOfOneHostAreToldApart) {
  small.add_ground();
  start();
  std::vector<std::unique_ptr<NotingClient>> clients;
  for (std::uint64_t i = 0; i < 20; ++i) {
    clients.push_back(std::make_unique<NotingClient>(loop));
    network->connect(small.host, small.datacenter, *clients.back()).request({i, Bytes{2000}});
  }
  loop.run_until(at_s(5));
  for (std::uint64_t i = 0; i < 20; ++i) {
    ASSERT_EQ(clients[i]->replies.size(), 1U);
    EXPECT_EQ(clients[i]->replies[0].id, i);
  }
}

TEST_F(PacketNetworkTest, ConnectingToANodeThatDoesNotServeIsRefused) {
  small.add_ground();
  start();
  EXPECT_THROW(network->connect(small.datacenter, small.host, client), std::invalid_argument);
}

TEST_F(PacketNetworkTest, TheNetworkCanEndWithMessagesUnderWay) {
  small.add_ground();
  start();
  request(network->connect(small.host, small.datacenter, client), at_s(1), 30, Bytes{500'000});
  loop.run_until(at_s(3.05));
  EXPECT_LT(client.replies.size(), 30U);
}

}  // namespace
}  // namespace orbitmesh
