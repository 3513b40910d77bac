#include "mesh/normal_distribution.h"

#include <gtest/gtest.h>

#include <cmath>

namespace orbitmesh {
namespace {

TEST(NormalUpperTailTest, AgreesWithTheComplementaryErrorFunction) {
  for (double x = -8; x < 20; x += 0.01) {
    const double expected = 0.5 * std::erfc(x / std::sqrt(2.0));
    EXPECT_NEAR(normal_upper_tail(x), expected, 1e-15) << x;
    EXPECT_NEAR(normal_upper_tail(x), expected, 1e-8 * expected) << x;
  }
  EXPECT_EQ(normal_upper_tail(0), 0.5);
  EXPECT_EQ(normal_upper_tail(40), 0.0);
  EXPECT_EQ(normal_upper_tail(-40), 1.0);
}

TEST(NormalUpperQuantileTest, HasTheTabulatedValues) {
  EXPECT_EQ(normal_upper_quantile(0.5), 0.0);
  EXPECT_NEAR(normal_upper_quantile(0.05), 1.6448536269514722, 1e-14);
  EXPECT_NEAR(normal_upper_quantile(0.975), -1.9599639845400545, 1e-14);
  EXPECT_NEAR(normal_upper_quantile(1e-4), 3.7190164854556804, 1e-13);
  EXPECT_NEAR(normal_upper_quantile(1e-15), 7.941345326170997, 1e-13);
}

TEST(NormalUpperQuantileTest, InvertsTheTail) {
  for (double p = 1e-290; p < 1; p *= 1.5) {
    EXPECT_NEAR(normal_upper_tail(normal_upper_quantile(p)), p, 1e-8 * p) << p;
  }
  for (double p = 0.001; p < 1; p += 0.001) {
    EXPECT_NEAR(normal_upper_tail(normal_upper_quantile(p)), p, 1e-14) << p;
  }
}

}  // namespace
}  // namespace orbitmesh
