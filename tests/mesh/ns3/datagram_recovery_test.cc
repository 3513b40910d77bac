#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <vector>

#include "core/heap_event_loop.h"
#include "core/math.h"
#include "core/rng.h"
#include "mesh/message/message_datagrams.h"
#include "mesh/ns3/end_host.h"
#include "mesh/ns3/ns3_event_loop.h"
#include "mesh/ns3/packet_datagrams.h"
#include "tests/mesh/message/hand_trains.h"
#include "tests/mesh/ns3/hand_guide.h"

namespace orbitmesh {
namespace {

constexpr NodeId kClient{0};
constexpr NodeId kServer{1};
constexpr BitRate kRate{100'000'000};
constexpr Duration kOneWay = Duration::from_ms(20);
constexpr int kMessages = 4000;

/// Answers every request with one of the same size.
class Ends : public ConnectionListener, public RequestListener {
 public:
  void on_ready(Connection&) override {}
  void on_down(Connection&, CloseCause) override { FAIL() << "datagrams have no connection"; }
  void on_request(Connection& connection, Message message) override {
    ++requests;
    connection.reply(message);
  }
  void on_reply(Connection&, Message) override { ++replies; }
  void on_lost(Connection&, Message, LossCause cause) override {
    EXPECT_EQ(cause, LossCause::kUnrecoverable);
    ++lost;
  }
  int requests = 0;
  int replies = 0;
  int lost = 0;
};

/// Two hosts joined by a link each way, on which packets are lost independently.
struct Packets {
  class Guide final : public PlaneGuide {
   public:
    PortId next_port(NodeId at, NodeId, bool, Time) override { return at == kClient ? 0 : 1; }
    DelayCurve delay_curve(PortId, Time) override { return DelayCurve::constant(kOneWay); }
    bool loses(PortId) override { return random.uniform() < loss; }
    RngStream random{7, "test.loss", 0};
    double loss = 0;
  };
  Packets() : channel(ns3::CreateObject<MeshChannel>()) {
    plane.add_port({kClient, kServer, kRate, Bytes{10'000'000}, Buffering::kBacklog, false});
    plane.add_port({kServer, kClient, kRate, Bytes{10'000'000}, Buffering::kBacklog, false});
    for (const NodeId id : {kClient, kServer}) {
      nodes.push_back(ns3::CreateObject<ns3::Node>());
      install_end_host(nodes.back(), id, plane, channel);
      plane.set_condition(id.value, {true, kRate, true});
    }
  }
  std::unique_ptr<DatagramConnection> connect(double repair, Ends& ends) {
    return std::make_unique<PacketDatagrams>(
        loop, PacketDatagrams::Ends{kClient, kServer, nodes[0], nodes[1], repair},
        static_cast<ConnectionListener&>(ends), static_cast<RequestListener&>(ends));
  }
  Ns3EventLoop loop;
  Guide guide;
  PortPlane plane{guide};
  ns3::Ptr<MeshChannel> channel;
  std::vector<ns3::Ptr<ns3::Node>> nodes;
};

struct Trains {
  class Guide final : public TrainGuide {
   public:
    PortId next_port(NodeId at, NodeId, bool) override { return at == kClient ? 0 : 1; }
    DelayCurve delay_curve(PortId, Time) override { return DelayCurve::constant(kOneWay); }
    Time next_change() const override { return Time::max(); }
    bool loses(PortId) override { return random.uniform() < loss; }
    RngStream random{8, "test.loss", 0};
    double loss = 0;
  };
  Trains() {
    for (const NodeId id : {kClient, kServer}) {
      const NodeId to = id == kClient ? kServer : kClient;
      const PortId port = plane.add_port({id, to, kRate, Bytes{10'000'000}, false, false, {}});
      plane.set_condition(port, {true, kRate, true});
    }
  }
  std::unique_ptr<DatagramConnection> connect(double repair, Ends& ends) {
    return std::make_unique<MessageDatagrams>(
        loop, plane, MessageDatagrams::Ends{kClient, kServer, repair},
        static_cast<ConnectionListener&>(ends), static_cast<RequestListener&>(ends));
  }
  HeapEventLoop loop;
  Guide guide;
  TrainPlane plane{loop, guide};
};

/// At most `most` of `n` lost, each with probability p.
double binomial_tail(std::int64_t n, std::int64_t most, double p) {
  double sum = 0;
  double term = math::pow(1 - p, static_cast<double>(n));
  for (std::int64_t i = 0; i <= most; ++i) {
    sum += term;
    term *= static_cast<double>(n - i) / static_cast<double>(i + 1) * p / (1 - p);
  }
  return sum;
}

TEST(DatagramCodeTest, CutsIntoEqualPiecesAndAddsRepair) {
  const DatagramCode one = datagram_code(Bytes{100}, 0.1);
  EXPECT_EQ(one.data, 1);
  EXPECT_EQ(one.repair, 1);
  EXPECT_EQ(one.size, Bytes{116});
  const DatagramCode many = datagram_code(Bytes{30 * 1456}, 0.1);
  EXPECT_EQ(many.data, 30);
  EXPECT_EQ(many.repair, 3);
  EXPECT_EQ(many.size, Bytes{1472});
  EXPECT_EQ(datagram_code(Bytes{1457}, 0).data, 2);
  EXPECT_EQ(datagram_code(Bytes{1457}, 0).repair, 0);
  EXPECT_EQ(datagram_code(Bytes{0}, 0).size, DatagramCode::kHeader);
}

template <class Path>
class DatagramTest : public testing::Test {
 protected:
  void run(double repair, double loss, Bytes body) {
    path.guide.loss = loss;
    connection = path.connect(repair, ends);
    for (int i = 0; i < kMessages; ++i) {
      path.loop.schedule_at(Time{} + Duration::from_ms(10 * i), [this, i, body] {
        connection->request({static_cast<std::uint64_t>(i), body});
      });
    }
    path.loop.run_until(Time{} + Duration::from_ms(10 * kMessages) + Duration::from_s(5));
  }
  Path path;
  Ends ends;
  std::unique_ptr<DatagramConnection> connection;
};

using Paths = testing::Types<Packets, Trains>;
TYPED_TEST_SUITE(DatagramTest, Paths);

TYPED_TEST(DatagramTest, RecoversWithTheProbabilityOfTheBinomialLaw) {
  this->run(0.2, 0.08, Bytes{20 * 1456});
  const double p = binomial_tail(24, 4, 0.08);
  const double sigma = std::sqrt(kMessages * p * (1 - p));
  EXPECT_NEAR(this->ends.requests, kMessages * p, 4 * sigma);
  EXPECT_NEAR(this->ends.replies, this->ends.requests * p, 4 * sigma);
  // The client knows of every reply of which a piece has come.
  EXPECT_EQ(this->ends.replies + this->ends.lost, this->ends.requests);
}

TYPED_TEST(DatagramTest, WithoutRepairOneLossIsTooMany) {
  this->run(0, 0.02, Bytes{10 * 1456});
  const double p = binomial_tail(10, 0, 0.02);
  EXPECT_NEAR(this->ends.requests, kMessages * p, 4 * std::sqrt(kMessages * p * (1 - p)));
}

TYPED_TEST(DatagramTest, OverAGoodPathEverythingArrives) {
  this->run(0.1, 0, Bytes{20 * 1456});
  EXPECT_EQ(this->ends.requests, kMessages);
  EXPECT_EQ(this->ends.replies, kMessages);
  EXPECT_EQ(this->connection->stats().sent_by_client, Bytes{kMessages * 22 * 1472});
}

TYPED_TEST(DatagramTest, NothingIsToldAfterShut) {
  this->path.guide.loss = 0.5;
  this->connection = this->path.connect(0, this->ends);
  EXPECT_FALSE(this->connection->ready());
  this->path.loop.run_until(Time{} + Duration::from_ms(1));
  EXPECT_TRUE(this->connection->ready());
  for (int i = 0; i < 10; ++i) this->connection->request({0, Bytes{1}});
  this->path.loop.run_until(Time{} + Duration::from_ms(30));
  EXPECT_GT(this->ends.requests, 0);
  this->connection->shut();
  this->path.loop.run_until(Time{} + Duration::from_s(5));
  EXPECT_EQ(this->ends.replies + this->ends.lost, 0);
}

}  // namespace
}  // namespace orbitmesh
