#include "orbit/catalogue/alpha5.h"

#include <gtest/gtest.h>

#include <string>

namespace orbitmesh {
namespace {

TEST(Alpha5, NumbersThatSpaceTrackGivesAsExamples) {
  EXPECT_EQ(parse_alpha5("A0000"), 100'000);
  EXPECT_EQ(parse_alpha5("E8493"), 148'493);
  EXPECT_EQ(parse_alpha5("J2931"), 182'931);
  EXPECT_EQ(parse_alpha5("P4018"), 234'018);
  EXPECT_EQ(parse_alpha5("W1928"), 301'928);
  EXPECT_EQ(parse_alpha5("Z9999"), 339'999);
}

TEST(Alpha5, LettersIAndOAreLeftOut) {
  EXPECT_EQ(*parse_alpha5("H9999") + 1, *parse_alpha5("J0000"));
  EXPECT_EQ(*parse_alpha5("N9999") + 1, *parse_alpha5("P0000"));
  EXPECT_FALSE(parse_alpha5("I0000"));
  EXPECT_FALSE(parse_alpha5("O0000"));
}

TEST(Alpha5, EveryNumberIsReadBackAndColumnsSortAsNumbersDo) {
  std::string before;
  for (std::int64_t number = 0; number <= kMaxAlpha5; ++number) {
    const std::string columns = format_alpha5(number);
    ASSERT_EQ(parse_alpha5(columns), number);
    ASSERT_LT(before, columns);
    before = columns;
  }
}

TEST(Alpha5, DigitsMayBePaddedWithBlanks) {
  EXPECT_EQ(parse_alpha5("    5"), 5);
  EXPECT_EQ(parse_alpha5("  900"), 900);
  EXPECT_EQ(parse_alpha5("00005"), 5);
}

TEST(Alpha5, OtherTextIsNoNumber) {
  for (const char* text : {"", "     ", "1234", "123456", "5    ", "1 234", "a0000", "AA000",
                           "0A000", " A000", "-0005", "+0005", "1234.", "A00 0"}) {
    EXPECT_FALSE(parse_alpha5(text)) << text;
  }
}

}  // namespace
}  // namespace orbitmesh
