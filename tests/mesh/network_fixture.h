#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "mesh/mesh.h"
#include "mesh/network.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {

/// Answers every request with 100 bytes.
class EchoServer : public RequestListener {
 public:
  explicit EchoServer(EventLoop& loop) : loop_(loop) {}
  void on_request(Connection& connection, Message message) override {
    arrivals.push_back(loop_.now());
    if (before_reply) before_reply(connection);
    connection.reply({message.id, Bytes{100}});
  }
  std::vector<Time> arrivals;
  std::function<void(Connection&)> before_reply;

 private:
  EventLoop& loop_;
};

/// Notes what it hears of its connections.
class NotingClient : public ConnectionListener {
 public:
  explicit NotingClient(EventLoop& loop) : loop_(loop) {}
  void on_ready(Connection& connection) override {
    ready.push_back(loop_.now());
    if (when_ready) when_ready(connection);
  }
  void on_reply(Connection& connection, Message message) override {
    replies.push_back({message.id, loop_.now()});
    if (when_replied) when_replied(connection);
  }
  void on_down(Connection&, CloseCause cause) override { downs.push_back(cause); }

  struct Reply {
    std::uint64_t id;
    Time at;
  };
  std::vector<Time> ready;
  std::vector<Reply> replies;
  std::vector<CloseCause> downs;
  std::function<void(Connection&)> when_ready;
  std::function<void(Connection&)> when_replied;

 private:
  EventLoop& loop_;
};

/// A small mesh, a network over it, a server in its datacenter and a client.
template <class Loop, class NetworkUnderTest>
class NetworkFixture : public ::testing::Test {
 protected:
  static Time at_s(double seconds) { return Time{} + Duration::from_seconds(seconds); }

  /// Propagation and hop processing alone: delays can be reckoned exactly.
  static MeshOptions without_access_model() {
    MeshOptions options;
    options.access.access_delay = false;
    options.access.slot_pause = false;
    return options;
  }

  void start_on(const Ephemeris& ephemeris, const MeshOptions& options) {
    mesh = std::make_unique<Mesh>(*small.topology, ephemeris, small.epoch, options);
    network = std::make_unique<NetworkUnderTest>(
        loop, *mesh, options.access.handover,
        [this](const SlotRecord& record) { slots.push_back(record); });
    mesh->start(loop, *network);
    if (small.datacenter.valid()) network->serve(small.datacenter, server);
  }
  /// `count` requests at 10 Hz from `begin`.
  void request(Connection& connection, Time begin, int count, Bytes body) {
    for (int i = 0; i < count; ++i) {
      issued.push_back(begin + Duration::from_ms(100 * i));
      loop.schedule_at(issued.back(), [&connection, body, id = issued.size() - 1] {
        connection.request({id, body});
      });
    }
  }
  double latency_ms(const NotingClient::Reply& reply) const {
    return (reply.at - issued[reply.id]).milliseconds();
  }
  void expect_all_answered_in_order() const {
    ASSERT_EQ(client.replies.size(), issued.size());
    for (std::size_t i = 0; i < issued.size(); ++i) EXPECT_EQ(client.replies[i].id, i);
  }

  SmallMesh small;
  Loop loop;
  EchoServer server{loop};
  NotingClient client{loop};
  std::vector<Time> issued;
  std::vector<SlotRecord> slots;
  std::unique_ptr<Mesh> mesh;
  std::unique_ptr<NetworkUnderTest> network;
};

}  // namespace orbitmesh
