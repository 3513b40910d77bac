#include "nodes/power/battery.h"

#include <gtest/gtest.h>

#include <cmath>

namespace orbitmesh {
namespace {

constexpr double kHour = 3600.0;

/// 1 kWh, 40 % of it usable, 90 % round trip split evenly.
Battery one_kwh() {
  const double way = std::sqrt(0.9);
  return {3.6e6, 0.4, way, way};
}

TEST(Battery, RoundTripLosesTenPercent) {
  const Battery battery = one_kwh();
  const BatteryStep charged = battery_step(battery, 1e6, 500.0, kHour);
  const double stored_j = charged.charge_j - 1e6;
  const BatteryStep discharged = battery_step(battery, charged.charge_j, -0.9 * 500.0, kHour);
  EXPECT_NEAR(stored_j, 500.0 * kHour * std::sqrt(0.9), 1e-6);
  EXPECT_NEAR(discharged.charge_j, 1e6, 1e-6);
}

TEST(Battery, SurplusBeyondFullIsSpilledAtTheBus) {
  const Battery battery = one_kwh();
  const double before_j = battery.capacity_j - 1e5;
  const BatteryStep step = battery_step(battery, before_j, 1000.0, kHour);
  EXPECT_EQ(step.charge_j, battery.capacity_j);
  EXPECT_NEAR(step.spilled_j, 1000.0 * kHour - 1e5 / battery.charge_efficiency, 1e-6);
  EXPECT_EQ(step.unserved_j, 0.0);
}

TEST(Battery, LoadBeyondEmptyIsUnserved) {
  const Battery battery = one_kwh();
  const BatteryStep step = battery_step(battery, 1e5, -1000.0, kHour);
  EXPECT_EQ(step.charge_j, 0.0);
  EXPECT_NEAR(step.unserved_j, 1000.0 * kHour - 1e5 * battery.discharge_efficiency, 1e-6);
  EXPECT_EQ(step.spilled_j, 0.0);
}

// The same charge and the same spill whether the hour is one step, is cut at the crossing, or
// somewhere else.
TEST(Battery, StepsOfAnyLengthAgree) {
  const Battery battery = one_kwh();
  const double start_j = battery.capacity_j - 2e5;
  const BatteryStep whole = battery_step(battery, start_j, 400.0, kHour);
  const double full_s = 2e5 / (400.0 * battery.charge_efficiency);
  for (const double cut_s : {1.0, full_s, 3000.0}) {
    const BatteryStep first = battery_step(battery, start_j, 400.0, cut_s);
    const BatteryStep second = battery_step(battery, first.charge_j, 400.0, kHour - cut_s);
    EXPECT_NEAR(second.charge_j, whole.charge_j, 1e-6);
    EXPECT_NEAR(first.spilled_j + second.spilled_j, whole.spilled_j, 1e-6) << cut_s;
  }
}

// An AI1-class satellite that computes at 120 kW through 35.5 min of shadow takes 71 kWh from
// its bus: 187 kWh of battery at 40 % depth and half of 90 % round trip.
TEST(Battery, AnEclipseAtAHundredAndTwentyKilowattsTakesAHundredAndEightySevenKilowattHours) {
  const double delivered_j = 120e3 * 35.5 * 60;
  EXPECT_NEAR(delivered_j / 3.6e6, 71.0, 0.01);
  Battery battery = one_kwh();
  battery.capacity_j = delivered_j / battery.depth_of_discharge / battery.discharge_efficiency;
  EXPECT_NEAR(battery.capacity_j / 3.6e6, 187.0, 0.2);
  const BatteryStep eclipse = battery_step(battery, battery.capacity_j, -120e3, 35.5 * 60);
  EXPECT_NEAR(eclipse.charge_j, battery.floor_j(), 1.0);
  EXPECT_NEAR(battery.deliverable_j(battery.capacity_j), delivered_j, 1e-3);
}

TEST(Battery, AgesLinearlyAndNotBelowNothing) {
  const BatteryAgeing ageing{0.02, 0.2 / 12'000};
  EXPECT_DOUBLE_EQ(ageing.share_left(0.0, 0.0), 1.0);
  EXPECT_DOUBLE_EQ(ageing.share_left(5.0, 12'000.0), 0.7);
  EXPECT_DOUBLE_EQ(ageing.share_left(100.0, 0.0), 0.0);
}

}  // namespace
}  // namespace orbitmesh
