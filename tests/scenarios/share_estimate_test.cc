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

TEST(EstimateShare, TakesConditionsToLastTwentyMinutesUntilMissesShowHowLong) {
  const ShareEstimate estimate = estimate_share(alike(5760, 15, 15));
  EXPECT_EQ(estimate.trials, 86'400);
  EXPECT_DOUBLE_EQ(estimate.share(), 1);
  EXPECT_DOUBLE_EQ(estimate.effective, 72);
  EXPECT_NEAR(estimate.lower, std::pow(0.05, 1.0 / 72), 1e-12);
  std::vector<BlockCount> slots = alike(5760, 15, 15);
  for (std::size_t run = 0; run < 9; ++run) slots[600 * run].hits = 14;
  EXPECT_LE(estimate_share(slots).effective, 72);
  slots[5700].hits = 14;
  EXPECT_GT(estimate_share(slots).effective, 1000);
}

TEST(EstimateShare, IsNeverBetterThanAsManyTrialsAsSlots) {
  std::vector<BlockCount> slots = alike(200, 10, 10);
  for (std::size_t i = 0; i < slots.size(); i += 2) slots[i].hits = 8;
  EXPECT_LE(estimate_share(slots).effective, 200);
}

TEST(EstimateShare, MoreConfidenceGivesALowerBound) {
  EXPECT_LT(estimate_share(alike(5760, 1, 1), 0.99).lower,
            estimate_share(alike(5760, 1, 1), 0.95).lower);
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

// A day of slots of a two-state chain with a share of good slots and a mean run of bad ones.
std::vector<BlockCount> day_of_slots(double share, double bad_slots, RngStream& stream) {
  const double leave_good = (1 - share) / share / bad_slots;
  std::vector<BlockCount> slots;
  bool good = stream.uniform() < share;
  for (int i = 0; i < 5760; ++i) {
    slots.push_back({3, good ? 3 : 0});
    good = good ? stream.uniform() >= leave_good : stream.uniform() < 1 / bad_slots;
  }
  return slots;
}

TEST(EstimateShare, TheBoundHoldsForMissesThatComeInLongRuns) {
  RngStream stream(1, "slots", 0);
  constexpr int kRepeats = 150;
  for (const double share : {0.8, 0.95, 0.99, 0.999}) {
    for (const double bad_slots : {2.0, 10.0, 80.0}) {
      int below = 0;
      for (int i = 0; i < kRepeats; ++i) {
        if (estimate_share(day_of_slots(share, bad_slots, stream)).lower <= share) ++below;
      }
      EXPECT_GE(below, kRepeats * 91 / 100) << share << " with runs of " << bad_slots << " slots";
    }
  }
}

}  // namespace
}  // namespace orbitmesh
