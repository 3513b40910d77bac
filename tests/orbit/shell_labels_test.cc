#include "orbit/shell_labels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "core/units.h"

namespace orbitmesh {
namespace {

TEST(ShellLabels, AltitudeAndInclination) {
  EXPECT_THAT(shell_labels({{539.98e3, 53.217 * kDegree}, {1200e3, 87.9 * kDegree}}),
              testing::ElementsAre("540km-53.2deg", "1200km-87.9deg"));
}

TEST(ShellLabels, AllDiffer) {
  const std::vector<std::string> labels =
      shell_labels(std::vector<ShellOrbit>(40, {550e3, 53 * kDegree}));
  EXPECT_EQ(labels[1], "550km-53.0deg-b");
  EXPECT_EQ(std::set<std::string>(labels.begin(), labels.end()).size(), labels.size());
}

}  // namespace
}  // namespace orbitmesh
