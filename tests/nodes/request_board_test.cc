#include "nodes/request_board.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "nodes/content_executor.h"
#include "nodes/request_ids.h"
#include "tests/nodes/fake_content.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

class RequestBoardTest : public ::testing::Test {
 protected:
  void SetUp() override { board_.post(kId, model_, Bytes{28}); }
  bool serve() {
    return board_.answer(kId, ServerStatus::kServed, Duration::from_ms(1), Duration::from_ms(2));
  }

  static constexpr std::uint64_t kId = attempt_message_id(5, 1);
  ModelProfile model_ = testing::model_of("m", 1);
  RequestBoard board_;
};

TEST_F(RequestBoardTest, CarriesTheRequestToTheServerAndTheNotesBack) {
  const BoardEntry* at_server = board_.arrive(kId, Time::from_ns(7));
  ASSERT_NE(at_server, nullptr);
  EXPECT_EQ(at_server->model, &model_);
  EXPECT_EQ(at_server->reply, Bytes{28});
  EXPECT_TRUE(serve());
  const BoardEntry* at_client = board_.find(kId);
  ASSERT_NE(at_client, nullptr);
  EXPECT_EQ(at_client->status, ServerStatus::kServed);
  EXPECT_EQ(at_client->arrived, Time::from_ns(7));
  EXPECT_EQ(at_client->queue_wait, Duration::from_ms(1));
  EXPECT_EQ(at_client->service, Duration::from_ms(2));
  board_.drop(kId);
  EXPECT_EQ(board_.size(), 0U);
}

TEST_F(RequestBoardTest, KeepsADroppedRequestUntilTheServerHasServedIt) {
  board_.drop(kId);
  EXPECT_NE(board_.arrive(kId, Time()), nullptr);
  EXPECT_TRUE(serve()) << "the server does not know that its client gave up";
  EXPECT_EQ(board_.size(), 0U);
}

TEST_F(RequestBoardTest, ALostRequestNeverArrives) {
  board_.lose(kId);
  EXPECT_EQ(board_.arrive(kId, Time()), nullptr);
  EXPECT_EQ(board_.size(), 0U);
}

TEST_F(RequestBoardTest, ARequestLostAtTheServerIsServedWithoutAReply) {
  board_.arrive(kId, Time());
  board_.lose(kId);
  EXPECT_NE(board_.find(kId), nullptr);
  EXPECT_FALSE(serve());
  EXPECT_EQ(board_.size(), 0U);
}

TEST_F(RequestBoardTest, ALostReplyIsForgotten) {
  board_.arrive(kId, Time());
  serve();
  board_.lose(kId);
  EXPECT_EQ(board_.size(), 0U);
}

TEST_F(RequestBoardTest, CountsWhatIsOnItsWay) {
  constexpr NodeId kNode{7};
  const ModelProfile model;
  for (const std::uint64_t id : {101, 102, 103}) board_.post(id, model, Bytes{1}, {}, kNode);
  EXPECT_EQ(board_.on_the_way(kNode), 3);
  EXPECT_EQ(board_.on_the_way(NodeId{8}), 0);
  board_.arrive(101, Time());
  board_.lose(102);
  board_.drop(103);
  EXPECT_EQ(board_.on_the_way(kNode), 1) << "given up, but on its way";
  board_.arrive(103, Time());
  EXPECT_EQ(board_.on_the_way(kNode), 0);
}

TEST_F(RequestBoardTest, CarriesTheAnswer) {
  board_.arrive(kId, Time());
  EXPECT_EQ(board_.find(kId)->answer.worth, Answer::kNone);
  board_.answer(kId, ServerStatus::kServed, {}, {}, {Answer::kCorrupted, 3});
  EXPECT_EQ(board_.find(kId)->answer.worth, Answer::kCorrupted);
  EXPECT_EQ(board_.find(kId)->answer.value, 3U);
}

TEST_F(RequestBoardTest, ARequestLostWithItsServerStaysUntilItsClientGivesUp) {
  board_.arrive(kId, Time());
  board_.abandon(kId);
  ASSERT_NE(board_.find(kId), nullptr);
  EXPECT_EQ(board_.find(kId)->status, ServerStatus::kLost);
  board_.drop(kId);
  EXPECT_EQ(board_.size(), 0U);
}

TEST_F(RequestBoardTest, NobodyNeedsARequestLostWithItsServerAfterItsClientGaveUp) {
  board_.arrive(kId, Time());
  board_.drop(kId);
  EXPECT_TRUE(board_.needed(kId));
  board_.abandon(kId);
  EXPECT_FALSE(board_.needed(kId));
  EXPECT_EQ(board_.size(), 0U);
  board_.abandon(kId);
}

TEST_F(RequestBoardTest, RefusesAnIdTwice) {
  EXPECT_THROW(board_.post(kId, model_, Bytes{}), std::invalid_argument);
}

class RequestBoardContentTest : public ::testing::Test {
 protected:
  RequestBoardContentTest() {
    executor_.add_inputs("tiny-set", samples_);
    board_.post(kId, model_, Bytes{28}, {&content_, 1}, kNode);
  }

  static constexpr std::uint64_t kId = attempt_message_id(5, 1);
  static constexpr NodeId kNode{2};
  WorkloadContent content_{"tiny", "tiny-set", 2};
  ModelProfile model_ = testing::model_of("m", 1);
  testing::TinySet samples_;
  testing::FakeBackend backend_;
  testing::FakeFlips flips_;
  ContentExecutor executor_{backend_, &flips_, 1};
  RequestBoard board_{&executor_};
};

TEST_F(RequestBoardContentTest, TheEntryNamesItsContentAndItIsUnderWay) {
  EXPECT_EQ(board_.find(kId)->content.content, &content_);
  EXPECT_EQ(board_.find(kId)->content.sample, 1U);
  EXPECT_EQ(executor_.under_way(), 1U);
}

TEST_F(RequestBoardContentTest, ContentLivesAsLongAsTheServerMayNeedIt) {
  board_.drop(kId);
  EXPECT_EQ(executor_.under_way(), 1U) << "the request may still arrive";
  board_.lose(kId);
  EXPECT_EQ(executor_.under_way(), 0U);
  EXPECT_EQ(backend_.under_way(), 0U);
}

TEST(MessageId, HoldsRequestAndAttempt) {
  EXPECT_EQ(request_of_message(attempt_message_id(123'456'789'012, 3)), 123'456'789'012U);
  EXPECT_NE(attempt_message_id(1, 1), attempt_message_id(1, 2));
}

}  // namespace
}  // namespace orbitmesh
