#include "mesh/feeder_scheduler.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/rng.h"

namespace orbitmesh {
namespace {

using testing::ElementsAre;

constexpr std::uint32_t kIdle = kNoSatellite;

TEST(FeederSchedulerTest, TakesTheHighestSatellitesFromTheTopDown) {
  EXPECT_THAT(assign_feeders({kIdle, kIdle}, {{7, 0.6}, {3, 1.2}, {5, 0.9}}), ElementsAre(3, 5));
}

TEST(FeederSchedulerTest, AnAntennaKeepsItsSatelliteWhileThatIsAmongTheHighest) {
  EXPECT_THAT(assign_feeders({5, 9, 3}, {{7, 1.3}, {3, 1.2}, {5, 0.9}, {9, 0.5}}),
              ElementsAre(5, 7, 3));
}

TEST(FeederSchedulerTest, AntennasWithoutASatelliteAreIdle) {
  EXPECT_THAT(assign_feeders({1, 2, kIdle}, {{2, 0.5}}), ElementsAre(kIdle, 2, kIdle));
  EXPECT_THAT(assign_feeders({1, 2}, {}), ElementsAre(kIdle, kIdle));
  EXPECT_THAT(assign_feeders({}, {{1, 1.0}}), ElementsAre());
}

TEST(FeederSchedulerTest, EqualElevationsGoToTheLowestSatellite) {
  EXPECT_THAT(assign_feeders({kIdle}, {{8, 0.7}, {4, 0.7}}), ElementsAre(4));
}

TEST(FeederSchedulerTest, OverARandomSkyItTracksExactlyTheHighest) {
  RngStream rng(3, "test.sky", 0);
  std::vector<std::uint32_t> antennas(6, kIdle);
  for (int step = 0; step < 500; ++step) {
    std::vector<FeederCandidate> sky;
    for (std::uint32_t s = 0; s < 30; ++s) {
      if (rng.below(3) == 0) sky.push_back({s, rng.uniform()});
    }
    const auto before = antennas;
    antennas = assign_feeders(antennas, sky);
    std::sort(sky.begin(), sky.end(),
              [](const auto& a, const auto& b) { return a.elevation_rad > b.elevation_rad; });
    std::set<std::uint32_t> highest;
    for (std::size_t i = 0; i < std::min(sky.size(), antennas.size()); ++i) {
      highest.insert(sky[i].satellite);
    }
    std::multiset<std::uint32_t> tracked(antennas.begin(), antennas.end());
    tracked.erase(kIdle);
    EXPECT_EQ(tracked, std::multiset<std::uint32_t>(highest.begin(), highest.end()));
    for (std::size_t k = 0; k < antennas.size(); ++k) {
      if (highest.count(before[k]) > 0) {
        EXPECT_EQ(antennas[k], before[k]);
      }
    }
  }
}

}  // namespace
}  // namespace orbitmesh
