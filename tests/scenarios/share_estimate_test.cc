#include "scenarios/site/share_estimate.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/rng.h"

namespace orbitmesh {
namespace {

std::vector<BlockCount> alike(std::size_t slots, std::int64_t trials, std::int64_t hits) {
  return std::vector<BlockCount>(slots, BlockCount{trials, hits});
}

TEST(LowerBoundOfShare, IsClopperAndPearsons) {
  // Without a miss in closed form: 0.05^(1/n).
  for (const std::int64_t n : {1, 10, 100, 5760}) {
    EXPECT_NEAR(lower_bound_of_share(n, 0), std::pow(0.05, 1.0 / static_cast<double>(n)), 1e-12);
  }
  // With misses, at the bound, the tail is 5 %: P(X <= 2 | 20, p) summed by hand.
  const double p = 1 - lower_bound_of_share(20, 2);
  const double q = 1 - p;
  const double tail = std::pow(q, 20) + 20 * p * std::pow(q, 19) + 190 * p * p * std::pow(q, 18);
  EXPECT_NEAR(tail, 0.05, 1e-9);
}

TEST(LowerBoundOfShare, IsNothingWithoutTrialsOrHits) {
  EXPECT_EQ(lower_bound_of_share(0, 0), 0);
  EXPECT_EQ(lower_bound_of_share(7, 7), 0);
}

TEST(EstimateShare, CountsSlotsAndNotRequestsWhereAllAgree) {
  const ShareEstimate estimate = estimate_share(alike(100, 15, 15));
  EXPECT_EQ(estimate.trials, 1500);
  EXPECT_DOUBLE_EQ(estimate.share(), 1);
  EXPECT_DOUBLE_EQ(estimate.effective, 100);
  EXPECT_NEAR(estimate.lower, std::pow(0.05, 0.01), 1e-12);
}

TEST(EstimateShare, IsNeverBetterThanAsManyTrialsAsSlots) {
  // One miss in every slot: batches do not differ, and would claim too much.
  EXPECT_LE(estimate_share(alike(200, 10, 9)).effective, 200);
}

TEST(EstimateShare, MissesThatComeTogetherTellLess) {
  std::vector<BlockCount> scattered = alike(2000, 1, 1);
  std::vector<BlockCount> together = scattered;
  for (std::size_t i = 0; i < 40; ++i) {
    scattered[50 * i].hits = 0;
    together[1000 + i].hits = 0;
  }
  const ShareEstimate apart = estimate_share(scattered);
  const ShareEstimate dense = estimate_share(together);
  EXPECT_EQ(apart.hits, dense.hits);
  EXPECT_LT(dense.effective, apart.effective / 5);
  EXPECT_LT(dense.lower, apart.lower);
}

TEST(EstimateShare, OfNothingIsNothing) {
  EXPECT_EQ(estimate_share({}).lower, 0);
  EXPECT_EQ(estimate_share(alike(10, 0, 0)).trials, 0);
  EXPECT_EQ(estimate_share(alike(10, 3, 0)).lower, 0);
}

// Slots of a two-state chain that stays in its state with probability 0.9, as gaps of minutes do.
std::vector<BlockCount> correlated_slots(RngStream& stream) {
  std::vector<BlockCount> slots;
  bool good = stream.uniform() < 0.95;
  for (int i = 0; i < 2880; ++i) {
    if (stream.uniform() < 0.1) good = stream.uniform() < 0.95;
    slots.push_back({5, good ? 5 : 0});
  }
  return slots;
}

TEST(EstimateShare, TheBoundHoldsForCorrelatedSlots) {
  RngStream stream(1, "correlated slots", 0);
  int below = 0;
  constexpr int kRepeats = 200;
  for (int i = 0; i < kRepeats; ++i) {
    if (estimate_share(correlated_slots(stream)).lower <= 0.95) ++below;
  }
  EXPECT_GE(below, kRepeats * 92 / 100);
}

}  // namespace
}  // namespace orbitmesh
