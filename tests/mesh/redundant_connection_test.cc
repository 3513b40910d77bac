#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <vector>

#include "core/heap_event_loop.h"
#include "mesh/path_network.h"
#include "mesh/redundant_network.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr NodeId kClient{0};
constexpr NodeId kServer{1};

/// A connection whose other end the test is.
class HandConnection final : public Connection {
 public:
  explicit HandConnection(ConnectionListener& l) : listener(l) {}
  NodeId client() const override { return kClient; }
  NodeId server() const override { return kServer; }
  bool ready() const override { return up; }
  bool waits(std::uint64_t id) const override { return waiting.count(id) > 0; }
  void request(Message message) override { requests.push_back(message.id); }
  void reply(Message message) override { replies.push_back(message.id); }
  ConnectionStats stats() const override { return {1, 0, Bytes{10}, Bytes{20}, std::nullopt}; }

  void come_up() {
    up = true;
    listener.on_ready(*this);
  }
  void break_down() {
    up = false;
    listener.on_down(*this, CloseCause::kTimeout);
  }

  ConnectionListener& listener;
  bool up = false;
  std::set<std::uint64_t> waiting;
  std::vector<std::uint64_t> requests;
  std::vector<std::uint64_t> replies;
};

class HandNetwork final : public PathNetwork {
 public:
  void serve(NodeId, RequestListener& l) override { server = &l; }
  Connection& connect_over(std::uint8_t path, NodeId, NodeId,
                           ConnectionListener& listener) override {
    paths.push_back(path);
    return *connections.emplace_back(std::make_unique<HandConnection>(listener));
  }
  void close(Connection&) override { ++closed; }

  RequestListener* server = nullptr;
  std::vector<int> paths;
  std::vector<std::unique_ptr<HandConnection>> connections;
  int closed = 0;
};

class Log final : public ConnectionListener, public RequestListener {
 public:
  void on_ready(Connection&) override { ++ready; }
  void on_reply(Connection&, Message message) override { replies.push_back(message.id); }
  void on_down(Connection&, CloseCause) override { ++down; }
  void on_lost(Connection&, Message message, LossCause cause) override {
    lost.push_back(message.id);
    cause_of_loss = cause;
  }
  void on_request(Connection& connection, Message message) override {
    requests.push_back(message.id);
    if (answers) connection.reply({message.id, Bytes{1}});
  }
  int ready = 0;
  int down = 0;
  bool answers = true;
  LossCause cause_of_loss{};
  std::vector<std::uint64_t> requests;
  std::vector<std::uint64_t> replies;
  std::vector<std::uint64_t> lost;
};

class RedundantConnectionTest : public ::testing::Test {
 protected:
  Connection& connect() {
    network_.serve(kServer, log_);
    return network_.connect(kClient, kServer, log_);
  }
  HandConnection& member(std::size_t i) { return *hand_.connections[i]; }
  void bring_up() {
    member(0).come_up();
    member(1).come_up();
  }
  void arrive(std::size_t i, std::uint64_t id) {
    hand_.server->on_request(member(i), {id, Bytes{1}});
  }
  void answer(std::size_t i, std::uint64_t id) {
    member(i).listener.on_reply(member(i), {id, Bytes{1}});
  }
  void settle() { loop_.run_until(loop_.now() + Duration::from_ms(1)); }

  HeapEventLoop loop_;
  HandNetwork hand_;
  RedundantNetwork network_{loop_, hand_, 2};
  Log log_;
  Connection& connection_ = connect();
};

TEST_F(RedundantConnectionTest, EveryMessageGoesOverEveryPathAndArrivesOnce) {
  EXPECT_THAT(hand_.paths, ElementsAre(1, 2));
  bring_up();
  EXPECT_EQ(log_.ready, 1);
  connection_.request({7, Bytes{1}});
  EXPECT_THAT(member(0).requests, ElementsAre(7));
  EXPECT_THAT(member(1).requests, ElementsAre(7));
  arrive(1, 7);
  arrive(0, 7);
  EXPECT_THAT(log_.requests, ElementsAre(7));
  EXPECT_THAT(member(0).replies, ElementsAre(7));
  EXPECT_THAT(member(1).replies, ElementsAre(7));
  answer(0, 7);
  answer(1, 7);
  EXPECT_THAT(log_.replies, ElementsAre(7));
  EXPECT_EQ(connection_.stats().connects, 2);
  EXPECT_EQ(connection_.stats().sent_by_client, Bytes{20});
}

TEST_F(RedundantConnectionTest, OnePathThatBreaksCostsNothing) {
  bring_up();
  connection_.request({7, Bytes{1}});
  member(0).break_down();
  settle();
  EXPECT_TRUE(connection_.ready());
  arrive(1, 7);
  EXPECT_THAT(member(0).replies, IsEmpty());
  answer(1, 7);
  EXPECT_THAT(log_.replies, ElementsAre(7));
  EXPECT_EQ(log_.down, 0);
  EXPECT_THAT(log_.lost, IsEmpty());
}

TEST_F(RedundantConnectionTest, NothingPilesUpAtAPathThatIsDown) {
  connection_.request({6, Bytes{1}});
  EXPECT_THAT(member(1).requests, ElementsAre(6)) << "none is ready";
  member(0).come_up();
  connection_.request({7, Bytes{1}});
  EXPECT_THAT(member(0).requests, ElementsAre(6, 7));
  EXPECT_THAT(member(1).requests, ElementsAre(6));
}

