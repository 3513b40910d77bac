#include "scenarios/statistics_bootstrap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace orbitmesh {
namespace {

/// 60 blocks of 10 normal values with mean 0; half of the variance is the block's.
BlockedSample correlated_sample(std::uint64_t index) {
  RngStream stream(11, "test.correlated", index);
  std::vector<BlockedValue> values;
  for (std::int64_t block = 0; block < 60; ++block) {
    const double shared = stream.normal();
    for (int i = 0; i < 10; ++i) {
      values.push_back({static_cast<std::int64_t>(1e6 * (shared + stream.normal())), block});
    }
  }
  return BlockedSample(std::move(values));
}

RngStream stream_of(std::uint64_t index) { return RngStream(1, "statistics.bootstrap", index); }

TEST(Bootstrap, CoversTheTrueMedianAndP90AboutNinetyFiveTimesInAHundred) {
  const double true_p90 = 1e6 * 1.2815515655446 * std::sqrt(2.0);  // normal, variance 2
  constexpr int kSamples = 200;
  int median_covered = 0;
  int p90_covered = 0;
  for (std::uint64_t i = 0; i < kSamples; ++i) {
    const auto intervals = bootstrap_intervals(correlated_sample(i), {kP50, kP90}, stream_of(i));
    ASSERT_TRUE(intervals[0] && intervals[1]);
    if (intervals[0]->low <= 0 && 0 <= intervals[0]->high) ++median_covered;
    const auto p90 = static_cast<std::int64_t>(true_p90);
    if (intervals[1]->low <= p90 && p90 <= intervals[1]->high) ++p90_covered;
  }
  EXPECT_GE(median_covered, 0.90 * kSamples);
  EXPECT_LE(median_covered, 0.99 * kSamples);
  EXPECT_GE(p90_covered, 0.90 * kSamples);
  EXPECT_LE(p90_covered, 0.99 * kSamples);
}

TEST(Bootstrap, HoldsTheEstimateAndTheSameStreamGivesTheSameInterval) {
  const BlockedSample sample = correlated_sample(0);
  const auto first = bootstrap_intervals(sample, {kP50}, stream_of(0));
  const auto second = bootstrap_intervals(sample, {kP50}, stream_of(0));
  EXPECT_EQ(first[0]->low, second[0]->low);
  EXPECT_EQ(first[0]->high, second[0]->high);
  EXPECT_LE(first[0]->low, sample.quantile(kP50));
  EXPECT_GE(first[0]->high, sample.quantile(kP50));
}

TEST(Bootstrap, MatchesResamplingWrittenOut) {
  // The same draws, with the resampled values really built and sorted.
  const BlockedSample sample = correlated_sample(5);
  RngStream stream = stream_of(5);
  std::vector<std::int64_t> medians;
  for (int replicate = 0; replicate < 1000; ++replicate) {
    std::vector<std::int64_t> drawn;
    for (std::int64_t b = 0; b < sample.blocks(); ++b) {
      const auto block = stream.below(static_cast<std::uint64_t>(sample.blocks()));
      for (std::size_t i = 0; i < sample.values().size(); ++i) {
        if (sample.block_of()[i] == block) drawn.push_back(sample.values()[i]);
      }
    }
    std::sort(drawn.begin(), drawn.end());
    medians.push_back(drawn[(drawn.size() + 1) / 2 - 1]);
  }
  std::sort(medians.begin(), medians.end());
  const auto intervals = bootstrap_intervals(sample, {kP50}, stream_of(5));
  EXPECT_EQ(intervals[0]->low, medians[24]);
  EXPECT_EQ(intervals[0]->high, medians[974]);
}

TEST(Bootstrap, GivesNoIntervalForFewBlocks) {
  std::vector<BlockedValue> values;
  for (std::int64_t i = 0; i < 9000; ++i) values.push_back({i, i % 9});
  EXPECT_FALSE(bootstrap_intervals(BlockedSample(values), {kP50}, stream_of(0))[0].has_value());
  values.push_back({5, 9});
  EXPECT_TRUE(bootstrap_intervals(BlockedSample(values), {kP50}, stream_of(0))[0].has_value());
}

}  // namespace
}  // namespace orbitmesh
