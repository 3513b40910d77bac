#include "mesh/phy/rain_series.h"

#include <gtest/gtest.h>

#include <string>

#include "core/error.h"
#include "mesh/phy/radio_units.h"

namespace orbitmesh {
namespace {

Time at_s(double s) { return Time{} + Duration::from_seconds(s); }

std::string error_of(const std::string& text) {
  try {
    RainSeries::parse(text, "rain.csv");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(RainSeriesTest, EachValueHoldsUntilTheNext) {
  const RainSeries rain =
      RainSeries::parse("time_s,rain_mm_h\n0,0\n60,2.5\r\n90.5,12\n", "rain.csv");
  EXPECT_EQ(rain.at(at_s(0)), millimetres_per_hour(0));
  EXPECT_EQ(rain.at(at_s(59.999999999)), millimetres_per_hour(0));
  EXPECT_EQ(rain.at(at_s(60)), millimetres_per_hour(2.5));
  EXPECT_EQ(rain.at(at_s(90.499999999)), millimetres_per_hour(2.5));
  EXPECT_EQ(rain.at(at_s(90.5)), millimetres_per_hour(12));
}

TEST(RainSeriesTest, TheEndsHoldOn) {
  const RainSeries rain = RainSeries::parse("time_s,rain_mm_h\n0,1\n60,2", "rain.csv");
  EXPECT_EQ(rain.at(at_s(-5)), millimetres_per_hour(1));
  EXPECT_EQ(rain.at(at_s(1e8)), millimetres_per_hour(2));
}

TEST(RainSeriesTest, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(error_of(""), "rain.csv:1:1: the first line must be 'time_s,rain_mm_h'");
  EXPECT_EQ(error_of("time,rain\n0,1\n"),
            "rain.csv:1:1: the first line must be 'time_s,rain_mm_h'");
  EXPECT_EQ(error_of("time_s,rain_mm_h\n"), "rain.csv:1: has no values");
  EXPECT_EQ(error_of("time_s,rain_mm_h\n0,1\n\n"),
            "rain.csv:3: must be a time and a rain rate: '60,2.5'");
  EXPECT_EQ(error_of("time_s,rain_mm_h\n5,1\n"), "rain.csv:2:1: the first time must be 0");
  EXPECT_EQ(error_of("time_s,rain_mm_h\n0,1\n60,1\n60,2\n"),
            "rain.csv:4:1: time_s must be greater than on the line before");
}

TEST(RainSeriesTest, TakesNumbersInRangeOnly) {
  const char* const kBad[] = {"-1", "1001", "nan", "inf", "", "1 ", "2,5", "1e3x", "0x10"};
  for (const std::string bad : kBad) {
    EXPECT_EQ(error_of("time_s,rain_mm_h\n0,1\n60," + bad + "\n"),
              "rain.csv:3:4: rain_mm_h is '" + bad + "', must be a number from 0 to 1000");
  }
  EXPECT_EQ(error_of("time_s,rain_mm_h\nx,1\n"),
            "rain.csv:2:1: time_s is 'x', must be a number from 0 to 1000000000");
}

TEST(RainSeriesTest, AMissingFileIsNamed) {
  EXPECT_THROW(RainSeries::read("no-such-rain.csv"), InputError);
}

}  // namespace
}  // namespace orbitmesh
