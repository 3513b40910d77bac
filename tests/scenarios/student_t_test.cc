#include "scenarios/student_t.h"

#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/replicate_estimate.h"

namespace orbitmesh {
namespace {

// Tables of Student's distribution, as in Abramowitz and Stegun, table 26.10.
TEST(StudentT, AgreesWithTheTables) {
  EXPECT_NEAR(student_t_quantile(0.975, 1), 12.7062, 5e-5);
  EXPECT_NEAR(student_t_quantile(0.975, 2), 4.30265, 5e-6);
  EXPECT_NEAR(student_t_quantile(0.975, 3), 3.18245, 5e-6);
  EXPECT_NEAR(student_t_quantile(0.975, 9), 2.26216, 5e-6);
  EXPECT_NEAR(student_t_quantile(0.975, 30), 2.04227, 5e-6);
  EXPECT_NEAR(student_t_quantile(0.995, 4), 4.60409, 5e-6);
  EXPECT_NEAR(student_t_quantile(0.95, 120), 1.65765, 5e-6);
}

TEST(StudentT, OfOneDegreeIsCauchysAndOfManyTheNormal) {
  EXPECT_NEAR(student_t_quantile(0.75, 1), 1.0, 1e-9);
  EXPECT_NEAR(student_t_quantile(0.975, 1'000'000), 1.959964, 1e-5);
}

TEST(StudentT, IsSymmetric) {
  EXPECT_DOUBLE_EQ(student_t_quantile(0.1, 7), -student_t_quantile(0.9, 7));
  EXPECT_NEAR(student_t_quantile(0.5, 7), 0, 1e-12);
}

TEST(ReplicateEstimate, HasTheIntervalOfTheMean) {
  // s = 1 over 4 values, so half the width is t(0.975, 3) / 2.
  const ReplicateEstimate value = estimate({9, 9.5, 10.5, 11});
  const double s = std::sqrt((1 + 0.25 + 0.25 + 1) / 3);
  EXPECT_DOUBLE_EQ(value.mean, 10);
  ASSERT_TRUE(value.half_width);
  EXPECT_NEAR(*value.half_width, 3.18245 * s / 2, 1e-5);
  EXPECT_TRUE(value.differs_from_zero());
  EXPECT_FALSE(estimate({-1, 1, 0.5}).differs_from_zero());
}

TEST(ReplicateEstimate, OfOneValueHasNoInterval) {
  EXPECT_FALSE(estimate({3}).half_width);
  EXPECT_FALSE(estimate({3}).differs_from_zero());
}

}  // namespace
}  // namespace orbitmesh
