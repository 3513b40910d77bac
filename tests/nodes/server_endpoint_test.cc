#include "nodes/server_endpoint.h"

#include <gtest/gtest.h>

#include <vector>

#include "core/heap_event_loop.h"
#include "nodes/content_executor.h"
#include "nodes/request_ids.h"
#include "tests/nodes/fake_content.h"
#include "tests/nodes/fake_network.h"
#include "tests/nodes/test_profiles.h"
#include "wire/offload_messages.h"

namespace orbitmesh {
namespace {

constexpr NodeId kClient{1};
constexpr NodeId kServer{2};
constexpr Duration kDelay = Duration::from_ms(5);

struct Replies final : ConnectionListener {
  void on_ready(Connection&) override {}
  void on_reply(Connection&, Message message) override { replies.push_back(message); }
  void on_down(Connection&, CloseCause) override {}
  std::vector<Message> replies;
};

class ServerEndpointTest : public ::testing::Test {
 protected:
  ServerEndpointTest()
      : server_(loop_, {kServer, &accelerator_, 1, {&model_}, {1}}),
        endpoint_(loop_, server_, board_) {
    network_.serve(kServer, endpoint_);
    connection_ = &network_.connect(kClient, kServer, client_);
    run_ms(10);  // the handshake
  }
  std::uint64_t send() {
    const std::uint64_t id = attempt_message_id(ids_.next(), 1);
    board_.post(id, model_, Bytes{28});
    connection_->request({id, Bytes{1000}});
    return id;
  }
  void run_ms(std::int64_t ms) { loop_.run_until(loop_.now() + Duration::from_ms(ms)); }

  HeapEventLoop loop_;
  testing::FakeNetwork network_{loop_, kDelay};
  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile model_ = testing::model_of("ten-ms", 10);
  RequestBoard board_;
  RequestIds ids_;
  Server server_;
  ServerEndpoint endpoint_;
  Replies client_;
  Connection* connection_ = nullptr;
};

TEST_F(ServerEndpointTest, AnswersWithTheReplyOfTheRequest) {
  const auto id = send();
  run_ms(19);
  EXPECT_TRUE(client_.replies.empty());
  run_ms(1);
  ASSERT_EQ(client_.replies.size(), 1U);
  EXPECT_EQ(client_.replies[0].id, id);
  EXPECT_EQ(client_.replies[0].body, Bytes{28});
  const BoardEntry* entry = board_.find(id);
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->status, ServerStatus::kServed);
  EXPECT_EQ(entry->arrived, Time() + Duration::from_ms(15));
  EXPECT_EQ(entry->queue_wait, Duration());
  EXPECT_EQ(entry->service, Duration::from_ms(10));
}

TEST_F(ServerEndpointTest, SaysWhenItRefuses) {
  send();
  send();
  const auto refused = send();
  run_ms(10);
  ASSERT_EQ(client_.replies.size(), 1U) << "a refusal does not wait for the queue";
  EXPECT_EQ(client_.replies[0].id, refused);
  EXPECT_EQ(client_.replies[0].body, encoded_offload_reply_size(Bytes{0}));
  EXPECT_EQ(board_.find(refused)->status, ServerStatus::kRefused);
}

TEST_F(ServerEndpointTest, ServesWhatItsClientHasGivenUp) {
  board_.drop(send());
  run_ms(100);
  EXPECT_EQ(server_.take_sample().served, 1);
  EXPECT_EQ(client_.replies.size(), 1U);
  EXPECT_EQ(board_.size(), 0U);
}

TEST_F(ServerEndpointTest, DoesNotReplyOnAConnectionThatBroke) {
  const auto id = send();
  run_ms(8);
  network_.break_connections();
  board_.lose(id);
  run_ms(100);
  EXPECT_EQ(server_.take_sample().served, 1);
  EXPECT_TRUE(client_.replies.empty());
  EXPECT_EQ(board_.size(), 0U);
}

TEST_F(ServerEndpointTest, ARebootLosesWhatIsThereAndRefusesWhatComes) {
  const auto running = send();
  const auto waiting = send();
  run_ms(8);
  server_.fail(DownReason::kReboot);
  EXPECT_EQ(board_.find(running)->status, ServerStatus::kLost);
  EXPECT_EQ(board_.find(waiting)->status, ServerStatus::kLost);
  const auto refused = send();
  run_ms(100);
  ASSERT_EQ(client_.replies.size(), 1U);
  EXPECT_EQ(client_.replies[0].id, refused);
  EXPECT_EQ(board_.find(refused)->status, ServerStatus::kRefused);
  server_.restore(DownReason::kReboot);
  const auto served = send();
  run_ms(100);
  EXPECT_EQ(client_.replies.size(), 2U);
  EXPECT_EQ(board_.find(served)->status, ServerStatus::kServed);
  for (const auto id : {running, waiting, refused, served}) board_.drop(id);
  EXPECT_EQ(board_.size(), 0U);
}

class ServerEndpointContentTest : public ::testing::Test {
 protected:
  ServerEndpointContentTest()
      : server_(loop_, {kServer, &accelerator_, 1, {&model_}, {1}, &executor_}),
        endpoint_(loop_, server_, board_) {
    executor_.add_inputs("tiny-set", samples_);
    network_.serve(kServer, endpoint_);
    connection_ = &network_.connect(kClient, kServer, client_);
    run_ms(10);  // the handshake
  }
  void send(std::uint64_t id) {
    board_.post(id, model_, Bytes{28}, {&content_, 0}, kServer);
    connection_->request({id, Bytes{1000}});
  }
  void run_ms(std::int64_t ms) { loop_.run_until(loop_.now() + Duration::from_ms(ms)); }

  HeapEventLoop loop_;
  testing::FakeNetwork network_{loop_, kDelay};
  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile model_ = testing::model_of("ten-ms", 10);
  WorkloadContent content_{"tiny", "tiny-set", 2};
  testing::TinySet samples_;
  testing::FakeBackend backend_{testing::FakeBackend::Order::kWhenAwaited};
  testing::FakeFlips flips_;
  ContentExecutor executor_{backend_, &flips_, 1};
  RequestBoard board_{&executor_};
  Server server_;
  ServerEndpoint endpoint_;
  Replies client_;
  Connection* connection_ = nullptr;
};

TEST_F(ServerEndpointContentTest, TheAnswerHasTheFlipsAtTheStartOfService) {
  send(1);
  send(2);
  run_ms(8);  // both are there; 1 is served with intact weights
  flips_.at[kServer] = {testing::kHarmfulBit};
  run_ms(8);  // service of 2 begins
  flips_.at[kServer] = {};
  run_ms(100);
  EXPECT_EQ(board_.find(1)->answer.worth, Answer::kCorrect);
  EXPECT_EQ(board_.find(2)->answer.worth, Answer::kCorrupted);
  EXPECT_EQ(executor_.counters().dispatched, 3);
  EXPECT_EQ(executor_.counters().redispatched, 1);
  EXPECT_EQ(executor_.under_way(), 0U);
}

TEST_F(ServerEndpointContentTest, RefusedAndLostWorkIsDiscarded) {
  for (const std::uint64_t id : {1U, 2U, 3U}) send(id);
  run_ms(8);
  EXPECT_EQ(board_.find(3)->status, ServerStatus::kRefused);
  EXPECT_EQ(executor_.under_way(), 2U);
  server_.fail(DownReason::kReboot);
  EXPECT_EQ(executor_.under_way(), 0U);
  EXPECT_EQ(backend_.under_way(), 0U);
  EXPECT_EQ(executor_.counters().collected, 0);
}

}  // namespace
}  // namespace orbitmesh
