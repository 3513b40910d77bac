#include "scenarios/summary_format.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace orbitmesh {
namespace {

TEST(SummaryFormat, GroupsDigitsInThrees) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(-123456), "-123,456");
  EXPECT_EQ(grouped(-1234567), "-1,234,567");
  EXPECT_EQ(grouped(INT64_MIN), "-9,223,372,036,854,775,808");
}

TEST(SummaryFormat, SpansReadWell) {
  EXPECT_EQ(readable(Duration::from_ms(250)), "250 ms");
  EXPECT_EQ(readable(Duration::from_s(12)), "12 s");
  EXPECT_EQ(readable(Duration::from_ms(12'500)), "12.5 s");
  EXPECT_EQ(readable(Duration::from_s(90)), "1 min 30 s");
  EXPECT_EQ(readable(Duration::from_s(1800)), "30 min");
  EXPECT_EQ(readable(Duration::from_s(3600)), "1 h");
  EXPECT_EQ(readable(Duration::from_s(7500)), "2 h 05 min");
}

TEST(SummaryFormat, MillisecondsHaveThreeDigits) {
  EXPECT_EQ(readable_ms(Duration()), "0");
  EXPECT_EQ(readable_ms(Duration::from_us(123)), "0.123");
  EXPECT_EQ(readable_ms(Duration::from_us(1234)), "1.23");
  EXPECT_EQ(readable_ms(Duration::from_us(9999)), "10.0");
  EXPECT_EQ(readable_ms(Duration::from_us(83'210)), "83.2");
  EXPECT_EQ(readable_ms(Duration::from_us(999'600)), "1,000");
  EXPECT_EQ(readable_ms(Duration::from_ms(1'240)), "1,240");
}

TEST(SummaryFormat, BytesHaveThreeDigits) {
  EXPECT_EQ(readable(Bytes{0}), "0 B");
  EXPECT_EQ(readable(Bytes{999}), "999 B");
  EXPECT_EQ(readable(Bytes{12'345'678}), "12.3 MB");
  EXPECT_EQ(readable(Bytes{999'900}), "1.00 MB");
}

TEST(SummaryFormat, FactorsHaveThreeDigitsAndNoExponent) {
  EXPECT_EQ(readable_factor(0.25), "0.25");
  EXPECT_EQ(readable_factor(60.0), "60");
  EXPECT_EQ(readable_factor(24.12), "24.1");
  EXPECT_EQ(readable_factor(999.4), "999");
  EXPECT_EQ(readable_factor(999.6), "1,000");
  EXPECT_EQ(readable_factor(1454.6), "1,450");
  EXPECT_EQ(readable_factor(123'456.0), "123,000");
}

TEST(SummaryFormat, PercentagesNeverRoundToAllOrNothing) {
  EXPECT_EQ(percentage(0, 0), "-");
  EXPECT_EQ(percentage(0, 10), "0.0 %");
  EXPECT_EQ(percentage(10, 10), "100.0 %");
  EXPECT_EQ(percentage(973, 1000), "97.3 %");
  EXPECT_EQ(percentage(99'999, 100'000), "> 99.9 %");
  EXPECT_EQ(percentage(1, 100'000), "< 0.1 %");
}

TEST(SummaryFormat, LongNamesAreCut) {
  EXPECT_EQ(shortened("inspector", 9), "inspector");
  EXPECT_EQ(shortened("inspectors", 9), "inspec...");
}

}  // namespace
}  // namespace orbitmesh
