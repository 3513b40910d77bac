#include "mesh/timer_wheel.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

Time at_ms(std::int64_t ms) { return Time{} + Duration::from_ms(ms); }

Duration runs(Time now, std::int64_t delay_ms) {
  return timer_wheel_expiry(now, Duration::from_ms(delay_ms)) - now;
}

TEST(TimerWheelTest, DelaysAreRoundedUpToJiffies) {
  EXPECT_EQ(to_jiffies(Duration::from_ms(256)), Duration::from_ms(256));
  EXPECT_EQ(to_jiffies(Duration::from_us(255'104)), Duration::from_ms(256));
  EXPECT_EQ(to_jiffies(Duration{}), Duration{});
}

// Linux 6.18 sent again 544 and 1,056 ms after a retransmission with an RTO of 512 and 1,024 ms.
TEST(TimerWheelTest, ATimerSetOnABoundaryTakesTheNextOne) {
  EXPECT_EQ(runs(at_ms(3'200), 512), Duration::from_ms(544));
  EXPECT_EQ(runs(at_ms(3'200), 1'024), Duration::from_ms(1'056));
  EXPECT_EQ(runs(at_ms(3'200), 40), Duration::from_ms(44));
}

TEST(TimerWheelTest, TheGranularityGrowsWithTheDelay) {
  EXPECT_EQ(timer_wheel_expiry(at_ms(1'001), Duration::from_ms(248)), at_ms(1'252));
  EXPECT_EQ(timer_wheel_expiry(at_ms(1'001), Duration::from_ms(252)), at_ms(1'280));
  EXPECT_EQ(timer_wheel_expiry(at_ms(1'001), Duration::from_ms(2'012)), at_ms(3'040));
  EXPECT_EQ(timer_wheel_expiry(at_ms(1'001), Duration::from_ms(2'016)), at_ms(3'072));
}

TEST(TimerWheelTest, NoTimerGoesOffEarlyOrMoreThanAnEighthAndAJiffyLate) {
  for (std::int64_t now_us = 0; now_us < 3'000'000; now_us += 77'777) {
    for (std::int64_t delay_ms = 0; delay_ms < 120'000; delay_ms += 331) {
      const Time now = Time{} + Duration::from_us(now_us);
      const Duration late = runs(now, delay_ms) - Duration::from_ms(delay_ms);
      EXPECT_GT(late, Duration{});
      EXPECT_LE(late, Duration::from_ms(delay_ms) * 8 / 63 + 2 * kJiffy);
    }
  }
}

}  // namespace
}  // namespace orbitmesh
