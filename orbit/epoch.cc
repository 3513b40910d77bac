#include "orbit/epoch.h"

#include <fmt/format.h>

#include "orbit/calendar.h"
#include "orbit/leap_seconds.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kSecond_ns = 1'000'000'000;
constexpr std::int64_t kMinute_ns = 60 * kSecond_ns;
constexpr std::int64_t kDay_ns = 86'400 * kSecond_ns;
constexpr double kJulianDateOf1970 = 2440587.5;

std::int64_t start_of_day_ns(std::int64_t day) {
  return day * kDay_ns + leap_seconds_before(day) * kSecond_ns;
}

}  // namespace

Epoch Epoch::from_utc(std::int64_t days_since_1970, Duration of_day) {
  return Epoch(start_of_day_ns(days_since_1970) + of_day.ns());
}

std::int64_t Epoch::day_since_1970() const {
  // Leap seconds counted as part of a day make this first guess late by at most one day.
  std::int64_t day = elapsed_ns_ / kDay_ns - (elapsed_ns_ % kDay_ns < 0 ? 1 : 0);
  while (elapsed_ns_ < start_of_day_ns(day)) --day;
  return day;
}

Duration Epoch::of_day() const {
  return Duration::from_ns(elapsed_ns_ - start_of_day_ns(day_since_1970()));
}

std::int64_t Epoch::ns_of_minute() const {
  const std::int64_t ns = of_day().ns();
  return ns < kDay_ns ? ns % kMinute_ns : ns - (kDay_ns - kMinute_ns);
}

JulianDate Epoch::julian_date() const {
  return {kJulianDateOf1970 + static_cast<double>(day_since_1970()),
          static_cast<double>(of_day().ns()) / static_cast<double>(kDay_ns)};
}

std::string Epoch::str() const {
  const CalendarDate date = date_of_day(day_since_1970());
  const std::int64_t ns_of_minute = this->ns_of_minute();
  const std::int64_t minute_of_day = (of_day().ns() - ns_of_minute) / kMinute_ns;
  std::string text =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", date.year, date.month, date.day,
                  minute_of_day / 60, minute_of_day % 60, ns_of_minute / kSecond_ns);
  if (const std::int64_t fraction_ns = ns_of_minute % kSecond_ns; fraction_ns != 0) {
    text += fmt::format(".{:09}", fraction_ns);
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text + "Z";
}

}  // namespace orbitmesh
