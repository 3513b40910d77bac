#include "mesh/access_delay.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace orbitmesh {
namespace {

constexpr int kDraws = 200'000;
constexpr double kQuantum_ms = 8.0 / 3.0;

double quantile(std::vector<double>& sorted, double q) {
  return sorted[static_cast<std::size_t>(q * static_cast<double>(sorted.size() - 1))];
}

std::vector<double> access_rtts_ms(double share) {
  RngStream stream(1, "test.delay", 0);
  std::vector<double> rtts_ms;
  for (int slot = 0; slot < kDraws; ++slot) {
    const AccessDelay delay = draw_access_delay(stream, slot, share);
    rtts_ms.push_back((delay.up + delay.down).milliseconds());
  }
  return rtts_ms;
}

TEST(AccessDelayTest, HasTheMeasuredQuantilesWithinTheQuantisation) {
  std::vector<double> rtts_ms = access_rtts_ms(1.0);
  std::sort(rtts_ms.begin(), rtts_ms.end());
  EXPECT_NEAR(quantile(rtts_ms, 0.50), 7.0 + 7.1, kQuantum_ms / 2 + 0.05);
  EXPECT_NEAR(quantile(rtts_ms, 0.95), 7.0 + 25.9, kQuantum_ms / 2 + 0.05);
  EXPECT_NEAR(quantile(rtts_ms, 0.99), 7.0 + 39.5, kQuantum_ms / 2 + 0.05);
  EXPECT_DOUBLE_EQ(rtts_ms.front(), 7.0);
}

TEST(AccessDelayTest, TheVariablePartComesInStepsOfTheFrame) {
  for (const double rtt_ms : access_rtts_ms(1.0)) {
    const double steps = (rtt_ms - 7.0) / kQuantum_ms;
    ASSERT_NEAR(steps, std::round(steps), 1e-5);
  }
}

TEST(AccessDelayTest, TheMeanIsTheOneThatRoutesReckonWith) {
  double sum_ms = 0;
  for (const double rtt_ms : access_rtts_ms(1.0)) sum_ms += rtt_ms;
  EXPECT_NEAR(sum_ms / kDraws, mean_access_rtt().milliseconds(), 0.1);
}

TEST(AccessDelayTest, TheShareScalesBothDirections) {
  RngStream stream(5, "test.delay", 0);
  for (int slot = 0; slot < 100; ++slot) {
    const AccessDelay whole = draw_access_delay(stream, slot, 1.0);
    const AccessDelay half = draw_access_delay(stream, slot, 0.5);
    EXPECT_NEAR(static_cast<double>(half.up.ns()), static_cast<double>(whole.up.ns()) / 2, 1);
    EXPECT_NEAR(static_cast<double>(half.down.ns()), static_cast<double>(whole.down.ns()) / 2, 1);
    const AccessDelay none = draw_access_delay(stream, slot, 0.0);
    EXPECT_EQ(none.up + none.down, Duration{});
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
