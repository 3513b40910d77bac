#include "scenarios/statistics.h"

#include <gtest/gtest.h>

#include "core/rng.h"

namespace orbitmesh {
namespace {

std::vector<BlockedValue> independent(std::int64_t blocks, std::int64_t per_block) {
  RngStream stream(7, "test.independent", 0);
  std::vector<BlockedValue> values;
  for (std::int64_t i = 0; i < blocks * per_block; ++i) {
    values.push_back({static_cast<std::int64_t>(stream.below(1'000'000)), i / per_block});
  }
  return values;
}

TEST(Percentile, NearestRankRoundsUp) {
  EXPECT_EQ(nearest_rank(kP50, 1), 1);
  EXPECT_EQ(nearest_rank(kP50, 4), 2);
  EXPECT_EQ(nearest_rank(kP50, 5), 3);
  EXPECT_EQ(nearest_rank(kP90, 10), 9);
  EXPECT_EQ(nearest_rank(kP90, 11), 10);
  EXPECT_EQ(nearest_rank(kP99, 100), 99);
  EXPECT_EQ(nearest_rank(Percentile{999}, 1), 1);
  EXPECT_EQ(nearest_rank(Percentile{999}, 1'000'000'000'000'000'001), 999'000'000'000'000'001);
}

TEST(Percentile, MinimumSamplesAreThoseOfMlperfEarlyStopping) {
  EXPECT_EQ(minimum_samples(kP90), 64);
  EXPECT_EQ(minimum_samples(kP99), 662);
  EXPECT_EQ(minimum_samples(Percentile{999}), 6'636);
  EXPECT_EQ(minimum_samples(kP50), 11);  // (11 + 1) / 2^11 = 0.6 %, (10 + 1) / 2^10 = 1.1 %
}

TEST(BlockedSample, QuantileIsAnObservedValue) {
  const BlockedSample sample({{30, 0}, {10, 0}, {20, 1}, {40, 1}});
  EXPECT_EQ(sample.quantile(kP50), 20);
  EXPECT_EQ(sample.quantile(kP90), 40);
  EXPECT_EQ(sample.size(), 4);
  EXPECT_EQ(sample.blocks(), 2);
}

TEST(IntraclassCorrelation, ByHand) {
  // Two blocks of two: {1, 0} and {1, 1}. Mean 3/4; between = 2 (1/4)^2 + 2 (1/4)^2 = 1/4
  // on 1 degree of freedom, within = 2 (1/2)(1/2) = 1/2 on 2, so MSB = MSW and rho = 0.
  EXPECT_DOUBLE_EQ(intraclass_correlation({1, 2}, {2, 2}), 0.0);
  // Blocks {0, 0, 0, 1}, {1, 1, 1, 0}: between = 8 (1/4)^2 = 1/2, MSW = 2 (3/4) / 6 = 1/4,
  // n0 = 4: rho = (1/2 - 1/4) / (1/2 + 3/4) = 1/5.
  EXPECT_DOUBLE_EQ(intraclass_correlation({1, 3}, {4, 4}), 0.2);
  EXPECT_DOUBLE_EQ(intraclass_correlation({0, 4}, {4, 4}), 1.0);
}

TEST(IntraclassCorrelation, UnequalBlocksByHand) {
  // Sizes 1 and 3, ones 0 and 3: MSW = 0, so rho = 1 whatever n0.
  EXPECT_DOUBLE_EQ(intraclass_correlation({0, 3}, {1, 3}), 1.0);
  // Sizes 2 and 4, ones 0 and 2: mean 1/3; between = 2/9 + 4/36 = 1/3; MSW = 1/4 of
  // 4 (1/2)(1/2) = 1; n0 = 6 - 20/6 = 8/3: rho = (1/3 - 1/4) / (1/3 + 5/3 / 4) = 1/9.
  EXPECT_NEAR(intraclass_correlation({0, 2}, {2, 4}), 1.0 / 9.0, 1e-15);
}

TEST(IntraclassCorrelation, IsOneForASingleBlock) {
  EXPECT_DOUBLE_EQ(intraclass_correlation({2}, {10}), 1.0);
}

TEST(EffectiveSize, IndependentValuesCountAlmostFully) {
  const BlockedSample sample(independent(200, 20));
  for (const Percentile p : {kP50, kP90, kP99}) {
    EXPECT_GT(sample.effective_size(p), 0.8 * 4000);
    EXPECT_LE(sample.effective_size(p), 4000);
  }
}

TEST(EffectiveSize, FullyCorrelatedBlocksCountOnceEach) {
  std::vector<BlockedValue> values = independent(200, 20);
  for (BlockedValue& v : values) v.value = v.block;
  const BlockedSample sample(std::move(values));
  EXPECT_NEAR(sample.effective_size(kP50), 200.0, 1e-9);
  EXPECT_NEAR(sample.effective_size(kP90), 200.0, 1e-9);
}

TEST(EffectiveSize, PartialCorrelationLiesBetween) {
  // Half of a value's variance is its block's, so exceedances of the median correlate with
  // 2 asin(1/2) / pi = 1/3: N / (1 + 19/3) = 545 of 4,000.
  RngStream stream(3, "test.partial", 0);
  std::vector<BlockedValue> values;
  for (std::int64_t block = 0; block < 200; ++block) {
    const double shared = stream.normal();
    for (int i = 0; i < 20; ++i) {
      values.push_back({static_cast<std::int64_t>(1e6 * (shared + stream.normal())), block});
    }
  }
  EXPECT_NEAR(BlockedSample(std::move(values)).effective_size(kP50), 545.0, 100.0);
}

TEST(EffectiveSize, OneBlockIsOneSample) {
  EXPECT_DOUBLE_EQ(BlockedSample(independent(1, 5000)).effective_size(kP90), 1.0);
}

TEST(EffectiveSize, ValuesInBlocksOfTheirOwnCountFully) {
  EXPECT_DOUBLE_EQ(BlockedSample(independent(100, 1)).effective_size(kP90), 100.0);
}

TEST(EffectiveSize, IdenticalValuesCountFully) {
  std::vector<BlockedValue> values = independent(50, 20);
  for (BlockedValue& v : values) v.value = 42;
  EXPECT_DOUBLE_EQ(BlockedSample(std::move(values)).effective_size(kP99), 1000.0);
}

TEST(EffectiveSize, TiesAtTheMaximumStillShowTheirClustering) {
  // A fifth of the blocks has only the greatest value: p90 ties with it.
  std::vector<BlockedValue> values = independent(50, 20);
  for (BlockedValue& v : values) v.value = v.block % 5 == 0 ? 2'000'000 : v.value;
  EXPECT_NEAR(BlockedSample(std::move(values)).effective_size(kP90), 50.0, 1e-9);
}

}  // namespace
}  // namespace orbitmesh
