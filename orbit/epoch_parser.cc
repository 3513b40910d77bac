#include <fmt/format.h>

#include "core/error.h"
#include "orbit/calendar.h"
#include "orbit/epoch.h"
#include "orbit/leap_seconds.h"
#include "orbit/printable_text.h"

namespace orbitmesh {
namespace {

constexpr const char* kExample = "2026-06-01T00:00:00Z";
constexpr int kFirstYear = 1960;
constexpr int kLastYear = 2099;

/// Reads the fields of an instant from left to right.
class FieldReader {
 public:
  explicit FieldReader(std::string_view text) : text_(text) {}

  int number(int digits, const char* name) {
    int value = 0;
    for (int i = 0; i < digits; ++i) {
      if (!at_digit()) malformed(fmt::format("{} digits of the {}", digits, name));
      value = value * 10 + (text_[at_++] - '0');
    }
    return value;
  }

  void literal(char expected, const char* what) {
    if (at_ == text_.size() || text_[at_] != expected) malformed(what);
    ++at_;
  }

  /// ".5" as 500,000,000; 0 where there is no fraction.
  std::int64_t fraction_ns() {
    if (at_ == text_.size() || text_[at_] != '.') return 0;
    ++at_;
    if (!at_digit()) malformed("a digit after the \".\"");
    std::int64_t ns = 0;
    int digits = 0;
    for (; at_digit(); ++digits, ++at_) {
      if (digits == 9) fail("a fraction of a second has at most nine digits (nanoseconds)");
      ns = ns * 10 + (text_[at_] - '0');
    }
    for (; digits < 9; ++digits) ns *= 10;
    return ns;
  }

  void end() {
    if (at_ != text_.size()) malformed("nothing after the \"Z\"");
  }

  [[noreturn]] void fail(const std::string& why) const {
    throw InputError(quoted_text(text_) + " is not a UTC instant: " + why);
  }

 private:
  bool at_digit() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }

  [[noreturn]] void malformed(const std::string& expected) const {
    const std::string found =
        at_ == text_.size() ? "it ends there" : "found " + quoted_text(text_.substr(at_, 1));
    fail(fmt::format("character {} should be {}, {}; write it as \"{}\"", at_ + 1, expected, found,
                     kExample));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

struct TimeOfDay {
  int hour;
  int minute;
  int second;
  std::int64_t fraction_ns;
};

CalendarDate read_date(FieldReader& reader) {
  CalendarDate date;
  date.year = reader.number(4, "year");
  reader.literal('-', "the \"-\" before the month");
  date.month = reader.number(2, "month");
  reader.literal('-', "the \"-\" before the day");
  date.day = reader.number(2, "day");
  return date;
}

TimeOfDay read_time(FieldReader& reader) {
  TimeOfDay time = {};
  reader.literal('T', "the \"T\" between date and time");
  time.hour = reader.number(2, "hour");
  reader.literal(':', "the \":\" before the minutes");
  time.minute = reader.number(2, "minutes");
  reader.literal(':', "the \":\" before the seconds");
  time.second = reader.number(2, "seconds");
  time.fraction_ns = reader.fraction_ns();
  reader.literal('Z', "the \"Z\" that marks UTC");
  reader.end();
  return time;
}

void check_date(const FieldReader& reader, CalendarDate date) {
  if (date.year < kFirstYear || date.year > kLastYear) {
    reader.fail(
        fmt::format("year {:04} is out of range, {} to {}", date.year, kFirstYear, kLastYear));
  }
  if (date.month < 1 || date.month > 12) {
    reader.fail(fmt::format("month {:02} does not exist, 01 to 12", date.month));
  }
  const int last = days_in_month(date.year, date.month);
  if (date.day < 1 || date.day > last) {
    reader.fail(fmt::format("{:04}-{:02}-{:02} does not exist: {} {} has {} days", date.year,
                            date.month, date.day, month_name(date.month), date.year, last));
  }
}

void check_time(const FieldReader& reader, TimeOfDay time, std::int64_t day) {
  if (time.hour > 23) reader.fail(fmt::format("hour {} does not exist, 00 to 23", time.hour));
  if (time.minute > 59) reader.fail(fmt::format("minute {} does not exist, 00 to 59", time.minute));
  if (time.second > 60) reader.fail(fmt::format("second {} does not exist, 00 to 59", time.second));
  if (time.second < 60) return;
  if (time.hour != 23 || time.minute != 59) {
    reader.fail("second 60 does not exist there: a leap second is always 23:59:60");
  }
  if (!ends_with_leap_second(day)) reader.fail("there was no leap second on that day");
}

}  // namespace

Epoch parse_epoch(std::string_view text) {
  FieldReader reader(text);
  const CalendarDate date = read_date(reader);
  const TimeOfDay time = read_time(reader);
  check_date(reader, date);
  const std::int64_t day = days_since_1970(date);
  check_time(reader, time, day);
  const std::int64_t seconds = (time.hour * 60 + time.minute) * 60 + time.second;
  return Epoch::from_utc(day, Duration::from_s(seconds) + Duration::from_ns(time.fraction_ns));
}

}  // namespace orbitmesh
