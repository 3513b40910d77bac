#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/report/axis.h"

namespace orbitmesh {
namespace {

TEST(ReportAxis, WidensToWholeTicks) {
  const Axis axis(0.3, 9.2, false);
  EXPECT_EQ(axis.low(), 0.0);
  EXPECT_EQ(axis.high(), 10.0);
  EXPECT_EQ(axis.ticks(), (std::vector<double>{0, 2, 4, 6, 8, 10}));
}

TEST(ReportAxis, AnExactRangeKeepsItsEnds) {
  const Axis axis(0, 0.5, false, true);
  EXPECT_EQ(axis.share(0.5), 1.0);
  EXPECT_EQ(axis.high(), 0.5);
}

TEST(ReportAxis, ARangeThatIsRoundingAloneIsWidened) {
  const double value = 2.3;
  for (const double high : {value, std::nextafter(value, 3.0), value * (1 + 1e-12)}) {
    const Axis axis(value, high, false);
    EXPECT_LT(axis.low(), value);
    EXPECT_GT(axis.high(), value);
    EXPECT_GE(axis.ticks().size(), 2U);
    EXPECT_LE(axis.ticks().size(), 12U);
  }
}

TEST(ReportAxis, DecadesStandAtPowersOfTen) {
  const Axis axis(3, 4000, true);
  EXPECT_EQ(axis.ticks(), (std::vector<double>{1, 10, 100, 1000, 10000}));
  EXPECT_DOUBLE_EQ(axis.share(100), 0.5);
}

}  // namespace
}  // namespace orbitmesh
