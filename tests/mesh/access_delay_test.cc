#include "mesh/access_delay.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace orbitmesh {
namespace {

constexpr int kDraws = 200'000;
constexpr double kFrame_ms = 8.0 / 3.0;

double quantile(std::vector<double>& sorted, double q) {
  return sorted[static_cast<std::size_t>(q * static_cast<double>(sorted.size() - 1))];
}

std::vector<double> bases_ms() {
  RngStream stream(1, "test.delay", 0);
  std::vector<double> bases;
  for (int slot = 0; slot < kDraws; ++slot) {
    const AccessDelay delay = draw_access_delay(stream, slot, 1.0);
    bases.push_back((delay.up + delay.down).milliseconds());
  }
  return bases;
}

std::vector<double> waits_ms() {
  RngStream stream(1, "test.wait", 0);
  std::vector<double> waits;
  for (int k = 0; k < kDraws; ++k) {
    waits.push_back(draw_uplink_wait(stream, k, 1.0).milliseconds());
  }
  return waits;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

TEST(UplinkWaitTest, HasTheMeasuredQuantilesWithinFrames) {
  std::vector<double> waits = waits_ms();
  std::sort(waits.begin(), waits.end());
  const std::vector<std::pair<double, double>> measured{{0.25, 4.5},  {0.50, 7.1},  {0.75, 12.3},
                                                        {0.95, 25.9}, {0.99, 39.5}, {0.999, 79.2}};
  for (const auto& [q, ms] : measured) {
    // Few draws lie in the tail, far from each other.
    EXPECT_NEAR(quantile(waits, q), ms, q < 0.99 ? kFrame_ms / 2 + 0.1 : 1.5 * kFrame_ms) << q;
  }
  EXPECT_EQ(waits.front(), 0);
}

TEST(UplinkWaitTest, ComesInWholeFrames) {
  for (const double wait_ms : waits_ms()) {
    ASSERT_NEAR(wait_ms / kFrame_ms, std::round(wait_ms / kFrame_ms), 1e-5);
  }
}

TEST(AccessDelayTest, MostSlotsHaveTheLeastBaseAndAFewMuchMore) {
  std::vector<double> bases = bases_ms();
  std::sort(bases.begin(), bases.end());
  EXPECT_DOUBLE_EQ(bases.front(), 7.0);
  EXPECT_DOUBLE_EQ(quantile(bases, 0.91), 7.0);
  EXPECT_NEAR(quantile(bases, 0.95), 7.0 + 19.8, 1.0);
  EXPECT_NEAR(quantile(bases, 0.99), 7.0 + 44.2, 1.5);
  EXPECT_LE(bases.back(), 7.0 + 61.1);
}

TEST(AccessDelayTest, AShiftOfTheBaseLastsTwoSlots) {
  const std::vector<double> bases = bases_ms();
  int changes = 0;
  for (std::size_t slot = 0; slot + 2 < bases.size(); slot += 2) {
    ASSERT_EQ(bases[slot], bases[slot + 1]);
    changes += bases[slot + 1] != bases[slot + 2] ? 1 : 0;
  }
  EXPECT_GT(changes, kDraws / 2 * 0.13);
}

TEST(AccessDelayTest, TheMeanIsTheOneThatRoutesReckonWith) {
  EXPECT_NEAR(mean(bases_ms()) + mean(waits_ms()), mean_access_rtt().milliseconds(), 0.15);
}

TEST(AccessDelayTest, TheShareScalesEveryPart) {
  RngStream stream(5, "test.delay", 0);
  for (int slot = 0; slot < 100; ++slot) {
    const AccessDelay whole = draw_access_delay(stream, slot, 1.0);
    const AccessDelay half = draw_access_delay(stream, slot, 0.5);
    const Duration wait = draw_uplink_wait(stream, slot, 1.0);
    EXPECT_NEAR(static_cast<double>(half.up.ns()), static_cast<double>(whole.up.ns()) / 2, 1);
    EXPECT_NEAR(static_cast<double>(half.down.ns()), static_cast<double>(whole.down.ns()) / 2, 1);
    EXPECT_NEAR(static_cast<double>(draw_uplink_wait(stream, slot, 0.5).ns()),
                static_cast<double>(wait.ns()) / 2, 1);
    const AccessDelay none = draw_access_delay(stream, slot, 0.0);
    EXPECT_EQ(none.up + none.down + draw_uplink_wait(stream, slot, 0.0), Duration{});
  }
}

TEST(AccessDelayTest, ASlotHasOneDrawWhateverWasDrawnBefore) {
  RngStream forwards(9, "test.delay", 0);
  RngStream backwards(9, "test.delay", 0);
  std::vector<Duration> up(100);
  for (int slot = 0; slot < 100; ++slot) {
    up[static_cast<std::size_t>(slot)] = draw_access_delay(forwards, slot, 1.0).up;
  }
  for (int slot = 99; slot >= 0; --slot) {
    backwards.uniform();
    EXPECT_EQ(draw_access_delay(backwards, slot, 1.0).up, up[static_cast<std::size_t>(slot)]);
  }
}

TEST(SoftPauseTest, HasTheMeasuredQuantiles) {
  RngStream stream(1, "test.pause", 0);
  std::vector<double> pauses_ms;
  for (int slot = 0; slot < kDraws; ++slot) {
    pauses_ms.push_back(draw_soft_pause(stream, slot).milliseconds());
  }
  std::sort(pauses_ms.begin(), pauses_ms.end());
  EXPECT_NEAR(quantile(pauses_ms, 0.1), 31.0, 0.3);
  EXPECT_NEAR(quantile(pauses_ms, 0.5), 56.0, 0.5);
  EXPECT_NEAR(quantile(pauses_ms, 0.9), 105.0, 0.7);
  EXPECT_GE(pauses_ms.front(), 24.75);
  EXPECT_LE(pauses_ms.back(), 117.25);
}

TEST(HardOutageTest, LiesEvenlyBetween500And540Milliseconds) {
  RngStream stream(1, "test.outage", 0);
  double sum_ms = 0;
  for (int slot = 0; slot < kDraws; ++slot) {
    const double outage_ms = draw_hard_outage(stream, slot).milliseconds();
    ASSERT_GE(outage_ms, 500.0);
    ASSERT_LE(outage_ms, 540.0);
    sum_ms += outage_ms;
  }
  EXPECT_NEAR(sum_ms / kDraws, 520.0, 0.2);
}

}  // namespace
}  // namespace orbitmesh
