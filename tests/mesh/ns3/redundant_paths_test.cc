#include <gtest/gtest.h>
#include <ns3/names.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/heap_event_loop.h"
#include "mesh/backend.h"
#include "mesh/disjoint_ways.h"
#include "tests/mesh/small_mesh.h"

namespace orbitmesh {
namespace {

Time at_s(double seconds) { return Time{} + Duration::from_seconds(seconds); }

class EchoServer final : public RequestListener {
 public:
  void on_request(Connection& connection, Message message) override {
    ++requests;
    connection.reply({message.id, Bytes{100}});
  }
  int requests = 0;
};

class Client final : public ConnectionListener {
 public:
  explicit Client(EventLoop& loop) : loop_(loop) {}
  void on_ready(Connection&) override {}
  void on_reply(Connection&, Message message) override { replied.at(message.id) = loop_.now(); }
  void on_down(Connection&, CloseCause) override {}
  std::vector<std::optional<Time>> replied = std::vector<std::optional<Time>>(20);

 private:
  EventLoop& loop_;
};

/// A host in Australia asks one on the British Isles; from 3 s to 5 s a laser of the route, which
/// is also one of the first disjoint path, loses all that it is given, and no route knows.
class RedundantPathsTest : public testing::TestWithParam<Fidelity> {
 protected:
  RedundantPathsTest() { small_.add_world(); }
  ~RedundantPathsTest() override { ns3::Names::Clear(); }
  NodeId from() const { return small_.hosts[0]; }
  NodeId to() const { return small_.hosts[4]; }

  LinkId laser_on_the_way() {
    class Deaf final : public MeshListener {
      void on_slot(const SlotRecord&) override {}
      void on_feeder(const FeederChange&) override {}
    } deaf;
    HeapEventLoop loop;
    Mesh mesh(*small_.topology, *small_.ephemeris, small_.epoch, {});
    mesh.start(loop, deaf);
    loop.run_until(at_s(3));
    DisjointWays ways(mesh, 2);
    const auto links_of = [&](std::uint8_t number) {
      ChosenPath path{from(), number};
      std::vector<LinkId> links;
      for (NodeId at = from(); at != to(); at = mesh.geometry().to(links.back())) {
        links.push_back(number == 0 ? mesh.router().next_link(at, to(), false, loop.now())
                                    : ways.next_link(at, path, to(), false, loop.now()));
      }
      return links;
    };
    const std::vector<LinkId> first = links_of(1);
    for (const LinkId link : links_of(0)) {
      const bool laser = small_.topology->link(link).kind == LinkKind::kIsl;
      if (laser && std::find(first.begin(), first.end(), link) != first.end()) return link;
    }
    ADD_FAILURE() << "the route and the first disjoint path have no laser in common";
    return {};
  }

  /// Replies to 20 requests at 5 Hz from 2 s on, [s] after the request; none in 20 s: empty.
  std::vector<std::optional<double>> latencies_s(std::int64_t paths, bool way_back_alone = false) {
    MeshOptions mesh;
    Outage loss;
    loss.cause = "interference";
    loss.begin = at_s(3);
    loss.end = at_s(5);
    loss.effect.loss = 1;
    const LinkId laser = laser_on_the_way();
    loss.links = {reverse_of(laser)};
    if (!way_back_alone) loss.links.push_back(laser);
    mesh.outages = {loss};
    TransportOptions transport;
    transport.paths = paths;
    const auto backend =
        make_backend(GetParam(), {*small_.topology, *small_.ephemeris, small_.epoch, mesh,
                                  [](const SlotRecord&) {}, false, "", transport});
    Client client(backend->loop());
    backend->network().serve(to(), server_);
    backend->start();
    Connection& connection = backend->network().connect(from(), to(), client);
    for (std::uint64_t i = 0; i < client.replied.size(); ++i) {
      backend->loop().schedule_at(at_s(2 + 0.2 * static_cast<double>(i)), [&connection, i] {
        connection.request({i, Bytes{5000}});
      });
    }
    backend->loop().run_until(at_s(22));
    std::vector<std::optional<double>> latencies_s;
    for (std::size_t i = 0; i < client.replied.size(); ++i) {
      latencies_s.emplace_back();
      if (!client.replied[i]) continue;
      latencies_s.back() = (*client.replied[i] - at_s(2 + 0.2 * static_cast<double>(i))).seconds();
    }
    return latencies_s;
  }

  SmallMesh small_;
  EchoServer server_;
};

TEST_P(RedundantPathsTest, OverOnePathALossyLaserStopsEverything) {
  double longest_s = 0;
  for (const auto& latency_s : latencies_s(1)) {
    ASSERT_TRUE(latency_s);
    longest_s = std::max(longest_s, *latency_s);
  }
  EXPECT_GT(longest_s, 1.5);
  EXPECT_EQ(server_.requests, 20);
}

TEST_P(RedundantPathsTest, OverTwoDisjointPathsNothingIsNoticed) {
  for (const auto& latency_s : latencies_s(2)) {
    ASSERT_TRUE(latency_s);
    EXPECT_LT(*latency_s, 0.4);
  }
  EXPECT_EQ(server_.requests, 20) << "each once";
}

TEST_P(RedundantPathsTest, NorWhenTheWayBackAloneLoses) {
  for (const auto& latency_s : latencies_s(2, true)) {
    ASSERT_TRUE(latency_s);
    EXPECT_LT(*latency_s, 0.4);
  }
  EXPECT_EQ(server_.requests, 20);
}

INSTANTIATE_TEST_SUITE_P(Fidelities, RedundantPathsTest,
                         testing::Values(Fidelity::kPacket, Fidelity::kMessage),
                         [](const auto& tested) { return std::string(to_string(tested.param)); });

}  // namespace
}  // namespace orbitmesh
