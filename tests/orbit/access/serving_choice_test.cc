#include "orbit/access/serving_choice.h"

#include <gtest/gtest.h>

#include <vector>

#include "core/math.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr int kDraws = 100'000;

AccessCandidate candidate(std::uint32_t satellite, double elevation_deg, double azimuth_deg) {
  AccessCandidate c;
  c.satellite = satellite;
  c.elevation_rad = elevation_deg * kDegree;
  c.azimuth_rad = azimuth_deg * kDegree;
  return c;
}

std::vector<AccessCandidate> four_candidates() {
  std::vector<AccessCandidate> candidates{candidate(0, 30, 10), candidate(1, 55, 120),
                                          candidate(2, 70, 200), candidate(3, 40, 330)};
  candidates[0].served_last_slot = true;
  candidates[1].path_cost_ms = 5;
  candidates[2].path_cost_ms = 15;
  return candidates;
}

std::vector<int> frequencies(const std::vector<AccessCandidate>& candidates, double latitude_rad) {
  RngStream stream(1, "test.choice", 0);
  std::vector<int> counts(candidates.size());
  for (int i = 0; i < kDraws; ++i) {
    ++counts[static_cast<std::size_t>(choose_access(candidates, latitude_rad, {}, stream))];
  }
  return counts;
}

TEST(ServingChoice, TheUtilityByHand) {
  AccessCandidate c = candidate(0, 60, 90);
  EXPECT_NEAR(access_utility(c, 0.5, {}), 0.55 * 6, 1e-12);
  c.served_last_slot = true;
  c.path_cost_ms = 8;
  EXPECT_NEAR(access_utility(c, 0.5, {}), 0.55 * 6 + 1.4 - 0.8, 1e-12);
  c.azimuth_rad = 0;
  EXPECT_NEAR(access_utility(c, 0.5, {}), 0.55 * 6 + 1.4 - 0.8 + 0.45, 1e-12);
}

TEST(ServingChoice, ALaterLaunchCountsAndAnUnknownOneNeither) {
  AccessCandidate c = candidate(0, 60, 90);
  const double unknown = access_utility(c, 0.5, {});
  AccessWeights without;
  without.launch_year = 0;
  EXPECT_EQ(unknown, access_utility(c, 0.5, without));
  c.launch_year = 2024;
  EXPECT_NEAR(access_utility(c, 0.5, {}), unknown + 0.9, 1e-12);
  c.launch_year = 2020;
  EXPECT_NEAR(access_utility(c, 0.5, {}), unknown - 0.9, 1e-12);
}

TEST(ServingChoice, DrawsWithTheLogitProbabilities) {
  const auto candidates = four_candidates();
  double sum = 0;
  std::vector<double> weights;
  for (const auto& c : candidates) {
    weights.push_back(math::exp(access_utility(c, 0.6, {})));
    sum += weights.back();
  }
  const std::vector<int> counts = frequencies(candidates, 0.6);
  double chi_square = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double expected = kDraws * weights[i] / sum;
    chi_square += (counts[i] - expected) * (counts[i] - expected) / expected;
  }
  EXPECT_LT(chi_square, 11.34) << "above the 99 % quantile of three degrees of freedom";
}

TEST(ServingChoice, PrefersThePolewardSideInBothHemispheres) {
  const std::vector<AccessCandidate> north_and_south{candidate(0, 50, 0), candidate(1, 50, 180)};
  // exp(2 x 0.45) = 2.46 to 1.
  const double expected = kDraws * 2.4596 / 3.4596;
  EXPECT_NEAR(frequencies(north_and_south, 50 * kDegree)[0], expected, 500);
  EXPECT_NEAR(frequencies(north_and_south, -50 * kDegree)[1], expected, 500);
}

TEST(ServingChoice, ACandidateWithoutAPathIsTakenOnlyWhenNoneHasOne) {
  std::vector<AccessCandidate> candidates{candidate(0, 85, 0), candidate(1, 26, 180)};
  candidates[0].has_path = false;
  EXPECT_EQ(frequencies(candidates, 0.5)[0], 0);
  candidates[1].has_path = false;
  EXPECT_GT(frequencies(candidates, 0.5)[0], kDraws / 2);
}

TEST(ServingChoice, NothingInViewGivesNothing) {
  RngStream stream(1, "test.choice", 0);
  EXPECT_EQ(choose_access({}, 0.5, {}, stream), -1);
}

TEST(ServingChoice, ExtremeUtilitiesNeitherOverflowNorVanish) {
  std::vector<AccessCandidate> candidates{candidate(0, 50, 0), candidate(1, 50, 0)};
  candidates[0].path_cost_ms = 1e6;
  candidates[1].path_cost_ms = 1e6 + 1;
  const std::vector<int> counts = frequencies(candidates, 0.5);
  EXPECT_NEAR(counts[0], kDraws * 0.52498, 500);  // 1 / (1 + exp(-0.1))
}

TEST(ServingChoice, TheSameStreamPositionGivesTheSameChoice) {
  const auto candidates = four_candidates();
  for (std::uint64_t slot = 0; slot < 50; ++slot) {
    RngStream a(3, "test.choice", 1);
    RngStream b(3, "test.choice", 1);
    a.seek(slot);
    b.next_u64();
    b.seek(slot);
    EXPECT_EQ(choose_access(candidates, 0.6, {}, a), choose_access(candidates, 0.6, {}, b));
  }
}

}  // namespace
}  // namespace orbitmesh
