#include "orbit/angles.h"

#include <gtest/gtest.h>

#include "core/units.h"

namespace orbitmesh {
namespace {

TEST(Angles, WrapsIntoOneTurn) {
  EXPECT_EQ(wrap_two_pi(0.0), 0.0);
  EXPECT_EQ(wrap_two_pi(1.0), 1.0);
  EXPECT_NEAR(wrap_two_pi(-1.0), 2 * kPi - 1, 1e-15);
  EXPECT_NEAR(wrap_two_pi(20 * kPi + 1), 1.0, 1e-14);
}

TEST(Angles, NeverReturnsAFullTurn) {
  EXPECT_EQ(wrap_two_pi(2 * kPi), 0.0);
  EXPECT_LT(wrap_two_pi(-1e-20), 2 * kPi);
}

TEST(Angles, WrapsAroundZero) {
  EXPECT_NEAR(wrap_pi(1.5 * kPi), -0.5 * kPi, 1e-15);
  EXPECT_NEAR(wrap_pi(-1.5 * kPi), 0.5 * kPi, 1e-15);
  EXPECT_EQ(wrap_pi(kPi), -kPi);
}

}  // namespace
}  // namespace orbitmesh