TEST_F(RedundantConnectionTest, AMessageIsLostWithItsLastCopy) {
  bring_up();
  connection_.request({7, Bytes{1}});
  connection_.request({8, Bytes{1}});
  member(0).break_down();
  member(0).come_up();
  arrive(1, 8);
  member(1).break_down();
  settle();
  EXPECT_THAT(log_.lost, ElementsAre(7, 8)) << "the reply to 8 was under way over the second path";
  EXPECT_EQ(log_.cause_of_loss, LossCause::kBroken);
  EXPECT_EQ(log_.down, 0);
}

TEST_F(RedundantConnectionTest, WithoutAnyPathItIsDownAndWhatWaitsStays) {
  bring_up();
  connection_.request({7, Bytes{1}});
  connection_.request({8, Bytes{1}});
  member(0).break_down();
  member(1).waiting = {8};
  member(1).break_down();
  settle();
  EXPECT_EQ(log_.down, 1);
  EXPECT_FALSE(connection_.ready());
  EXPECT_FALSE(connection_.waits(7));
  EXPECT_TRUE(connection_.waits(8));
  EXPECT_THAT(log_.lost, IsEmpty()) << "told as a whole";
  member(1).come_up();
  EXPECT_EQ(log_.ready, 2);
  arrive(1, 8);
  EXPECT_THAT(log_.requests, ElementsAre(8));
}

TEST_F(RedundantConnectionTest, ACopyThatIsRefusedMattersOnlyWhenItIsTheLast) {
  bring_up();
  connection_.request({7, Bytes{1}});
  member(0).listener.on_lost(member(0), {7, Bytes{1}}, LossCause::kRefused);
  EXPECT_THAT(log_.lost, IsEmpty());
  member(1).listener.on_lost(member(1), {7, Bytes{1}}, LossCause::kRefused);
  EXPECT_THAT(log_.lost, ElementsAre(7));
  EXPECT_EQ(log_.cause_of_loss, LossCause::kRefused);
}

TEST_F(RedundantConnectionTest, AReplyTakesEachPathThatHasBroughtACopyAsSoonAsItHas) {
  bring_up();
  connection_.request({7, Bytes{1}});
  arrive(0, 7);
  EXPECT_THAT(member(0).replies, ElementsAre(7));
  EXPECT_THAT(member(1).replies, IsEmpty()) << "it would not know what is answered";
  arrive(1, 7);
  EXPECT_THAT(member(1).replies, ElementsAre(7));
  member(0).break_down();
  settle();
  EXPECT_THAT(log_.lost, IsEmpty());
  answer(1, 7);
  EXPECT_THAT(log_.replies, ElementsAre(7));
}

TEST_F(RedundantConnectionTest, AReplyWhoseRequestIsGivenUpIsDropped) {
  log_.answers = false;
  bring_up();
  connection_.request({7, Bytes{1}});
  arrive(0, 7);
  member(1).break_down();
  member(1).come_up();
  member(0).break_down();
  settle();
  EXPECT_THAT(log_.lost, ElementsAre(7));
  connection_.reply({7, Bytes{1}});
  EXPECT_THAT(member(1).replies, IsEmpty());
}

TEST_F(RedundantConnectionTest, ACopyThatNeverComesIsForgottenInTime) {
  bring_up();
  for (std::uint64_t id = 0; id < 100; ++id) {
    connection_.request({id, Bytes{1}});
    arrive(0, id);
    answer(0, id);
    loop_.run_until(loop_.now() + Duration::from_s(1));
  }
  EXPECT_EQ(log_.replies.size(), 100U);
  arrive(1, 0);
  EXPECT_THAT(member(1).replies, IsEmpty());
  arrive(1, 99);
  EXPECT_THAT(member(1).replies, ElementsAre(99));
  EXPECT_EQ(log_.requests.size(), 100U);
}

TEST_F(RedundantConnectionTest, AnUnrecoverableReplyIsNoLostRequest) {
  bring_up();
  connection_.request({7, Bytes{1}});
  arrive(0, 7);
  member(0).listener.on_lost(member(0), {7, Bytes{1}}, LossCause::kUnrecoverable);
  EXPECT_THAT(log_.lost, IsEmpty()) << "the other copy is on its way to the server";
  arrive(1, 7);
  member(1).listener.on_lost(member(1), {7, Bytes{1}}, LossCause::kUnrecoverable);
  EXPECT_THAT(log_.lost, ElementsAre(7));
}

TEST_F(RedundantConnectionTest, OneThatFailsToOpenWhileAnotherDoesIsNoBreakdown) {
  connection_.request({7, Bytes{1}});
  member(0).waiting = {7};
  member(0).break_down();
  EXPECT_EQ(log_.down, 0);
  member(1).come_up();
  EXPECT_EQ(log_.ready, 1);
}

TEST_F(RedundantConnectionTest, ClosingClosesEveryMemberAndIsSilent) {
  bring_up();
  connection_.request({7, Bytes{1}});
  network_.close(connection_);
  EXPECT_EQ(hand_.closed, 2);
  arrive(0, 7);
  settle();
  EXPECT_THAT(log_.requests, IsEmpty());
  EXPECT_EQ(log_.down, 0);
}

}  // namespace
}  // namespace orbitmesh
