#include "inference/background_load.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

BackgroundOptions options(double load, Duration slice) {
  BackgroundOptions o;
  o.load = load;
  o.slice = slice;
  return o;
}

TEST(BackgroundLoad, WithoutLeasedWorkNothingWaits) {
  BackgroundLoad none({}, 1, 7);
  EXPECT_EQ(none.give_way(4), Duration());
  EXPECT_EQ(none.load(), 0.0);
}

TEST(BackgroundLoad, ADeviceThatIsAlwaysLeasedGivesWayAfterHalfASliceOnAverage) {
  BackgroundLoad load(options(1.0, Duration::from_ms(10)), 1, 7);
  double sum_ms = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Duration wait = load.give_way(1);
    ASSERT_LE(wait, Duration::from_ms(10));
    sum_ms += wait.milliseconds();
  }
  EXPECT_NEAR(sum_ms / 20'000, 5.0, 0.1);
}

TEST(BackgroundLoad, AShareOfTheDevicesRunsIt) {
  BackgroundLoad load(options(0.25, Duration::from_ms(10)), 1, 7);
  int waits = 0;
  for (int i = 0; i < 20'000; ++i) waits += load.give_way(1) > Duration() ? 1 : 0;
  EXPECT_NEAR(waits / 20'000.0, 0.25, 0.015);
}

// The last of n uniform times lies at n / (n + 1) on average.
TEST(BackgroundLoad, AShardedModelWaitsForTheLastDevice) {
  BackgroundLoad load(options(1.0, Duration::from_ms(10)), 1, 7);
  double sum_ms = 0;
  for (int i = 0; i < 20'000; ++i) sum_ms += load.give_way(4).milliseconds();
  EXPECT_NEAR(sum_ms / 20'000, 8.0, 0.1);
}

TEST(BackgroundLoad, ADeviceThatARequestHasJustLeftHasNone) {
  BackgroundLoad load(options(1.0, Duration::from_ms(10)), 1, 7);
  EXPECT_EQ(load.give_way(0), Duration());
}

}  // namespace
}  // namespace orbitmesh
