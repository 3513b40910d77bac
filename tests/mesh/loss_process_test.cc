#include "mesh/loss_process.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <vector>

namespace orbitmesh {
namespace {

struct Losses {
  std::int64_t lost = 0;
  std::map<int, std::int64_t> bursts;  // by length

  double single_share() const {
    std::int64_t all = 0;
    for (const auto& [length, count] : bursts) all += count;
    return static_cast<double>(bursts.at(1)) / static_cast<double>(all);
  }
};

Losses run(const LossPattern& pattern, double rate, std::int64_t packets) {
  LossProcess process(pattern, RngStream(1, "test.loss", 0));
  Losses result;
  int burst = 0;
  for (std::int64_t i = 0; i < packets; ++i) {
    if (process.loses(rate)) {
      ++result.lost;
      ++burst;
    } else if (burst > 0) {
      ++result.bursts[burst];
      burst = 0;
    }
  }
  return result;
}

TEST(LossProcessTest, HasTheMeanRateOfEveryKindOfTraffic) {
  for (const LossRates& rates : {kUserDownLoss, kUserUpLoss}) {
    for (const double rate : {rates.idle, rates.light, rates.bulk}) {
      const auto packets = static_cast<std::int64_t>(2000 / rate);
      const double measured = static_cast<double>(run(kScatteredLoss, rate, packets).lost) /
                              static_cast<double>(packets);
      EXPECT_NEAR(measured, rate, 0.08 * rate);
    }
  }
}

TEST(LossProcessTest, NearlyAllBurstsAreSingleAndNoneIsLong) {
  const Losses losses = run(kScatteredLoss, kUserDownLoss.bulk, 2'000'000);
  EXPECT_GT(losses.single_share(), 0.94);
  EXPECT_LT(losses.single_share(), 0.97);
  EXPECT_EQ(losses.bursts.rbegin()->first, 4);
  EXPECT_GT(losses.bursts.at(2), losses.bursts.at(3));
  EXPECT_GT(losses.bursts.at(3), losses.bursts.at(4));
}

TEST(LossProcessTest, ClusteredLossesKeepTheMeanAndTheBursts) {
  // Stretches shorter than those of kClusteredLoss, so that the run holds a thousand.
  const Losses losses = run({kClusteredLoss.lossy_share, 500}, kUserDownLoss.bulk, 10'000'000);
  EXPECT_NEAR(static_cast<double>(losses.lost) / 1e7, 0.0156, 0.1 * 0.0156);
  EXPECT_GT(losses.single_share(), 0.94);
  EXPECT_LT(losses.single_share(), 0.97);
  EXPECT_EQ(losses.bursts.rbegin()->first, 4);
}

TEST(LossProcessTest, ClusteredLossesLeaveLongStretchesClean) {
  constexpr int kWindow = 10'000;
  constexpr int kWindows = 500;
  const auto clean_windows = [&](const LossPattern& pattern) {
    LossProcess process(pattern, RngStream(2, "test.loss", 0));
    int clean = 0;
    for (int w = 0; w < kWindows; ++w) {
      int lost = 0;
      for (int i = 0; i < kWindow; ++i) lost += process.loses(0.0156) ? 1 : 0;
      clean += lost == 0 ? 1 : 0;
    }
    return clean;
  };
  EXPECT_EQ(clean_windows(kScatteredLoss), 0);
  EXPECT_GT(clean_windows(kClusteredLoss), kWindows * 3 / 4);
}

TEST(LossProcessTest, NoRateLosesNothing) {
  EXPECT_EQ(run(kScatteredLoss, 0, 100'000).lost, 0);
  EXPECT_EQ(run(kClusteredLoss, 0, 100'000).lost, 0);
}

TEST(LossProcessTest, TheSameStreamLosesTheSamePackets) {
  LossProcess a(kClusteredLoss, RngStream(9, "test.loss", 4));
  LossProcess b(kClusteredLoss, RngStream(9, "test.loss", 4));
  for (int i = 0; i < 100'000; ++i) ASSERT_EQ(a.loses(0.004), b.loses(0.004));
}

}  // namespace
}  // namespace orbitmesh
