#include "mesh/phy/rain_throughput.h"

#include <gtest/gtest.h>

#include "mesh/phy/radio_units.h"

namespace orbitmesh {
namespace {

double factor(double mm_h) { return rain_throughput_factor(millimetres_per_hour(mm_h)); }

TEST(RainThroughputTest, HasTheMeasuredFactorInEachBucket) {
  EXPECT_EQ(factor(0), 1.0);
  EXPECT_EQ(factor(0.2), 0.905);
  EXPECT_EQ(factor(1.5), 0.806);
  EXPECT_EQ(factor(2.5), 0.70);
  EXPECT_EQ(factor(3.5), 0.71);
  EXPECT_EQ(factor(4.5), 0.55);
  EXPECT_EQ(factor(5.5), 0.52);
  EXPECT_EQ(factor(300), 0.52);
}

TEST(RainThroughputTest, ABucketHoldsItsUpperEdge) {
  EXPECT_EQ(factor(1), 0.905);
  EXPECT_EQ(factor(1.001), 0.806);
  EXPECT_EQ(factor(3), 0.70);
  EXPECT_EQ(factor(5), 0.55);
  EXPECT_EQ(factor(5.001), 0.52);
}

}  // namespace
}  // namespace orbitmesh
