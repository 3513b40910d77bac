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

/// Packets of a full downlink: 17,900 a second.
Losses run(const LossPattern& pattern, double rate, std::int64_t packets,
           Duration spacing = Duration::from_us(56)) {
  LossProcess process(pattern, 1, "test.loss");
  Losses result;
  int burst = 0;
  for (std::int64_t i = 0; i < packets; ++i) {
    if (process.loses(Time{} + i * spacing, rate)) {
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

TEST(LossProcessTest, ClusteredLossesKeepTheMeanAndTheBurstsAtEveryRateOfSending) {
  // Shorter stretches than those of kClusteredLoss, so that a run holds a thousand.
  const LossPattern pattern{kClusteredLoss.lossy_share, Duration::from_ms(28)};
  for (const Duration spacing : {Duration::from_us(56), Duration::from_us(560)}) {
    const Losses losses = run(pattern, kUserDownLoss.bulk, 10'000'000, spacing);
    EXPECT_NEAR(static_cast<double>(losses.lost) / 1e7, 0.0156, 0.1 * 0.0156);
    EXPECT_GT(losses.single_share(), 0.94);
    EXPECT_LT(losses.single_share(), 0.97);
    EXPECT_EQ(losses.bursts.rbegin()->first, 4);
  }
}

TEST(LossProcessTest, ClusteredLossesLeaveMostOfTheTimeClean) {
  constexpr int kPackets = 1'000;
  constexpr int kWindows = 5000;  // of 56 ms
  const auto clean_windows = [&](const LossPattern& pattern) {
    LossProcess process(pattern, 2, "test.loss");
    int clean = 0;
    Time now;
    for (int w = 0; w < kWindows; ++w) {
      int lost = 0;
      for (int i = 0; i < kPackets; ++i) {
        lost += process.loses(now, 0.0156) ? 1 : 0;
        now += Duration::from_us(56);
      }
      clean += lost == 0 ? 1 : 0;
    }
    return clean;
  };
  EXPECT_EQ(clean_windows(kScatteredLoss), 0);
  EXPECT_GT(clean_windows(kClusteredLoss), kWindows * 9 / 10);
}

// Of two senders of unlike rates both lose in the same stretches; but a burst that a stretch left
// unfinished goes on with the next packet, whenever it comes.
TEST(LossProcessTest, StretchesDoNotDependOnWhatIsSent) {
  LossProcess often(kClusteredLoss, 3, "test.loss");
  LossProcess seldom(kClusteredLoss, 3, "test.loss");
  int lost = 0;
  int lost_apart = 0;
  for (int tick = 0; tick < 20'000; ++tick) {
    const Time now = Time{} + tick * Duration::from_ms(100);
    bool others = false;
    for (int i = 0; i < 20; ++i) others |= often.loses(now, 0.025);
    if (!seldom.loses(now, 0.025)) continue;
    ++lost;
    lost_apart += others ? 0 : 1;
  }
  EXPECT_GT(lost, 300);
  EXPECT_LT(lost_apart, lost / 20);
}

TEST(LossProcessTest, NoRateLosesNothing) {
  EXPECT_EQ(run(kScatteredLoss, 0, 100'000).lost, 0);
  EXPECT_EQ(run(kClusteredLoss, 0, 100'000).lost, 0);
}

TEST(LossProcessTest, TheSameStreamLosesTheSamePackets) {
  LossProcess a(kClusteredLoss, 9, "test.loss");
  LossProcess b(kClusteredLoss, 9, "test.loss");
  for (int ms = 0; ms < 100'000; ++ms) {
    const Time now = Time{} + Duration::from_ms(ms);
    ASSERT_EQ(a.loses(now, 0.004), b.loses(now, 0.004));
  }
}

}  // namespace
}  // namespace orbitmesh
