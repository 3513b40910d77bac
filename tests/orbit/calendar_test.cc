#include "orbit/calendar.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

TEST(Calendar, KnownDays) {
  EXPECT_EQ(days_since_1970({1970, 1, 1}), 0);
  EXPECT_EQ(days_since_1970({2000, 1, 1}), 10957);
  EXPECT_EQ(days_since_1970({1969, 12, 31}), -1);
  // 1858-11-17 is day 0 of the Modified Julian Date, 1970-01-01 its day 40587.
  EXPECT_EQ(days_since_1970({1858, 11, 17}), -40587);
}

TEST(Calendar, LeapYears) {
  EXPECT_EQ(days_in_month(2026, 2), 28);
  EXPECT_EQ(days_in_month(2028, 2), 29);
  EXPECT_EQ(days_in_month(2000, 2), 29);
  EXPECT_EQ(days_in_month(2100, 2), 28);
}

TEST(Calendar, EveryDayFollowsTheOneBeforeAndConvertsBack) {
  CalendarDate expected = {1960, 1, 1};
  for (std::int64_t day = days_since_1970(expected); expected.year < 2101; ++day) {
    const CalendarDate date = date_of_day(day);
    ASSERT_EQ(date.year, expected.year) << day;
    ASSERT_EQ(date.month, expected.month) << day;
    ASSERT_EQ(date.day, expected.day) << day;
    ASSERT_EQ(days_since_1970(date), day);
    if (++expected.day <= days_in_month(expected.year, expected.month)) continue;
    expected.day = 1;
    if (++expected.month <= 12) continue;
    expected.month = 1;
    ++expected.year;
  }
}

}  // namespace
}  // namespace orbitmesh
