#include <gtest/gtest.h>

#include <vector>

#include "core/error.h"
#include "core/heap_event_loop.h"
#include "nodes/server.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

/// A language model with 4 GB of weights (4 ms a reading), 1 ms of operations for a token of
/// the prompt, none for a step, and 10 MB (10 us) of cache a token.
ModelProfile language_model() {
  ModelProfile m = testing::model_of("language", 10, 4'000'000'000);
  m.tokens = TokenCost{};
  m.tokens->prompt.value = 10;
  m.tokens->kv_cache.value = Bytes{10'000'000};
  m.decode = DecodePhase{};
  m.decode->steps.value = 9;
  m.decode->bytes.value = Bytes{4'000'000'000};
  return m;
}

class ServerTokensTest : public ::testing::Test {
 protected:
  ServerSetup setup(BatchingKind batching, std::int64_t batch_max) {
    ServerSetup s;
    s.accelerator = &accelerator_;
    s.models = {&model_, &other_};
    s.serving.batching = batching;
    s.serving.batch_max = batch_max;
    return s;
  }
  bool submit(Server& server, TokenCounts tokens) {
    ServiceRequest request;
    request.model = &model_;
    request.demand.tokens = tokens;
    request.on_done = [this](const ServiceReport& report) {
      reports_.push_back(report);
      ends_.push_back(loop_.now());
    };
    return server.submit(std::move(request));
  }
  void submit_at_ms(Server& server, std::int64_t ms, TokenCounts tokens) {
    loop_.schedule_at(Time() + Duration::from_ms(ms),
                      [this, &server, tokens] { ASSERT_TRUE(submit(server, tokens)); });
  }
  void run_ms(std::int64_t ms) { loop_.run_until(loop_.now() + Duration::from_ms(ms)); }

  HeapEventLoop loop_;
  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile model_ = language_model();
  ModelProfile other_ = testing::model_of("other", 3, 1'000'000'000);
  std::vector<ServiceReport> reports_;
  std::vector<Time> ends_;
};

// 10 ms for the prompt, then 4 ms and 10 us a token of context: 11, 12, 13 tokens.
TEST_F(ServerTokensTest, StaticServiceReportsTtftAndTpot) {
  Server server(loop_, setup(BatchingKind::kStatic, 1));
  submit(server, {10, 4, 0});
  submit(server, {10, 4, 0});
  run_ms(1000);
  ASSERT_EQ(reports_.size(), 2U);
  const Duration decode = Duration::from_us(12'000 + 10 * (11 + 12 + 13));
  EXPECT_EQ(reports_[0].service, Duration::from_ms(10) + decode);
  EXPECT_EQ(reports_[0].detail.ttft, Duration::from_ms(10));
  EXPECT_EQ(reports_[0].detail.tpot, decode / 3);
  EXPECT_EQ(reports_[1].detail.ttft, reports_[0].service + Duration::from_ms(10));
}

TEST_F(ServerTokensTest, AContinuousBatchOfOneTakesTheSameTime) {
  Server one(loop_, setup(BatchingKind::kStatic, 1));
  submit(one, {10, 50, 0});
  run_ms(1000);
  Server continuous(loop_, setup(BatchingKind::kContinuous, 8));
  submit(continuous, {10, 50, 0});
  run_ms(1000);
  ASSERT_EQ(reports_.size(), 2U);
  EXPECT_EQ(reports_[0].service, reports_[1].service);
  EXPECT_EQ(reports_[0].detail.ttft, reports_[1].detail.ttft);
  EXPECT_EQ(reports_[0].detail.tpot, reports_[1].detail.tpot);
}

// The second comes 3 ms into the first one's prompt, joins at its end and gets its first token
// with the next iteration, 20 ms later.
TEST_F(ServerTokensTest, RequestsJoinBetweenIterations) {
  Server server(loop_, setup(BatchingKind::kContinuous, 8));
  submit_at_ms(server, 0, {10, 3, 0});
  submit_at_ms(server, 3, {20, 2, 0});
  run_ms(1000);
  ASSERT_EQ(reports_.size(), 2U);
  EXPECT_EQ(reports_[1].queue_wait, Duration::from_ms(7));
  EXPECT_EQ(reports_[1].detail.ttft, Duration::from_ms(27));
  EXPECT_EQ(reports_[1].detail.batch, 2);
  EXPECT_EQ(reports_[0].detail.ttft, Duration::from_ms(10));
  EXPECT_EQ(ends_[0], ends_[1]) << "both need one step more, and share it";
  EXPECT_EQ(ends_[0], Time() + Duration::from_us(30'000 + 4'000 + 10 * (12 + 21)));
}

// 80 requests at once: one after the other each would take 0.16 s for its 40 tokens.
TEST_F(ServerTokensTest, ContinuousBatchingServesManyForThePriceOfOne) {
  Server server(loop_, setup(BatchingKind::kContinuous, 100));
  for (int i = 0; i < 10; ++i) submit(server, {1, 40, 0});
  run_ms(400);
  EXPECT_EQ(reports_.size(), 10U);
}

// 5 GB are left for caches: 500 tokens. Three of 200 do not fit together.
TEST_F(ServerTokensTest, CacheMemoryLimitsTheBatch) {
  Server server(loop_, setup(BatchingKind::kContinuous, 100));
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(submit(server, {100, 100, 0}));
  run_ms(250);
  EXPECT_EQ(server.running(), 2);
  EXPECT_EQ(server.waiting(), 1);
  run_ms(5000);
  EXPECT_EQ(reports_.size(), 3U);
  EXPECT_GE(reports_[2].queue_wait, reports_[0].service);
}

TEST_F(ServerTokensTest, ARequestThatNeverFitsIsRefused) {
  Server server(loop_, setup(BatchingKind::kContinuous, 100));
  EXPECT_FALSE(submit(server, {450, 51, 0}));
  EXPECT_TRUE(submit(server, {450, 50, 0}));
  EXPECT_EQ(server.take_sample().refused, 1);
}

TEST_F(ServerTokensTest, CacheMemoryLimitsAStaticBatchToo) {
  ServerSetup s = setup(BatchingKind::kStatic, 8);
  s.serving.batch_wait = Duration::from_ms(1);
  s.serving.kv_memory = Bytes{1'000'000'000};
  Server server(loop_, s);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(submit(server, {30, 20, 0}));
  run_ms(2000);
  ASSERT_EQ(reports_.size(), 3U);
  EXPECT_EQ(reports_[0].detail.batch, 2);
  EXPECT_EQ(reports_[2].detail.batch, 1);
}

TEST_F(ServerTokensTest, AnotherModelsRequestEndsTheJoining) {
  Server server(loop_, setup(BatchingKind::kContinuous, 8));
  submit_at_ms(server, 0, {10, 20, 0});
  Time other_end;
  loop_.schedule_at(Time() + Duration::from_ms(1), [&] {
    server.submit(other_, [&](const ServiceReport&) { other_end = loop_.now(); });
  });
  submit_at_ms(server, 2, {10, 20, 0});
  run_ms(1000);
  ASSERT_EQ(ends_.size(), 2U);
  EXPECT_EQ(other_end, ends_[0] + Duration::from_ms(3)) << "it came before the second prompt";
  EXPECT_GT(ends_[1], other_end);
  EXPECT_EQ(reports_[1].detail.batch, 1);
}

TEST_F(ServerTokensTest, ASlowerClockStretchesIterations) {
  Server server(loop_, setup(BatchingKind::kContinuous, 8));
  submit(server, {10, 2, 0});
  run_ms(5);
  server.set_clock(0.5);
  run_ms(1000);
  ASSERT_EQ(reports_.size(), 1U);
  EXPECT_EQ(reports_[0].detail.ttft, Duration::from_ms(15));
  EXPECT_EQ(reports_[0].detail.tpot, 2 * Duration::from_us(4'110));
}

TEST_F(ServerTokensTest, AFailureLosesEverySequence) {
  Server server(loop_, setup(BatchingKind::kContinuous, 2));
  for (int i = 0; i < 4; ++i) submit(server, {10, 100, 0});
  run_ms(25);
  server.fail(DownReason::kReboot);
  EXPECT_EQ(server.lost(), 4);
  run_ms(2000);
  EXPECT_TRUE(reports_.empty());
}

TEST_F(ServerTokensTest, LruResidencyNeedsMemorySetAsideForCaches) {
  ServerSetup s = setup(BatchingKind::kContinuous, 8);
  s.serving.residency = ResidencyKind::kLru;
  EXPECT_THROW(Server(loop_, s), InputError);
  s.serving.kv_memory = Bytes{2'000'000'000};
  EXPECT_NO_THROW(Server(loop_, s));
  s.serving.kv_memory = Bytes{7'000'000'000};
  EXPECT_THROW(Server(loop_, s), InputError) << "3 GB are left for weights of 4 GB";
}

}  // namespace
}  // namespace orbitmesh
