#include "nodes/server_endpoint.h"

#include <gtest/gtest.h>

#include <vector>

#include "core/heap_event_loop.h"
#include "nodes/request_ids.h"
#include "tests/nodes/fake_network.h"
#include "tests/nodes/test_profiles.h"

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
      : server_(loop_, {kServer, &accelerator_, 1, {&model_}, 1}),
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
  EXPECT_EQ(client_.replies[0].body, kRefusedReplyBytes);
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

}  // namespace
}  // namespace orbitmesh
