#include "orbit/shells/circular_matching.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "core/rng.h"
#include "core/units.h"
#include "orbit/shells/orbital_planes.h"

namespace orbitmesh {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

std::vector<double> degrees_on_circle(std::vector<double> angles) {
  for (double& angle : angles) angle *= kDegree;
  return angles;
}

/// All pairs by distance, each taken where both ends are still free.
std::vector<std::pair<int, int>> greedy(const std::vector<double>& a_rad,
                                        const std::vector<double>& b_rad, double widest_rad) {
  std::vector<std::tuple<double, int, int>> all;
  for (std::size_t i = 0; i < a_rad.size(); ++i) {
    for (std::size_t j = 0; j < b_rad.size(); ++j) {
      const double gap_rad = separation_rad(a_rad[i], b_rad[j]);
      if (gap_rad <= widest_rad)
        all.emplace_back(gap_rad, static_cast<int>(i), static_cast<int>(j));
    }
  }
  std::sort(all.begin(), all.end());
  std::set<int> a_taken;
  std::set<int> b_taken;
  std::vector<std::pair<int, int>> pairs;
  for (const auto& [gap_rad, a, b] : all) {
    if (a_taken.count(a) > 0 || b_taken.count(b) > 0) continue;
    a_taken.insert(a);
    b_taken.insert(b);
    pairs.emplace_back(a, b);
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

TEST(CircularMatching, NearestFirstAcrossZero) {
  EXPECT_THAT(match_on_circle(degrees_on_circle({1, 90}), degrees_on_circle({359, 100}), kPi),
              ElementsAre(Pair(0, 0), Pair(1, 1)));
}

TEST(CircularMatching, WhoeverIsNearerTakesIt) {
  EXPECT_THAT(match_on_circle(degrees_on_circle({0, 8}), degrees_on_circle({5}), kPi),
              ElementsAre(Pair(1, 0)));
}

TEST(CircularMatching, NothingBeyondTheWidestGap) {
  EXPECT_THAT(match_on_circle(degrees_on_circle({0}), degrees_on_circle({11}), 10 * kDegree),
              IsEmpty());
  EXPECT_THAT(match_on_circle(degrees_on_circle({0}), degrees_on_circle({0}), -1.0), IsEmpty());
  EXPECT_THAT(match_on_circle({}, degrees_on_circle({1, 2}), kPi), IsEmpty());
}

TEST(CircularMatching, EqualsTheGreedyChoiceAmongAllPairs) {
  RngStream random(1, "matching", 0);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<double> a_rad;
    std::vector<double> b_rad;
    for (int i = 0; i < 1 + trial % 9; ++i) a_rad.push_back(random.uniform() * 2 * kPi);
    for (int i = 0; i < 1 + trial % 7; ++i) b_rad.push_back(random.uniform() * 2 * kPi);
    const double widest_rad = random.uniform() * kPi;
    EXPECT_EQ(match_on_circle(a_rad, b_rad, widest_rad), greedy(a_rad, b_rad, widest_rad)) << trial;
  }
}

}  // namespace
}  // namespace orbitmesh
