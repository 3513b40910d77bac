#include "core/error.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

TEST(SourceLocation, LeavesOutWhatIsUnknown) {
  EXPECT_EQ((SourceLocation{"a.toml", 3, 7}).str(), "a.toml:3:7");
  EXPECT_EQ((SourceLocation{"a.toml", 3, 0}).str(), "a.toml:3");
  EXPECT_EQ((SourceLocation{"a.toml", 0, 7}).str(), "a.toml");
  EXPECT_EQ(SourceLocation().str(), "");
}

TEST(InputError, PutsThePlaceBeforeTheMessage) {
  EXPECT_STREQ(InputError({"a.toml", 3, 7}, "is wrong").what(), "a.toml:3:7: is wrong");
  EXPECT_STREQ(InputError(SourceLocation(), "is wrong").what(), "is wrong");
  EXPECT_STREQ(InputError("is wrong").what(), "is wrong");
}

}  // namespace
}  // namespace orbitmesh
