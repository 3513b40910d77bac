#include "mesh/ns3/tcp_meter.h"

#include <gtest/gtest.h>

#include <memory>
#include <utility>

#include "mesh/ns3/ns3_event_loop.h"
#include "mesh/ns3/packet_network.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

Time at_s(double seconds) { return Time{} + Duration::from_seconds(seconds); }

class Echo final : public RequestListener {
 public:
  void on_request(Connection& connection, Message message) override {
    connection.reply({message.id, Bytes{50'000}});
  }
};

class Silent final : public ConnectionListener {
 public:
  void on_ready(Connection&) override {}
  void on_reply(Connection&, Message) override { ++replies; }
  void on_down(Connection&, CloseCause) override {}
  int replies = 0;
};

class TcpMeterTest : public testing::Test {
 protected:
  TcpMeterTest() {
    small.add_ground();
    MeshOptions options;
    options.access.access_delay = false;
    options.access.slot_pause = false;
    mesh = std::make_unique<Mesh>(*small.topology, *small.ephemeris, small.epoch, options);
    network = std::make_unique<PacketNetwork>(loop, *mesh, HandoverMode::kSoft, nullptr);
    mesh->start(loop, *network);
    network->serve(small.datacenter, echo);
  }
  SmallMesh small;
  Ns3EventLoop loop;
  Echo echo;
  Silent client;
  std::unique_ptr<Mesh> mesh;
  std::unique_ptr<PacketNetwork> network;
};

TEST_F(TcpMeterTest, BothEndsOfAConnectionHaveFigures) {
  network->meter_connections();
  Connection& connection = network->connect(small.host, small.datacenter, client);
  loop.schedule_at(at_s(1), [&] { connection.request({1, Bytes{200'000}}); });
  loop.run_until(at_s(5));
  ASSERT_EQ(client.replies, 1);
  const std::vector<ConnectionSample> samples = network->sample_connections();
  ASSERT_EQ(samples.size(), 2U);
  EXPECT_EQ(samples[0].side, ConnectionSide::kClient);
  EXPECT_EQ(samples[1].side, ConnectionSide::kServer);
  const Duration rtt = 2 * *mesh->path_delay(small.host, small.datacenter);
  for (const ConnectionSample& sample : samples) {
    EXPECT_EQ(sample.at, at_s(5));
    EXPECT_EQ(sample.client, small.host);
    EXPECT_EQ(sample.server, small.datacenter);
    EXPECT_TRUE(sample.flow.empty());
    // Serialisation and delayed acknowledgements add to propagation.
    EXPECT_GE(sample.srtt, rtt - Duration::from_ms(1));
    EXPECT_LT(sample.srtt, rtt + Duration::from_ms(60));
    EXPECT_GE(sample.rto, sample.srtt + Duration::from_ms(200));
    EXPECT_GE(sample.cwnd.count, 10 * 1448);
    EXPECT_EQ(sample.in_flight, Bytes{0});  // all is acknowledged by now
    EXPECT_EQ(sample.retransmissions, 0);
  }
  EXPECT_GT(samples[0].cwnd.count, 15 * 1448);  // grown while 200 kB went up
}

TEST_F(TcpMeterTest, WhatIsUnderWayIsInFlight) {
  network->meter_connections();
  Connection& connection = network->connect(small.host, small.datacenter, client);
  loop.schedule_at(at_s(1), [&] { connection.request({1, Bytes{5'000'000}}); });
  loop.run_until(at_s(1.5));
  const ConnectionSample sample = network->sample_connections().front();
  EXPECT_GT(sample.in_flight.count, 0);
  EXPECT_LE(sample.in_flight.count, sample.cwnd.count);
}

TEST_F(TcpMeterTest, WithoutMeteringThereAreNoSamples) {
  network->connect(small.host, small.datacenter, client);
  loop.run_until(at_s(2));
  EXPECT_TRUE(network->sample_connections().empty());
}

}  // namespace
}  // namespace orbitmesh
