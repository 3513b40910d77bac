#include "mesh/codel.h"

#include <gtest/gtest.h>

#include <vector>

namespace orbitmesh {
namespace {

constexpr CoDelParameters kParameters{Duration::from_ms(100), Duration::from_ms(200)};

Time at_ms(std::int64_t ms) { return Time{} + Duration::from_ms(ms); }

/// Times of the drops, in ms, when a packet comes to the head every millisecond.
std::vector<std::int64_t> drops(CoDel& codel, std::int64_t begin_ms, std::int64_t end_ms,
                                Duration sojourn) {
  std::vector<std::int64_t> dropped;
  for (std::int64_t ms = begin_ms; ms < end_ms; ++ms) {
    if (codel.drops(at_ms(ms), sojourn, false)) dropped.push_back(ms);
  }
  return dropped;
}

TEST(CoDel, LeavesShortQueuesAndShortPeaksAlone) {
  CoDel codel(kParameters);
  EXPECT_TRUE(drops(codel, 0, 10'000, Duration::from_ms(99)).empty());
  EXPECT_TRUE(drops(codel, 10'000, 10'200, Duration::from_ms(500)).empty());
  EXPECT_TRUE(drops(codel, 10'200, 10'210, Duration::from_ms(50)).empty());
  EXPECT_TRUE(drops(codel, 10'210, 10'410, Duration::from_ms(500)).empty());
}

TEST(CoDel, DropsAfterAnIntervalAndThenAtIntervalsOverTheSquareRootOfTheirNumber) {
  CoDel codel(kParameters);
  // 200 ms, then 200 / sqrt(1), 200 / sqrt(2), 200 / sqrt(3) later, each rounded up.
  EXPECT_EQ(drops(codel, 0, 800, Duration::from_ms(150)),
            (std::vector<std::int64_t>{200, 400, 542, 657, 757}));
}

TEST(CoDel, NeverDropsTheLastPacket) {
  CoDel codel(kParameters);
  for (std::int64_t ms = 0; ms < 10'000; ++ms) {
    EXPECT_FALSE(codel.drops(at_ms(ms), Duration::from_s(1), true));
  }
}

TEST(CoDel, GoesOnAtItsRateWhenTheQueueComesBackSoon) {
  CoDel codel(kParameters);
  const std::size_t first = drops(codel, 0, 2000, Duration::from_ms(150)).size();
  EXPECT_TRUE(drops(codel, 2000, 2010, Duration::from_ms(10)).empty());
  // Begins again with about as many an interval as it ended with.
  const std::size_t again = drops(codel, 2010, 2610, Duration::from_ms(150)).size();
  CoDel fresh(kParameters);
  const std::size_t anew = drops(fresh, 2010, 2610, Duration::from_ms(150)).size();
  EXPECT_GT(first, 10U);
  EXPECT_GE(again, 2 * anew);
}

}  // namespace
}  // namespace orbitmesh
