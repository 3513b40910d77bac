#include "orbit/leap_seconds.h"

#include <erfa.h>
#include <gtest/gtest.h>

#include "orbit/calendar.h"

namespace orbitmesh {
namespace {

TEST(ErfaLeapSeconds, TheSameOnEveryDayFrom1972To2050) {
  const std::int64_t last = days_since_1970({2050, 12, 31});
  for (std::int64_t day = days_since_1970({1972, 1, 1}); day <= last; ++day) {
    const CalendarDate date = date_of_day(day);
    double tai_minus_utc_s = 0;
    ASSERT_GE(eraDat(date.year, date.month, date.day, 0.0, &tai_minus_utc_s), 0);
    ASSERT_EQ(10 + leap_seconds_before(day), tai_minus_utc_s)
        << date.year << '-' << date.month << '-' << date.day;
  }
}

}  // namespace
}  // namespace orbitmesh
