#include "orbit/calendar.h"

#include <array>

namespace orbitmesh {
namespace {

constexpr int kDaysIn400Years = 146097;
constexpr int kDaysFromMarch0000To1970 = 719468;

bool is_leap_year(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : kDays.at(static_cast<std::size_t>(month - 1));
}

const char* month_name(int month) {
  constexpr std::array<const char*, 12> kNames = {"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
  return kNames.at(static_cast<std::size_t>(month - 1));
}

// Both conversions count in years that begin on 1 March, so that the leap day is the
// last of its year (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").

std::int64_t days_since_1970(CalendarDate date) {
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = floor_div(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t months_since_march = (date.month + 9) % 12;
  const std::int64_t day_of_year = (153 * months_since_march + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysIn400Years + day_of_era - kDaysFromMarch0000To1970;
}

CalendarDate date_of_day(std::int64_t days_since_1970) {
  const std::int64_t day = days_since_1970 + kDaysFromMarch0000To1970;
  const std::int64_t era = floor_div(day, kDaysIn400Years);
  const std::int64_t day_of_era = day - era * kDaysIn400Years;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t months_since_march = (5 * day_of_year + 2) / 153;
  const int month = static_cast<int>((months_since_march + 2) % 12 + 1);
  const std::int64_t year = era * 400 + year_of_era + (month <= 2 ? 1 : 0);
  const std::int64_t day_of_month = day_of_year - (153 * months_since_march + 2) / 5 + 1;
  return {static_cast<int>(year), month, static_cast<int>(day_of_month)};
}

}  // namespace orbitmesh
