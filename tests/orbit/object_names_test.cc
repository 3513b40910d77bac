#include "orbit/object_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

using testing::ElementsAre;

ElementSet object(std::int64_t number, const char* name) {
  ElementSet set;
  set.catalog_number = number;
  set.name = name;
  return set;
}

TEST(ObjectNames, TheNumberStandsForAMissingNameAndBehindASharedOne) {
  EXPECT_THAT(object_names({object(5, "VANGUARD 1"), object(7, ""), object(8, "TBA"),
                            object(9, "TBA"), object(10, "")}),
              ElementsAre("VANGUARD 1", "7", "TBA (8)", "TBA (9)", "10"));
  EXPECT_TRUE(object_names({}).empty());
}

TEST(ObjectNames, ANameThatIsTheNumberOfANamelessObject) {
  EXPECT_THAT(object_names({object(5, ""), object(7, "5")}), ElementsAre("5 (5)", "5 (7)"));
}

}  // namespace
}  // namespace orbitmesh
