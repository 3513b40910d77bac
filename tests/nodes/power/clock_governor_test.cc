#include "nodes/power/clock_governor.h"

#include <gtest/gtest.h>

#include <limits>

namespace orbitmesh {
namespace {

constexpr Battery kBattery{100.0, 0.4, 1.0, 1.0};  // floor at 60

TEST(ClockByCharge, FullAboveTheThresholdLinearBelowOffAtTheFloor) {
  EXPECT_EQ(clock_by_charge(kBattery, 100.0), 1.0);
  EXPECT_EQ(clock_by_charge(kBattery, 80.0), 1.0);
  EXPECT_DOUBLE_EQ(clock_by_charge(kBattery, 70.0), 0.6);
  EXPECT_NEAR(clock_by_charge(kBattery, 60.001), kMinClock, 1e-3);
  EXPECT_EQ(clock_by_charge(kBattery, 60.0), 0.0);
  EXPECT_EQ(clock_by_charge(kBattery, 10.0), 0.0);
}

TEST(PowerByEclipse, SpreadsTheBatteryOverTheRestOfTheDark) {
  // 40 J deliverable over 20 s, 0.5 W of it for the bus.
  EXPECT_DOUBLE_EQ(power_by_eclipse_w(kBattery, 100.0, 7.0, 0.5, {true, 20.0, 40.0}), 1.5);
  EXPECT_LT(power_by_eclipse_w(kBattery, 60.0, 0.0, 0.5, {true, 20.0, 40.0}), 0.0);
}

TEST(PowerByEclipse, RechargesBeforeTheNextOne) {
  // 3 W of surplus, 20 J to be stored in 20 s.
  EXPECT_DOUBLE_EQ(power_by_eclipse_w(kBattery, 80.0, 4.0, 1.0, {false, 20.0, 40.0}), 2.0);
  constexpr double kNever = std::numeric_limits<double>::infinity();
  EXPECT_DOUBLE_EQ(power_by_eclipse_w(kBattery, 80.0, 4.0, 1.0, {false, kNever, 0.0}), 3.0);
}

TEST(ClockByHeat, IsTheFixedPointOfThrottlingAndHeating) {
  const ThrottleLimits limits{368.15, 378.15};
  const ComputePower power{20e3, 120e3};
  constexpr double kJunction_K_W = 0.0002;
  for (const double radiator_k : {345.0, 350.0, 356.0}) {
    const double clock = clock_by_heat(limits, {radiator_k, 999.0}, kJunction_K_W, 0.0, power);
    const double junction_k = radiator_k + kJunction_K_W * power.at(clock);
    const double by_law = 1.0 - (1.0 - kMinClock) * (junction_k - limits.begin_k) / 10.0;
    EXPECT_NEAR(clock, std::min(1.0, by_law), 1e-12) << radiator_k;
  }
  EXPECT_EQ(clock_by_heat(limits, {300.0, 300.0}, kJunction_K_W, 0.0, power), 1.0);
  EXPECT_EQ(clock_by_heat(limits, {400.0, 400.0}, kJunction_K_W, 0.0, power), kMinClock);
}

TEST(ClockByHeat, SeesWhereTheChipsWillBe) {
  const ThrottleLimits limits{368.15, 378.15};
  const ComputePower power{20e3, 120e3};
  constexpr double kJunction_K_W = 0.0002;
  constexpr double kLeft = 0.4;
  for (const double chips_k : {345.0, 366.0, 372.0}) {
    const double clock = clock_by_heat(limits, {352.0, chips_k}, kJunction_K_W, kLeft, power);
    const double next_k =
        kLeft * chips_k + (1.0 - kLeft) * (352.0 + kJunction_K_W * power.at(clock));
    const double by_law = 1.0 - (1.0 - kMinClock) * (next_k - limits.begin_k) / 10.0;
    EXPECT_NEAR(clock, std::min(1.0, by_law), 1e-12) << chips_k;
  }
  // Where the chips are at rest, the clock is that of chips that follow at once.
  const double at_once = clock_by_heat(limits, {350.0, 0.0}, kJunction_K_W, 0.0, power);
  const double rest_k = 350.0 + kJunction_K_W * power.at(at_once);
  EXPECT_NEAR(clock_by_heat(limits, {350.0, rest_k}, kJunction_K_W, kLeft, power), at_once, 1e-12);
  EXPECT_LT(at_once, 1.0);
}

// A line 14 times as steep as the chips' own: measured temperatures alone would make it swing.
TEST(ClockByHeat, ComesToRestWithoutSwinging) {
  const ThrottleLimits limits{348.15, 358.15};
  const ComputePower power{1.5e3, 10e3};
  constexpr double kJunction_K_W = 0.02;
  for (const double left : {0.0, 0.2, 0.85}) {
    for (const double busy : {1.0, 0.6}) {
      const auto a_knot_later = [&](double chips_k) {
        const double clock = clock_by_heat(limits, {285.0, chips_k}, kJunction_K_W, left, power);
        const double used_w = power.idle_w + busy * (power.full_w - power.idle_w) * clock;
        return left * chips_k + (1.0 - left) * (285.0 + kJunction_K_W * used_w);
      };
      double chips_k = 285.0;
      for (int knot = 0; knot < 100; ++knot) {
        EXPECT_GE(a_knot_later(chips_k), chips_k - 1e-9) << left << ", knot " << knot;
        chips_k = a_knot_later(chips_k);
      }
      EXPECT_NEAR(a_knot_later(chips_k), chips_k, 1e-3) << left;
      EXPECT_LT(clock_by_heat(limits, {285.0, chips_k}, kJunction_K_W, left, power), 0.7);
      EXPECT_LT(chips_k, limits.end_k);
    }
  }
}

TEST(ComputePower, ClockAndPowerAreInverse) {
  const ComputePower power{20.0, 120.0};
  EXPECT_DOUBLE_EQ(power.at(0.5), 70.0);
  EXPECT_DOUBLE_EQ(power.clock_of(70.0), 0.5);
  EXPECT_DOUBLE_EQ(power.clock_of(170.0), 1.5);
  EXPECT_LT(power.clock_of(0.0), 0.0);
}

}  // namespace
}  // namespace orbitmesh
