#include "inference/token_batch.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/inference/test_models.h"

namespace orbitmesh {
namespace {

using testing::language_model;
using testing::unit_accelerator;
using Ids = std::vector<std::uint64_t>;

class TokenBatchTest : public ::testing::Test {
 protected:
  TokenBatch batch(std::int64_t kv_tokens, std::int64_t sequences = 100) {
    return {model_, accelerator_, 1, Bytes{kv_tokens * 1'000'000}, sequences};
  }
  ModelProfile model_ = language_model();
  AcceleratorProfile accelerator_ = unit_accelerator();
};

TEST_F(TokenBatchTest, AloneItTakesWhatAStaticBatchTakes) {
  TokenBatch alone = batch(100);
  alone.join(1, {});
  Duration sum;
  std::vector<Duration> iterations;
  while (alone.size() > 0) {
    iterations.push_back(alone.next_iteration());
    sum += iterations.back();
    alone.advance();
  }
  const TokenPhases phases = token_phases(model_, accelerator_, 1, {{}});
  EXPECT_EQ(iterations.size(), 5U);
  EXPECT_EQ(iterations[0], phases.first);
  EXPECT_EQ(sum, phases.first + phases.decode);
}

TEST_F(TokenBatchTest, AnIterationGivesEverySequenceAToken) {
  TokenBatch running = batch(1000);
  running.join(1, {10, 3, 0});
  EXPECT_EQ(running.advance().first_token, Ids{1});
  running.join(2, {20, 2, 0});
  EXPECT_EQ(running.next_iteration(), Duration::from_ms(21)) << "20 of the prompt and a step";
  TokenBatch::Progress progress = running.advance();
  EXPECT_EQ(progress.first_token, Ids{2});
  EXPECT_TRUE(progress.finished.empty());
  EXPECT_EQ(running.next_iteration(), Duration::from_us(4'000 + 12 + 21));
  progress = running.advance();
  EXPECT_EQ(progress.finished, (Ids{1, 2}));
  EXPECT_EQ(running.size(), 0);
  EXPECT_EQ(running.kv_used(), Bytes{});
}

TEST_F(TokenBatchTest, ThereIsRoomAsLongAsMemoryHoldsPromptAndAnswer) {
  TokenBatch running = batch(40);
  EXPECT_TRUE(running.has_room({30, 10, 0}));
  EXPECT_FALSE(running.has_room({30, 11, 0}));
  running.join(1, {20, 10, 0});
  EXPECT_EQ(running.kv_used(), Bytes{30'000'000});
  EXPECT_FALSE(running.has_room({10, 1, 0}));
  EXPECT_TRUE(running.has_room({9, 1, 0}));
  EXPECT_FALSE(batch(1000, 0).has_room({1, 1, 0}));
}

// As many sequences as fit share a reading of the weights: 15 times the throughput of one.
TEST_F(TokenBatchTest, ManySequencesShareTheWeights) {
  TokenBatch running = batch(10'000);
  for (std::uint64_t id = 0; id < 16; ++id) running.join(id, {1, 100, 0});
  running.advance();
  const double step_ms = running.next_iteration().milliseconds();
  EXPECT_NEAR(step_ms, 16.0, 1e-6) << "now bound by operations, 1 ms a token";
}

}  // namespace
}  // namespace orbitmesh
