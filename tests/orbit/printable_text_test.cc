#include "orbit/printable_text.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

TEST(PrintableText, EveryOtherByteBecomesAQuestionMark) {
  EXPECT_EQ(printable("STARLINK-1008 ~"), "STARLINK-1008 ~");
  EXPECT_EQ(printable("a\x1b[2J\t\xc3\xa9\x7f"), "a?[2J????");
  EXPECT_EQ(printable(""), "");
}

TEST(PrintableText, QuotedTextIsCutAfter40Bytes) {
  EXPECT_EQ(quoted_text("a\nb"), "\"a?b\"");
  EXPECT_EQ(quoted_text(std::string(40, 'x')), "\"" + std::string(40, 'x') + "\"");
  EXPECT_EQ(quoted_text(std::string(41, 'x')), "\"" + std::string(40, 'x') + "...\"");
}

}  // namespace
}  // namespace orbitmesh
