#include "orbit/catalogue/designator.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

TEST(Designator, ShortAndLongFormsOfYears1957To2056) {
  EXPECT_EQ(long_designator("98067A"), "1998-067A");
  EXPECT_EQ(long_designator("57001B"), "1957-001B");
  EXPECT_EQ(long_designator("56001ABC"), "2056-001ABC");
  EXPECT_EQ(short_designator("1998-067A"), "98067A");
  EXPECT_EQ(short_designator("1957-001B"), "57001B");
  EXPECT_EQ(short_designator("2056-001ABC"), "56001ABC");
}

TEST(Designator, OtherTextStaysAsItIs) {
  for (const char* text : {"", "UNKNOWN", "98067", "9806A", "98067a", "98067ABCD", "98 67A"}) {
    EXPECT_EQ(long_designator(text), text);
  }
  for (const char* text : {"", "1998-67A", "1998-067", "1998067A", "98-067A", "2057-001A",
                           "1956-001A", "1998-067ABCD"}) {
    EXPECT_EQ(short_designator(text), text);
  }
}

TEST(Designator, TheLongFormTellsTheYearOfTheLaunch) {
  EXPECT_EQ(launch_year("2019-074A"), 2019);
  EXPECT_EQ(launch_year("1957-001B"), 1957);
  for (const char* text : {"", "19074A", "UNKNOWN", "2019-74A", "2019-074", "20x9-074A"}) {
    EXPECT_EQ(launch_year(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace orbitmesh
