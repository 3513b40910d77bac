#include "inference/latency_record.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

constexpr Duration ms(std::int64_t n) { return Duration::from_ms(n); }
constexpr Time at_s(std::int64_t n) { return Time() + Duration::from_s(n); }

TEST(LatencyRecord, IsThePriorBeforeTheFirstObservation) {
  const LatencyRecord record;
  for (const double prior : {0.0, 0.3, 1.0}) {
    EXPECT_DOUBLE_EQ(record.probability_within(ms(100), prior, at_s(0)), prior);
  }
}

TEST(LatencyRecord, IsTheMeanOfABetaPosterior) {
  LatencyRecord record;
  for (const std::int64_t latency : {80, 100, 120}) record.add(at_s(1), ms(latency));
  record.add(at_s(1), std::nullopt);
  // 2 of 4 within 100 ms, and 4 observations' worth of prior.
  EXPECT_DOUBLE_EQ(record.probability_within(ms(100), 0.5, at_s(2)), (2 + 2) / 8.0);
  EXPECT_DOUBLE_EQ(record.probability_within(ms(100), 1.0, at_s(2)), (2 + 4) / 8.0);
  EXPECT_DOUBLE_EQ(record.probability_within(ms(79), 0.0, at_s(2)), 0.0);
  EXPECT_DOUBLE_EQ(record.probability_within(Duration::from_s(86'400), 0.0, at_s(2)), 3 / 8.0)
      << "no answer is within no limit";
}

TEST(LatencyRecord, KeepsTheNewestSixtyFour) {
  LatencyRecord record;
  for (int i = 0; i < 64; ++i) record.add(at_s(1), std::nullopt);
  EXPECT_DOUBLE_EQ(record.probability_within(ms(100), 0.0, at_s(2)), 0.0);
  for (int i = 0; i < 48; ++i) record.add(at_s(2), ms(50));
  EXPECT_DOUBLE_EQ(record.probability_within(ms(100), 0.0, at_s(2)), 48 / 68.0);
  for (int i = 0; i < 16; ++i) record.add(at_s(2), ms(50));
  EXPECT_DOUBLE_EQ(record.probability_within(ms(100), 0.0, at_s(2)), 64 / 68.0);
}

TEST(LatencyRecord, ForgetsAfterAMinute) {
  LatencyRecord record;
  record.add(at_s(10), std::nullopt);
  EXPECT_DOUBLE_EQ(record.probability_within(ms(100), 1.0, at_s(70)), 4 / 5.0);
  EXPECT_DOUBLE_EQ(record.probability_within(ms(100), 1.0, at_s(70) + Duration::from_ns(1)), 1.0);
}

TEST(LatencyRecord, QuantilesAreObservedLatencies) {
  LatencyRecord record;
  EXPECT_EQ(record.count(at_s(0)), 0);
  for (const std::int64_t latency : {40, 10, 30, 20}) record.add(at_s(1), ms(latency));
  EXPECT_EQ(record.count(at_s(2)), 4);
  EXPECT_EQ(record.quantile(0.5, at_s(2)), ms(20));
  EXPECT_EQ(record.quantile(0.51, at_s(2)), ms(30));
  EXPECT_EQ(record.quantile(0.01, at_s(2)), ms(10));
  EXPECT_EQ(record.quantile(0.99, at_s(2)), ms(40));
  record.add(at_s(1), std::nullopt);
  EXPECT_EQ(record.quantile(0.99, at_s(2)), Duration::max());
  EXPECT_EQ(record.count(at_s(62)), 0) << "after a minute";
}

}  // namespace
}  // namespace orbitmesh
