#include "inference/batch_queue.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

Time at_ms(std::int64_t ms) { return Time() + Duration::from_ms(ms); }

TEST(BatchQueue, WithoutBatchesTheFirstIsAlwaysReady) {
  BatchQueue queue(2, 1, Duration());
  EXPECT_EQ(queue.ready_model(at_ms(1)), std::nullopt);
  queue.push({1, 1, 0, at_ms(1)});
  queue.push({2, 0, 0, at_ms(1)});
  EXPECT_EQ(queue.ready_model(at_ms(1)), 1U);
  EXPECT_EQ(queue.pop(1).id, 1U);
  EXPECT_EQ(queue.ready_model(at_ms(1)), 0U);
  EXPECT_EQ(queue.next_ready(at_ms(1)), std::nullopt);
}

TEST(BatchQueue, ABatchIsReadyWhenItIsFullOrItsOldestHasWaited) {
  BatchQueue queue(1, 3, Duration::from_ms(10));
  queue.push({1, 0, 0, at_ms(0)});
  queue.push({2, 0, 0, at_ms(4)});
  EXPECT_EQ(queue.ready_model(at_ms(9)), std::nullopt);
  EXPECT_EQ(queue.next_ready(at_ms(9)), at_ms(10));
  EXPECT_EQ(queue.ready_model(at_ms(10)), 0U);
  queue.push({3, 0, 0, at_ms(5)});
  EXPECT_EQ(queue.ready_model(at_ms(5)), 0U);
  EXPECT_EQ(queue.next_ready(at_ms(5)), std::nullopt);
}

// The oldest is not the first where the queue does not go by arrival.
TEST(BatchQueue, TheOldestCountsWhereverItStands) {
  BatchQueue queue(1, 3, Duration::from_ms(10));
  queue.push({1, 0, 7, at_ms(0)});
  queue.push({2, 0, 3, at_ms(8)});
  EXPECT_EQ(queue.first_of(0)->id, 2U);
  EXPECT_EQ(queue.next_ready(at_ms(9)), at_ms(10));
}

TEST(BatchQueue, AModelThatWaitsForItsBatchDoesNotHoldBackAnother) {
  BatchQueue queue(2, 2, Duration::from_ms(10));
  queue.push({1, 0, 0, at_ms(0)});
  queue.push({2, 1, 0, at_ms(1)});
  queue.push({3, 1, 0, at_ms(2)});
  EXPECT_EQ(queue.first_model(), 0U);
  EXPECT_EQ(queue.ready_model(at_ms(2)), 1U);
}

TEST(BatchQueue, GoesByRankAndThenByArrival) {
  BatchQueue queue(1, 1, Duration());
  queue.push({1, 0, 5, at_ms(0)});
  queue.push({2, 0, -5, at_ms(0)});
  queue.push({3, 0, -5, at_ms(0)});
  EXPECT_EQ(queue.pop(0).id, 2U);
  EXPECT_EQ(queue.pop(0).id, 3U);
  EXPECT_EQ(queue.pop(0).id, 1U);
  EXPECT_EQ(queue.size(), 0U);
}

TEST(BatchQueue, ForgetsWhatIsTakenOut) {
  BatchQueue queue(1, 1, Duration());
  queue.push({1, 0, 0, at_ms(0)});
  queue.push({2, 0, 0, at_ms(0)});
  EXPECT_TRUE(queue.erase(1));
  EXPECT_FALSE(queue.erase(1));
  EXPECT_FALSE(queue.contains(1));
  EXPECT_EQ(queue.pop(0).id, 2U);
  queue.push({3, 0, 0, at_ms(0)});
  queue.clear();
  EXPECT_EQ(queue.first_of(0), nullptr);
  EXPECT_EQ(queue.first_model(), std::nullopt);
}

}  // namespace
}  // namespace orbitmesh
