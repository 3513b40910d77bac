#include "inference/clocked_work.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

Time at_ms(std::int64_t ms) { return Time() + Duration::from_ms(ms); }

TEST(ClockedWork, TakesItsTimeAtTheNominalClock) {
  EXPECT_EQ(ClockedWork(Duration::from_ms(10), at_ms(5), 1.0).end(), at_ms(15));
  EXPECT_EQ(ClockedWork(Duration::from_ms(10), at_ms(5), 0.5).end(), at_ms(25));
}

// 4 ms done at once, 3 more in the 6 ms at half the clock, and the last 3 at a quarter.
TEST(ClockedWork, ChangesOfTheClockRescaleTheRest) {
  ClockedWork work(Duration::from_ms(10), at_ms(0), 1.0);
  work.set_clock(at_ms(4), 0.5);
  EXPECT_EQ(work.end(), at_ms(16));
  work.set_clock(at_ms(10), 0.25);
  EXPECT_EQ(work.end(), at_ms(22));
  work.set_clock(at_ms(22), 1.0);
  EXPECT_EQ(work.end(), at_ms(22)) << "nothing is left";
}

}  // namespace
}  // namespace orbitmesh
