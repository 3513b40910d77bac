#include "core/time.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

TEST(Duration, UnitsAreWholeNanoseconds) {
  EXPECT_EQ(Duration::from_us(1).ns(), 1'000);
  EXPECT_EQ(Duration::from_ms(1).ns(), 1'000'000);
  EXPECT_EQ(Duration::from_s(-1).ns(), -1'000'000'000);
  EXPECT_EQ(Duration::from_ms(1500).seconds(), 1.5);
  EXPECT_EQ(Duration::from_us(1500).milliseconds(), 1.5);
  EXPECT_EQ(Duration().ns(), 0);
}

TEST(Duration, FromSecondsRoundsHalvesAwayFromZero) {
  EXPECT_EQ(Duration::from_seconds(0.3).ns(), 300'000'000);
  EXPECT_EQ(Duration::from_seconds(1.5e-9).ns(), 2);
  EXPECT_EQ(Duration::from_seconds(-1.5e-9).ns(), -2);
  EXPECT_EQ(Duration::from_seconds(1.4e-9).ns(), 1);
}

TEST(Duration, Arithmetic) {
  const Duration d = Duration::from_ms(7);
  EXPECT_EQ(d + d, 2 * d);
  EXPECT_EQ(d - d, Duration());
  EXPECT_EQ(-d + d, Duration());
  EXPECT_EQ(d / 7, Duration::from_ms(1));
  EXPECT_EQ(d / Duration::from_ms(2), 3);
  EXPECT_EQ(d % Duration::from_ms(2), Duration::from_ms(1));
  EXPECT_LT(d, Duration::max());
  EXPECT_GE(d, d);
}

TEST(Time, DifferencesAreDurations) {
  const Time start = Time::from_ns(5);
  const Time later = start + Duration::from_s(1);
  EXPECT_EQ(later - start, Duration::from_s(1));
  EXPECT_EQ(later - Duration::from_s(1), start);
  EXPECT_EQ(later.since_epoch().ns(), 1'000'000'005);
  EXPECT_LT(start, later);
  EXPECT_NE(start, later);
  Time t = start;
  t += Duration::from_ns(1);
  EXPECT_EQ(t.ns(), 6);
}

}  // namespace
}  // namespace orbitmesh
