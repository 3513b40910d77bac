#include "mesh/ns3/packet_network.h"

#include <gtest/gtest.h>

#include <vector>

#include "mesh/ns3/ns3_event_loop.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

class EchoServer : public RequestListener {
 public:
  explicit EchoServer(EventLoop& loop) : loop_(loop) {}
  void on_request(Connection& connection, Message message) override {
    arrivals.push_back(loop_.now());
    connection.reply({message.id, Bytes{100}});
  }
  std::vector<Time> arrivals;

 private:
  EventLoop& loop_;
};

class Client : public ConnectionListener {
 public:
  explicit Client(EventLoop& loop) : loop_(loop) {}
  void on_ready(Connection&) override { ready.push_back(loop_.now()); }
  void on_reply(Connection&, Message message) override {
    replies.push_back({message.id, loop_.now()});
  }
  void on_down(Connection&, CloseCause cause) override { downs.push_back(cause); }

  struct Reply {
    std::uint64_t id;
    Time at;
  };
  std::vector<Time> ready;
  std::vector<Reply> replies;
  std::vector<CloseCause> downs;

 private:
  EventLoop& loop_;
};

class PacketNetworkTest : public ::testing::Test {
 protected:
  PacketNetworkTest() { small.add_ground(); }
  void start(MeshOptions options = {}) {
    mesh = std::make_unique<Mesh>(*small.topology, *small.ephemeris, small.epoch, options);
    network = std::make_unique<PacketNetwork>(
        loop, *mesh, options.access.handover,
        [this](const HandoverRecord& record) { slots.push_back(record); });
    mesh->start(loop, *network);
    network->serve(small.datacenter, server);
  }

  SmallMesh small;
  Ns3EventLoop loop;
  EchoServer server{loop};
  Client client{loop};
  std::vector<HandoverRecord> slots;
  std::unique_ptr<Mesh> mesh;
  std::unique_ptr<PacketNetwork> network;
};

TEST_F(PacketNetworkTest, RequestsAreAnsweredInOrderOverManySlots) {
  start();
  Connection& connection = network->connect(small.host, small.datacenter, client);
  constexpr int kRequests = 600;
  for (int i = 0; i < kRequests; ++i) {
    loop.schedule_at(Time{} + Duration::from_ms(100 * i), [&connection, i] {
      connection.request({static_cast<std::uint64_t>(i), Bytes{25'000}});
    });
  }
  loop.run_until(Time{} + Duration::from_s(70));
  EXPECT_EQ(loop.now(), Time{} + Duration::from_s(70));
  ASSERT_EQ(client.replies.size(), kRequests);
  for (int i = 0; i < kRequests; ++i) EXPECT_EQ(client.replies[i].id, i);
  EXPECT_EQ(client.downs.size(), 0U);
  EXPECT_GE(slots.size(), 5U);
  EXPECT_EQ(network->plane().drops_no_route(), 0);
  for (int i : {0, 1, 5, 10, 100, 200, 300}) {
    printf("%d %.3f ms\n", i,
           (client.replies[i].at - (Time{} + Duration::from_ms(100 * i))).milliseconds());
  }
  printf("ready %.3f ms hops %ld\n", client.ready[0].seconds() * 1e3, network->plane().hops());
}

}  // namespace
}  // namespace orbitmesh
