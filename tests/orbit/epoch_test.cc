#include "orbit/epoch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "core/error.h"
#include "orbit/leap_seconds.h"

namespace orbitmesh {
namespace {

using ::testing::HasSubstr;

double julian_date(const char* text) {
  const JulianDate date = parse_epoch(text).julian_date();
  return date.day + date.fraction;
}

TEST(Epoch, JulianDatesOfKnownInstants) {
  EXPECT_DOUBLE_EQ(julian_date("2000-01-01T12:00:00Z"), 2451545.0);
  EXPECT_DOUBLE_EQ(julian_date("1970-01-01T00:00:00Z"), 2440587.5);
  // Vallado, example 3-4: 1996-10-26 14:20:00.
  EXPECT_NEAR(julian_date("1996-10-26T14:20:00Z"), 2450383.09722222, 1e-8);
  // Sputnik 1's launch (Meeus, Astronomical Algorithms, ch. 7: 1957-10-04.81) lies before
  // 1960; the table there also gives 1987-01-27.0 = 2446822.5 and 1999-01-01.0 = 2451179.5.
  EXPECT_DOUBLE_EQ(julian_date("1987-01-27T00:00:00Z"), 2446822.5);
  EXPECT_DOUBLE_EQ(julian_date("1999-01-01T00:00:00Z"), 2451179.5);
}

TEST(Epoch, JulianDateKeepsANanosecond) {
  const JulianDate date = parse_epoch("2026-06-01T00:00:00.000000001Z").julian_date();
  EXPECT_EQ(date.day, 2461192.5);
  EXPECT_DOUBLE_EQ(date.fraction, 1e-9 / 86400);
}

TEST(Epoch, WritesWhatItReads) {
  for (const char* text :
       {"2026-06-01T00:00:00Z", "1960-01-01T00:00:00Z", "2099-12-31T23:59:59.999999999Z",
        "2024-02-29T12:34:56.5Z", "1969-07-20T20:17:40Z", "2016-12-31T23:59:60Z",
        "2016-12-31T23:59:60.25Z", "1972-06-30T23:59:60Z", "2017-01-01T00:00:00Z",
        "2016-12-31T23:59:59.999999999Z"}) {
    EXPECT_EQ(parse_epoch(text).str(), text);
  }
  EXPECT_EQ(parse_epoch("2026-06-01T00:00:00.500Z").str(), "2026-06-01T00:00:00.5Z");
}

TEST(Epoch, DifferencesCountLeapSeconds) {
  const Epoch before = parse_epoch("2016-12-31T23:59:59Z");
  const Epoch leap = parse_epoch("2016-12-31T23:59:60Z");
  const Epoch after = parse_epoch("2017-01-01T00:00:00Z");
  EXPECT_EQ(leap - before, Duration::from_s(1));
  EXPECT_EQ(after - leap, Duration::from_s(1));
  EXPECT_LT(before, leap);
  EXPECT_LT(leap, after);
  EXPECT_EQ(before + Duration::from_s(1), leap);
  EXPECT_EQ(after - Duration::from_s(2), before);
}

TEST(Epoch, DaysHave86400SecondsWithoutALeapSecond) {
  EXPECT_EQ(parse_epoch("2026-06-02T00:00:00Z") - parse_epoch("2026-06-01T00:00:00Z"),
            Duration::from_s(86'400));
  EXPECT_EQ(parse_epoch("1970-01-01T00:00:00Z") - parse_epoch("1969-12-31T00:00:00Z"),
            Duration::from_s(86'400));
  // GPS time has been ahead of UTC by 18 s since 2017: leap seconds from 1980-01-06 on.
  EXPECT_EQ(parse_epoch("2026-06-01T00:00:00Z") - parse_epoch("1980-01-06T00:00:00Z"),
            Duration::from_s(16'948LL * 86'400 + 18));
}

TEST(Epoch, ThereWereTwentySevenLeapSeconds) {
  EXPECT_EQ(leap_seconds_before(0), 0);
  EXPECT_EQ(leap_seconds_before(20'000), 27);
  int count = 0;
  for (std::int64_t day = 0; day < 40'000; ++day) {
    if (!ends_with_leap_second(day)) continue;
    ++count;
    EXPECT_EQ(leap_seconds_before(day) + 1, leap_seconds_before(day + 1));
    const std::string date = Epoch::from_utc(day, Duration()).str().substr(5, 5);
    EXPECT_TRUE(date == "06-30" || date == "12-31") << date;
  }
  EXPECT_EQ(count, 27);
}

TEST(Epoch, NanosecondsOfTheMinute) {
  EXPECT_EQ(parse_epoch("2026-06-01T00:00:00Z").ns_of_minute(), 0);
  EXPECT_EQ(parse_epoch("2026-06-01T17:43:27.25Z").ns_of_minute(), 27'250'000'000);
  EXPECT_DOUBLE_EQ(parse_epoch("2026-06-01T17:43:27.25Z").second_of_minute(), 27.25);
  EXPECT_EQ(parse_epoch("1965-03-02T01:02:03Z").ns_of_minute(), 3'000'000'000);
  EXPECT_EQ(parse_epoch("2016-12-31T23:59:60.5Z").ns_of_minute(), 60'500'000'000);
  EXPECT_EQ((parse_epoch("2026-06-01T00:00:57Z") + Duration::from_s(15)).ns_of_minute(),
            12'000'000'000);
}

struct BadEpoch {
  const char* text;
  const char* reason;
};

void PrintTo(const BadEpoch& bad, std::ostream* out) { *out << bad.text; }

class EpochRejects : public ::testing::TestWithParam<BadEpoch> {};

TEST_P(EpochRejects, WithTheReason) {
  try {
    parse_epoch(GetParam().text);
    FAIL() << GetParam().text;
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr(GetParam().reason));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Malformed, EpochRejects,
    ::testing::Values(
        BadEpoch{"", "character 1 should be 4 digits of the year, it ends there"},
        BadEpoch{"2026-13-01T00:00:00Z", "month 13 does not exist, 01 to 12"},
        BadEpoch{"2026-00-01T00:00:00Z", "month 00 does not exist"},
        BadEpoch{"2026-02-30T00:00:00Z", "2026-02-30 does not exist: February 2026 has 28 days"},
        BadEpoch{"2026-04-31T00:00:00Z", "April 2026 has 30 days"},
        BadEpoch{"2026-06-00T00:00:00Z", "2026-06-00 does not exist"},
        BadEpoch{"1959-12-31T00:00:00Z", "year 1959 is out of range, 1960 to 2099"},
        BadEpoch{"2100-01-01T00:00:00Z", "year 2100 is out of range"},
        BadEpoch{"2026-06-01T24:00:00Z", "hour 24 does not exist"},
        BadEpoch{"2026-06-01T00:60:00Z", "minute 60 does not exist"},
        BadEpoch{"2026-06-01T00:00:61Z", "second 61 does not exist"},
        BadEpoch{"2026-06-01T00:00:60Z", "a leap second is always 23:59:60"},
        BadEpoch{"2026-06-30T23:59:60Z", "there was no leap second on that day"},
        BadEpoch{"2016-06-30T23:59:60Z", "there was no leap second on that day"},
        BadEpoch{"2026-06-01T00:00:00", "character 20 should be the \"Z\" that marks UTC"},
        BadEpoch{"2026-06-01T00:00:00+00:00", "should be the \"Z\" that marks UTC, found \"+\""},
        BadEpoch{"2026-06-01T00:00:00z", "should be the \"Z\""},
        BadEpoch{"2026-06-01T00:00:00ZZ", "character 21 should be nothing after the \"Z\""},
        BadEpoch{"2026-06-01 00:00:00Z", "character 11 should be the \"T\""},
        BadEpoch{"2026-06-01", "character 11 should be the \"T\""},
        BadEpoch{"2026-6-01T00:00:00Z", "2 digits of the month"},
        BadEpoch{"-2026-06-01T00:00:00Z", "4 digits of the year"},
        BadEpoch{"2026-06-01T00:00:00.Z", "a digit after the \".\""},
        BadEpoch{"2026-06-01T00:00:00.1234567890Z", "at most nine digits"},
        BadEpoch{"2026-06-01T00:00:00,5Z", "should be the \"Z\""},
        BadEpoch{"\x01\xff", "\"??\" is not a UTC instant"}));

TEST(EpochRejectsLong, TextIsShortenedInTheMessage) {
  try {
    parse_epoch(std::string(100'000, '2'));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_LT(std::string(error.what()).size(), 300u);
  }
}

}  // namespace
}  // namespace orbitmesh
