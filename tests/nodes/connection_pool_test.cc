#include "nodes/connection_pool.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "core/heap_event_loop.h"
#include "nodes/request_ids.h"
#include "nodes/server_endpoint.h"
#include "tests/nodes/fake_network.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

constexpr NodeId kHost{1};
constexpr NodeId kServer{2};

class ConnectionPoolTest : public ::testing::Test, public ConnectionPool::Listener {
 protected:
  ConnectionPoolTest()
      : server_(loop_, {kServer, &accelerator_, 1, {&fast_, &slow_}, {64}}),
        endpoint_(loop_, server_, board_),
        pool_(loop_, network_, board_, kHost, Duration::from_s(60), *this) {
    network_.serve(kServer, endpoint_);
  }
  void on_reply(std::uint64_t id) override {
    replies_.push_back(id);
    board_.drop(id);
  }
  void on_lost(std::uint64_t id, FailureCause cause) override {
    lost_.emplace_back(id, cause);
    board_.drop(id);
  }
  std::uint64_t send(const ModelProfile& model) {
    const std::uint64_t id = attempt_message_id(ids_.next(), 1);
    board_.post(id, model, Bytes{28});
    pool_.send(kServer, {id, Bytes{1000}});
    return id;
  }
  void run_ms(std::int64_t ms) { loop_.run_until(loop_.now() + Duration::from_ms(ms)); }

  HeapEventLoop loop_;
  testing::FakeNetwork network_{loop_, Duration::from_ms(5)};
  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile fast_ = testing::model_of("fast", 10);
  ModelProfile slow_ = testing::model_of("slow", 200'000);  // 200 s
  RequestBoard board_;
  RequestIds ids_;
  Server server_;
  ServerEndpoint endpoint_;
  ConnectionPool pool_;
  std::vector<std::uint64_t> replies_;
  std::vector<std::pair<std::uint64_t, FailureCause>> lost_;
};

TEST_F(ConnectionPoolTest, KeepsOneConnectionAndClosesItWhenIdle) {
  send(fast_);
  run_ms(50'000);
  send(fast_);
  run_ms(59'000);
  EXPECT_EQ(network_.closes(), 0U);
  run_ms(2'000);
  EXPECT_EQ(network_.opens(), 1U);
  EXPECT_EQ(network_.closes(), 1U);
  send(fast_);
  run_ms(1'000);
  EXPECT_EQ(network_.opens(), 2U);
  EXPECT_EQ(replies_.size(), 3U);
}

TEST_F(ConnectionPoolTest, IsNotIdleWhileTheServerHoldsARequest) {
  board_.drop(send(slow_));  // given up at once; the server serves it for 200 s
  run_ms(190'000);
  EXPECT_EQ(network_.closes(), 0U);
  run_ms(200'000);
  EXPECT_EQ(network_.closes(), 1U);
  EXPECT_EQ(board_.size(), 0U);
}

TEST_F(ConnectionPoolTest, IsNotIdleWhileTheServerHoldsALostRequest) {
  const auto id = send(slow_);
  run_ms(1'000);
  network_.break_connections();
  ASSERT_EQ(lost_.size(), 1U);
  EXPECT_EQ(lost_[0], (std::pair{id, FailureCause::kConnectionLost}));
  run_ms(190'000);
  EXPECT_EQ(network_.closes(), 0U);
  run_ms(200'000);
  EXPECT_EQ(network_.closes(), 1U);
  EXPECT_TRUE(replies_.empty());
}

TEST_F(ConnectionPoolTest, AMessageThatNeverArrivedDoesNotKeepAnIdleConnection) {
  network_.set_reachable(false);
  board_.drop(send(fast_));
  run_ms(61'000);
  EXPECT_EQ(network_.closes(), 1U);
  EXPECT_EQ(board_.size(), 0U);
  network_.set_reachable(true);
  run_ms(1'000);
  EXPECT_EQ(server_.take_sample().served, 0);
}

TEST_F(ConnectionPoolTest, IsNotIdleWhileTheClientWaits) {
  network_.set_reachable(false);
  const auto id = send(fast_);
  run_ms(200'000);
  EXPECT_EQ(network_.closes(), 0U);
  network_.set_reachable(true);
  run_ms(1'000);
  EXPECT_EQ(replies_, std::vector<std::uint64_t>{id});
}

TEST_F(ConnectionPoolTest, TellsWhetherTheConnectionWasUp) {
  network_.set_reachable(false);
  const auto id = send(fast_);
  run_ms(1'000);
  EXPECT_FALSE(pool_.was_up(kServer, id));
  network_.break_connections(CloseCause::kConnectTimeout);
  ASSERT_EQ(lost_.size(), 1U);
  EXPECT_EQ(lost_[0].second, FailureCause::kNoConnection);
  EXPECT_EQ(board_.size(), 0U);
  const auto next = send(fast_);
  network_.set_reachable(true);
  run_ms(20);
  EXPECT_TRUE(pool_.was_up(kServer, next));
  run_ms(1'000);
  EXPECT_EQ(replies_, std::vector<std::uint64_t>{next});
}

TEST_F(ConnectionPoolTest, TellsTheStateOfAConnectionAndTheAgeOfItsHandshake) {
  EXPECT_EQ(pool_.state(kServer), ConnectionState::kClosed);
  EXPECT_EQ(pool_.opening_for(kServer), Duration());
  send(fast_);
  run_ms(9);
  EXPECT_EQ(pool_.state(kServer), ConnectionState::kOpening);
  EXPECT_EQ(pool_.opening_for(kServer), Duration::from_ms(9));
  run_ms(1);
  EXPECT_EQ(pool_.state(kServer), ConnectionState::kReady);
  EXPECT_EQ(pool_.opening_for(kServer), Duration());
  run_ms(10'000);
  network_.break_connections();
  run_ms(4);
  EXPECT_EQ(pool_.state(kServer), ConnectionState::kOpening);
  EXPECT_EQ(pool_.opening_for(kServer), Duration::from_ms(4)) << "since the breakdown";
  run_ms(61'000);
  EXPECT_EQ(pool_.state(kServer), ConnectionState::kClosed) << "idle";
}

}  // namespace
}  // namespace orbitmesh
