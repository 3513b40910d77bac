#include "nodes/wear_out.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/units.h"

namespace orbitmesh {
namespace {

double years(Time t) { return t.seconds() / kYear_s; }

TEST(WearOut, HalfTheDevicesSurviveTheMedianDose) {
  std::vector<double> times_yr;
  for (std::uint32_t node = 0; node < 1000; ++node) {
    const auto at = wear_out_time(1, NodeId{node}, {1000, 5000, {}});
    ASSERT_TRUE(at);
    times_yr.push_back(years(*at));
  }
  std::sort(times_yr.begin(), times_yr.end());
  EXPECT_NEAR(times_yr[500], 5, 0.25);
  // One standard deviation below the median in the logarithm.
  EXPECT_NEAR(times_yr[159], 5 * std::exp(-0.3), 0.25);
}

TEST(WearOut, ADeviceHasSurvivedItsAge) {
  for (std::uint32_t node = 0; node < 100; ++node) {
    const Duration age = Duration::from_seconds(5 * kYear_s);
    const auto young = wear_out_time(1, NodeId{node}, {1000, 5000, {}});
    const auto old = wear_out_time(1, NodeId{node}, {1000, 5000, age});
    ASSERT_TRUE(young && old);
    EXPECT_GE(*old, Time{});
    if (years(*young) > 5) {
      EXPECT_NEAR(years(*old), years(*young) - 5, 1e-6);
    }
  }
}

TEST(WearOut, NeverWithoutADose) {
  EXPECT_FALSE(wear_out_time(1, NodeId{0}, {0, 5000, {}}));
  EXPECT_FALSE(wear_out_time(1, NodeId{0}, {1, 5000, {}}));
}

}  // namespace
}  // namespace orbitmesh
