#include "mesh/message/message_network.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "core/heap_event_loop.h"
#include "tests/mesh/network_fixture.h"

namespace orbitmesh {
namespace {

class MessageNetworkTest : public NetworkFixture<HeapEventLoop, MessageNetwork> {
 protected:
  void start(MeshOptions options = {}) {
    options.routes_on_demand = true;
    start_on(*small.ephemeris, options);
  }
};

TEST_F(MessageNetworkTest, IsReadyAfterThreeRoundTripsAndAnswersInOne) {
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

TEST_F(MessageNetworkTest, RequestsAreAnsweredInOrderOverManySlots) {
  small.add_ground();
  start();
  request(network->connect(small.host, small.datacenter, client), Time{}, 600, Bytes{25'000});
  loop.run_until(at_s(70));
  expect_all_answered_in_order();
  EXPECT_TRUE(client.downs.empty());
  EXPECT_EQ(slots.size(), 5U);  // seconds 0, 12, 27, 42, 57
  EXPECT_EQ(network->plane().drops_no_route(), 0);
  EXPECT_EQ(network->plane().drops_ttl(), 0);
}

TEST_F(MessageNetworkTest, AHardHandoverLosesWhatWaitsAndTcpRecoversIt) {
  small.add_ground();
  MeshOptions options;
  options.access.handover = HandoverMode::kHard;
  start(options);
  request(network->connect(small.host, small.datacenter, client), at_s(1.07), 300, Bytes{200'000});
  loop.run_until(at_s(100));
  expect_all_answered_in_order();
  EXPECT_TRUE(client.downs.empty());
  const Terminal& terminal = small.topology->terminals()[0];
  EXPECT_GT(network->plane().counters(terminal.up.value).drops_cut, 0);
}

TEST_F(MessageNetworkTest, HostsOfOneTerminalTalkOverItsLan) {
  small.add_ground();
  const NodeId second = small.topology->add_host("robot-2", small.terminal, {});
  start();
  network->serve(second, server);
  request(network->connect(small.host, second, client), at_s(1), 10, Bytes{1000});
  loop.run_until(at_s(3));
  expect_all_answered_in_order();
  EXPECT_NEAR(latency_ms(client.replies[5]), 6, 0.3);
  EXPECT_EQ(network->plane().counters(small.topology->terminals()[0].up.value).packets, 0);
}

TEST_F(MessageNetworkTest, ASatelliteServesWithoutAGateway) {
  const NodeId satellite{700};
  small.topology->add_satellite_host(satellite);
  small.add_ground();
  start(without_access_model());
  network->serve(satellite, server);
  request(network->connect(small.host, satellite, client), at_s(2), 300, Bytes{5000});
  loop.run_until(at_s(40));
  expect_all_answered_in_order();
  for (std::uint32_t link = 0; link < small.topology->links().size(); ++link) {
    const LinkKind kind = small.topology->links()[link].kind;
    if (kind == LinkKind::kFeederDown || kind == LinkKind::kFeederUp) {
      EXPECT_EQ(network->plane().counters(link).packets, 0);
    }
  }
}

TEST_F(MessageNetworkTest, ConnectionsMayBeClosedFromWithinTheirOwnCalls) {
  small.add_ground();
  start();
  client.when_replied = [this](Connection& connection) { network->close(connection); };
  Connection& connection = network->connect(small.host, small.datacenter, client);
  loop.schedule_at(at_s(1), [this, &connection] {
    for (std::uint64_t id = 0; id < 5; ++id) connection.request({id, Bytes{1000}});
  });
  issued.assign(5, at_s(1));
  loop.run_until(at_s(3));
  // The others are under way and find no one.
  EXPECT_EQ(client.replies.size(), 1U);
}

TEST_F(MessageNetworkTest, AServerMayCloseWhatItIsAskedOn) {
  small.add_ground();
  start();
  server.before_reply = [this](Connection& connection) { network->close(connection); };
  Connection& connection = network->connect(small.host, small.datacenter, client);
  loop.schedule_at(at_s(1), [&connection] { connection.request({0, Bytes{50'000}}); });
  loop.run_until(at_s(3));
  EXPECT_TRUE(client.replies.empty());
  EXPECT_EQ(network->plane().in_transit(), 0);
}

TEST_F(MessageNetworkTest, ConnectingToANodeThatDoesNotServeIsAnError) {
  small.add_ground();
  start();
  EXPECT_THROW(network->connect(small.datacenter, small.host, client), std::invalid_argument);
  EXPECT_THROW(network->connect(small.datacenter, small.datacenter, client), std::invalid_argument);
}

}  // namespace
}  // namespace orbitmesh
