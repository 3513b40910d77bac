#include "orbit/shells/dense_groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(DenseGroups, TheFullestWindowComesFirst) {
  const std::vector<double> values = {9.0, 1.0, 5.2, 5.0, 1.4, 5.9};
  EXPECT_THAT(dense_groups(values, 1.0, 1),
              ElementsAre(ElementsAre(3, 2, 5), ElementsAre(1, 4), ElementsAre(0)));
}

TEST(DenseGroups, GroupsBelowTheLeastNumberAreLeftOut) {
  const std::vector<double> values = {9.0, 1.0, 5.2, 5.0, 1.4, 5.9};
  EXPECT_THAT(dense_groups(values, 1.0, 2), ElementsAre(ElementsAre(3, 2, 5), ElementsAre(1, 4)));
  EXPECT_THAT(dense_groups(values, 1.0, 4), IsEmpty());
  EXPECT_THAT(dense_groups({}, 1.0, 1), IsEmpty());
}

TEST(DenseGroups, AChainOfValuesIsCutToWindows) {
  EXPECT_THAT(dense_groups({0.0, 0.5, 1.0, 1.5, 2.0}, 1.0, 1),
              ElementsAre(ElementsAre(0, 1, 2), ElementsAre(3, 4)));
}

TEST(DenseGroups, EqualValuesStayTogetherInTheirOrder) {
  EXPECT_THAT(dense_groups({2.0, 2.0, 2.0}, 0.0, 1), ElementsAre(ElementsAre(0, 1, 2)));
}

}  // namespace
}  // namespace orbitmesh
