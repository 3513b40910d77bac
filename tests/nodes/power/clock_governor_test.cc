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
    const double clock = clock_by_heat(limits, radiator_k, kJunction_K_W, power);
    const double junction_k = radiator_k + kJunction_K_W * power.at(clock);
    const double by_law = 1.0 - (1.0 - kMinClock) * (junction_k - limits.begin_k) / 10.0;
    EXPECT_NEAR(clock, std::min(1.0, by_law), 1e-12) << radiator_k;
  }
  EXPECT_EQ(clock_by_heat(limits, 300.0, kJunction_K_W, power), 1.0);
  EXPECT_EQ(clock_by_heat(limits, 400.0, kJunction_K_W, power), kMinClock);
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
