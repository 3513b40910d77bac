#pragma once

#include <cstdint>

namespace orbitmesh {

/// A day of the proleptic Gregorian calendar.
struct CalendarDate {
  int year = 1970;
  int month = 1;  ///< 1 to 12
  int day = 1;    ///< 1 to days_in_month()
};

/// 28 to 31. Precondition: 1 <= month <= 12.
int days_in_month(int year, int month);

/// English name. Precondition: 1 <= month <= 12.
const char* month_name(int month);

/// Days from 1970-01-01 to `date`, negative before it.
std::int64_t days_since_1970(CalendarDate date);

/// Inverse of days_since_1970().
CalendarDate date_of_day(std::int64_t days_since_1970);

}  // namespace orbitmesh
