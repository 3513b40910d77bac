#include "nodes/power/power_bus.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/error.h"
#include "inference/profile_library.h"
#include "nodes/power/power_heat_batch.h"
#include "nodes/power/solar_geometry.h"
#include "tests/nodes/power/circular_orbit.h"

namespace orbitmesh {
namespace {

using testing::CircularOrbit;

constexpr double kKwh = 3.6e6;
constexpr Duration kKnot = PowerBus::kKnot;

BusProfile profile(std::string_view name) {
  static const ProfileLibrary kLibrary = ProfileLibrary::built_in();
  return *kLibrary.find_bus(name);
}

/// 120 kW of accelerators that draw a sixth of it when idle.
BusSetup ai1(const BusProfile& bus, ChargeRule rule = ChargeRule::kCharge) {
  BusOptions options;
  options.rule = rule;
  return make_bus_setup(bus, options, {20e3, 120e3}, CircularOrbit{}.radius_m);
}

/// The same with chips that have a heat capacity of their own, 7 s, or follow at once.
BusSetup ai1_with_chips(double chips_kj_k) {
  BusProfile bus = profile("spacex-ai1");
  bus.chip_heat_capacity.value = HeatCapacity{chips_kj_k * 1e3};
  return ai1(bus);
}

/// 10 kW on a bus whose radiator could carry them, if its chips' resistance let it.
BusSetup v3_with_chips(double chips_kj_k) {
  BusProfile bus = profile("starlink-v3");
  bus.chip_heat_capacity.value = HeatCapacity{chips_kj_k * 1e3};
  return make_bus_setup(bus, {}, {1.5e3, 10e3}, CircularOrbit{}.radius_m);
}

constexpr EclipseOutlook kNoEclipse{false, std::numeric_limits<double>::infinity(), 0.0};

/// One knot with that share of the devices busy; the clock that was decided, 0 if off.
double knot(PowerBus& bus, int number, double busy) {
  const ComputePower& power = bus.setup().compute;
  const ClockDecision decision = bus.decide(kNoEclipse);
  const double clock = decision.too_hot || decision.no_charge ? 0.0 : decision.clock;
  const double compute_w = clock > 0.0 ? power.at(busy * clock) : 0.0;
  bus.advance(Time{} + PowerBus::kKnot * (number + 1), compute_w);
  return clock;
}

/// What a bus did over some orbits, always busy.
struct Flight {
  double least_charge_j = 1e300;
  double least_clock = 1.0;
  double hottest_junction_k = 0.0;
  double off_s = 0.0;
  double computed_j = 0.0;  ///< above idle
  double compute_j = 0.0;
  int stops = 0;
};

Flight fly(PowerBus& bus, const CircularOrbit& orbit, double from_s, double span_s) {
  const SolarGeometry sun(CircularOrbit::r_sun_m());
  const ComputePower& power = bus.setup().compute;
  Flight flight;
  bool was_off = false;
  for (double t_s = 0.0; t_s < span_s; t_s += kKnot.seconds()) {
    const double orbit_s = from_s + t_s;
    bus.set_sky(sun.sky(orbit.position_m(orbit_s + 5.0), orbit.velocity_m_s(orbit_s + 5.0),
                        bus.setup().pointing));
    const ClockDecision decision = bus.decide(eclipse_outlook(
        orbit.position_m(orbit_s), orbit.velocity_m_s(orbit_s), CircularOrbit::r_sun_m()));
    const bool off = decision.no_charge || decision.too_hot;
    const double compute_w = off ? 0.0 : power.at(decision.clock);
    bus.advance(Time{} + Duration::from_seconds(t_s) + kKnot, compute_w);
    flight.least_charge_j = std::min(flight.least_charge_j, bus.state().charge_j);
    if (!off) flight.least_clock = std::min(flight.least_clock, decision.clock);
    flight.hottest_junction_k =
        std::max(flight.hottest_junction_k, bus.junction_k(bus.state(), compute_w));
    if (off) flight.off_s += kKnot.seconds();
    flight.stops += off && !was_off ? 1 : 0;
    was_off = off;
    flight.compute_j += compute_w * kKnot.seconds();
    flight.computed_j += off ? 0.0 : (compute_w - power.idle_w) * kKnot.seconds();
  }
  return flight;
}

// By hand: umbra and half of both penumbras are 35.47 min + 8.5 s of 95.65 min; that long the load
// comes from the battery, over the discharge efficiency.
TEST(PowerBus, ChargeOverAnOrbitIsThatOfAHandCalculation) {
  const BusSetup setup =
      make_bus_setup(profile("starlink-v3"), {}, {0.1e3, 0.6e3}, CircularOrbit{}.radius_m);
  PowerBus bus(setup, Time{});
  const CircularOrbit orbit;
  const Flight flight = fly(bus, orbit, -orbit.period_s() / 2, orbit.period_s());
  const double dark_s = 35.47 * 60 + 8.5;
  const double from_battery_j = 6.6e3 * dark_s / std::sqrt(0.9);
  EXPECT_EQ(flight.least_clock, 1.0);
  EXPECT_NEAR(setup.model.battery.capacity_j - flight.least_charge_j, from_battery_j,
              0.005 * from_battery_j);
  // 60 kW of array less 6.6 kW of load refill it in 5 min, so that the orbit ends full.
  EXPECT_EQ(bus.state().charge_j, setup.model.battery.capacity_j);
}

TEST(PowerBus, EnergyIsConserved) {
  const BusSetup setup = ai1(profile("spacex-ai1"));
  PowerBus bus(setup, Time{});
  const CircularOrbit orbit;
  const Flight flight = fly(bus, orbit, 0.0, 3 * orbit.period_s());
  const double span_s = std::ceil(3 * orbit.period_s() / 10.0) * 10.0;
  const double to_battery_j = bus.totals().array_j - bus.totals().spilled_j +
                              bus.totals().unserved_j - flight.compute_j -
                              setup.model.house_load_w * span_s;
  // What went into the battery and came out lost a tenth; the charge changed by what is left.
  const double charged_j = bus.state().charge_j - setup.initial.charge_j;
  EXPECT_GT(to_battery_j, charged_j);
  EXPECT_LT(to_battery_j - charged_j, 0.12 * 3 * setup.model.battery.capacity_j);
}

// 187 kWh carry 120 kW through the shadow; the 3 kW of the bus itself come on top.
TEST(PowerBus, AnAiOneNeedsAHundredAndEightySevenKilowattHoursForAnEclipse) {
  BusProfile bus_profile = profile("spacex-ai1");
  bus_profile.battery.value = kilowatt_hours(188.0 * 123 / 120);
  bus_profile.array.value = Power{300e3};
  const CircularOrbit orbit{kEarthEquatorialRadius_m + 600e3, 0.0};
  BusSetup setup = ai1(bus_profile, ChargeRule::kEclipse);
  PowerBus large(setup, Time{});
  const Flight through = fly(large, orbit, -orbit.period_s() / 2, orbit.period_s());
  EXPECT_EQ(through.off_s, 0.0);
  EXPECT_GT(through.least_clock, 0.97);
  EXPECT_NEAR(through.least_charge_j / setup.model.battery.capacity_j, 0.6, 0.01);
}

TEST(PowerBus, AnAiOneWithASmallBatteryStopsInTheEclipse) {
  const CircularOrbit orbit{kEarthEquatorialRadius_m + 600e3, 0.0};
  PowerBus by_charge(ai1(profile("spacex-ai1")), Time{});
  const Flight charge = fly(by_charge, orbit, -orbit.period_s() / 2, orbit.period_s());
  EXPECT_GT(charge.off_s, 25 * 60);
  EXPECT_LT(charge.least_clock, 0.5);
  // It stops at the floor, and the bus itself goes on below it: 3 kW for half an hour.
  EXPECT_GT(charge.least_charge_j, (0.6 * 20 - 0.5 * 3 / std::sqrt(0.9) - 0.4) * kKwh);
}

// A battery that can carry half of the load: the budget keeps the node up at a lower clock where
// the charge alone lets it run down and stop.
TEST(PowerBus, TheEclipseBudgetKeepsANodeUpThatTheChargeRuleStops) {
  BusProfile bus_profile = profile("spacex-ai1");
  bus_profile.battery.value = kilowatt_hours(100);
  const CircularOrbit orbit{kEarthEquatorialRadius_m + 600e3, 0.0};
  PowerBus by_charge(ai1(bus_profile), Time{});
  PowerBus by_eclipse(ai1(bus_profile, ChargeRule::kEclipse), Time{});
  const Flight charge = fly(by_charge, orbit, -orbit.period_s() / 2, orbit.period_s());
  const Flight eclipse = fly(by_eclipse, orbit, -orbit.period_s() / 2, orbit.period_s());
  EXPECT_GT(charge.stops, 0);
  EXPECT_EQ(eclipse.stops, 0);
  EXPECT_LT(eclipse.least_clock, 0.9);
  EXPECT_GE(eclipse.least_charge_j, 0.595 * by_eclipse.setup().model.battery.capacity_j);
}

TEST(PowerBus, AnAiOneRunsFullOnADawnDuskOrbit) {
  const CircularOrbit orbit{kEarthEquatorialRadius_m + 600e3, 85 * kDegree};
  PowerBus bus(ai1(profile("spacex-ai1")), Time{});
  const Flight flight = fly(bus, orbit, 0.0, 3 * orbit.period_s());
  EXPECT_EQ(flight.off_s, 0.0);
  EXPECT_EQ(flight.least_clock, 1.0);
  EXPECT_EQ(bus.state().charge_j, bus.setup().model.battery.capacity_j);
}

TEST(PowerBus, SettlesAtTheSteadyTemperatureOfItsLoad) {
  const CircularOrbit orbit{kEarthEquatorialRadius_m + 600e3, 90 * kDegree};
  const BusSetup setup = ai1(profile("spacex-ai1"));
  PowerBus bus(setup, Time{});
  fly(bus, orbit, 0.0, 20'000.0);
  const HeatBalance& heat = setup.model.heat;
  EXPECT_NEAR(bus.state().radiator_k, heat.steady_k(123e3 + heat.absorbed_w(1.0, 0.0)), 1e-3);
}

TEST(PowerBus, ThrottlesBetweenItsLimitsWhereTheRadiatorIsTooSmall) {
  BusProfile bus_profile = profile("spacex-ai1");
  bus_profile.radiator.value = Area{85};
  const CircularOrbit orbit{kEarthEquatorialRadius_m + 600e3, 85 * kDegree};
  PowerBus bus(ai1(bus_profile), Time{});
  const Flight flight = fly(bus, orbit, 0.0, 3 * orbit.period_s());
  EXPECT_LT(flight.least_clock, 0.99);
  EXPECT_GT(flight.least_clock, kMinClock);
  EXPECT_EQ(flight.off_s, 0.0);
  EXPECT_GT(flight.hottest_junction_k, bus.setup().throttle.begin_k);
  EXPECT_LT(flight.hottest_junction_k, bus.setup().throttle.end_k);
}

TEST(PowerBus, ShutsDownWhenEvenTheLeastClockIsTooHotAndRestartsCooler) {
  BusProfile bus_profile = profile("spacex-ai1");
  bus_profile.radiator.value = Area{16};
  const CircularOrbit orbit{kEarthEquatorialRadius_m + 600e3, 85 * kDegree};
  PowerBus bus(ai1(bus_profile), Time{});
  const Flight flight = fly(bus, orbit, 0.0, 6 * orbit.period_s());
  EXPECT_GE(flight.stops, 2);
  EXPECT_GT(flight.off_s, 100 * kKnot.seconds() / 100);
  EXPECT_GT(flight.computed_j, 0.0);
}

TEST(PowerBus, ReadingTheStateDoesNotChangeIt) {
  const BusSetup setup = ai1(profile("spacex-ai1"));
  PowerBus watched(setup, Time{});
  PowerBus alone(setup, Time{});
  for (int s = 1; s < 10; ++s) watched.state_at(Time{} + Duration::from_s(s), 120e3);
  watched.advance(Time{} + kKnot, 120e3);
  alone.advance(Time{} + kKnot, 120e3);
  EXPECT_EQ(watched.state().charge_j, alone.state().charge_j);
  EXPECT_EQ(watched.state().radiator_k, alone.state().radiator_k);
}

TEST(PowerBus, ABurstPassesBeforeTheChipsAreHot) {
  PowerBus at_once(v3_with_chips(0), Time{});
  PowerBus later(v3_with_chips(3), Time{});
  EXPECT_LT(knot(at_once, 0, 1.0), 0.5);
  EXPECT_EQ(knot(later, 0, 1.0), 1.0);
  EXPECT_GT(knot(later, 1, 1.0), 0.9);
  double least = 1.0;
  for (int k = 2; k < 60; ++k) least = std::min(least, knot(later, k, 1.0));
  EXPECT_LT(least, 0.5);
  EXPECT_GT(later.state().chips_k, later.setup().throttle.begin_k);
}

// As steep a throttle as any of the buses has, with a slow and a fast capacity of the chips.
TEST(PowerBus, TheClockComesToRestWithoutSwinging) {
  for (const double chips_kj_k : {0.0, 0.3, 3.0, 30.0}) {
    for (const double busy : {1.0, 0.7}) {
      PowerBus bus(v3_with_chips(chips_kj_k), Time{});
      PowerBus one_node(v3_with_chips(0), Time{});
      double clock = 1.0;
      int k = 0;
      for (; k < 3000; ++k) {
        clock = knot(bus, k, busy);
        knot(one_node, k, busy);
        ASSERT_GT(clock, kMinClock) << chips_kj_k;
        ASSERT_LT(bus.state().chips_k, bus.setup().throttle.end_k) << chips_kj_k;
      }
      for (; k < 3050; ++k) EXPECT_NEAR(knot(bus, k, busy), clock, 1e-6) << chips_kj_k;
      // Where all are busy, as the clock of chips that follow at once supposes, it is theirs.
      if (busy < 1.0) continue;
      EXPECT_NEAR(knot(one_node, 3000, busy), clock, 1e-6) << chips_kj_k;
    }
  }
}

// 120 kW for a minute on chips that follow at once would be above the limit at every knot.
TEST(PowerBus, SwitchesOffByTheTemperatureOfTheChips) {
  BusProfile hot = profile("spacex-ai1");
  hot.junction.value = ThermalResistance{0.001};
  hot.chip_heat_capacity.value = HeatCapacity{36e3};
  PowerBus bus(ai1(hot), Time{});
  EXPECT_FALSE(bus.decide(kNoEclipse).too_hot);
  bus.advance(Time{} + kKnot, 120e3);
  EXPECT_GT(bus.setup().throttle.end_k, bus.state().chips_k);
  EXPECT_FALSE(bus.decide(kNoEclipse).too_hot);
  bus.advance(Time{} + kKnot * 6, 120e3);
  EXPECT_LT(bus.setup().throttle.end_k, bus.state().chips_k);
  EXPECT_TRUE(bus.decide(kNoEclipse).too_hot);
  // Off until the chips themselves have cooled, which the radiator did not need to.
  EXPECT_LT(bus.state().radiator_k, bus.setup().throttle.begin_k - PowerBus::kRestartCooling_K);
  bus.advance(Time{} + kKnot * 7, 0.0);
  EXPECT_TRUE(bus.decide(kNoEclipse).too_hot);
  bus.advance(Time{} + kKnot * 20, 0.0);
  EXPECT_FALSE(bus.decide(kNoEclipse).too_hot);
}

TEST(PowerBus, ChipsWithAHeatCapacitySettleWhereThoseWithoutDo) {
  PowerBus one(ai1_with_chips(0), Time{});
  PowerBus two(ai1_with_chips(36), Time{});
  for (int k = 1; k <= 1440; ++k) {
    one.advance(Time{} + kKnot * k, 90e3);
    two.advance(Time{} + kKnot * k, 90e3);
  }
  EXPECT_NEAR(two.state().radiator_k, one.state().radiator_k, 1e-5);
  EXPECT_NEAR(two.state().chips_k, one.state().chips_k, 1e-5);
  EXPECT_NEAR(one.state().chips_k, one.state().radiator_k + 18.0, 1e-9);
  // At another power the former follow at once, the latter by and by.
  EXPECT_NEAR(one.junction_k(one.state(), 0.0), one.state().radiator_k, 1e-9);
  EXPECT_EQ(two.junction_k(two.state(), 0.0), two.state().chips_k);
}

/// Chips that follow at once, and chips with a heat capacity.
class PowerHeatBatchTest : public ::testing::TestWithParam<double> {};
INSTANTIATE_TEST_SUITE_P(Nodes, PowerHeatBatchTest, ::testing::Values(0.0, 36.0));

TEST_P(PowerHeatBatchTest, ABatchComesToTheSameBits) {
  const BusSetup setup = ai1_with_chips(GetParam());
  const SolarGeometry sun(CircularOrbit::r_sun_m());
  const CircularOrbit orbit;
  constexpr std::size_t kSatellites = 7;
  PowerHeatBatch batch(setup.model, kSatellites, setup.initial);
  std::vector<PowerBus> buses(kSatellites, PowerBus(setup, Time{}));
  for (int knot = 0; knot < 700; ++knot) {
    const auto sky = [&](std::size_t i) {
      return sun.sky(orbit.position_m(10.0 * knot + 500.0 * static_cast<double>(i)), {},
                     setup.pointing);
    };
    const auto compute_w = [](std::size_t i) { return 15e3 * static_cast<double>(i); };
    batch.step(10.0, sky, compute_w);
    for (std::size_t i = 0; i < kSatellites; ++i) {
      buses[i].set_sky(sky(i));
      buses[i].advance(Time{} + kKnot * (knot + 1), compute_w(i));
    }
  }
  for (std::size_t i = 0; i < kSatellites; ++i) {
    EXPECT_EQ(batch.charge_j()[i], buses[i].state().charge_j) << i;
    EXPECT_EQ(batch.radiator_k()[i], buses[i].state().radiator_k) << i;
    EXPECT_EQ(batch.chips_k()[i], buses[i].state().chips_k) << i;
  }
}

TEST(BusSetup, AgeTakesPowerAndCapacity) {
  BusOptions old;
  old.age_years = 5;
  old.full_cycles = 12'000;
  const BusProfile bus = profile("spacex-ai1");
  const BusSetup setup = make_bus_setup(bus, old, {20e3, 120e3}, CircularOrbit{}.radius_m);
  EXPECT_NEAR(setup.model.array_w, 180e3 * std::pow(0.98, 5), 1e-6);
  EXPECT_NEAR(setup.model.battery.capacity_j, 0.7 * 20 * kKwh, 1e-3);
}

TEST(BusSetup, ChipsWithoutAResistanceAreOneMassWithTheRadiator) {
  BusProfile bus = profile("spacex-ai1");
  bus.chip_heat_capacity.value = HeatCapacity{36e3};
  EXPECT_TRUE(ai1(bus).model.heat.two_nodes());
  EXPECT_EQ(ai1(bus).model.heat.capacity_j_k, 500e3);
  bus.junction.value = ThermalResistance{0};
  EXPECT_FALSE(ai1(bus).model.heat.two_nodes());
  EXPECT_EQ(ai1(bus).model.heat.capacity_j_k, 536e3);
}

TEST(BusSetup, RefusesABusTooSmallForItsAccelerators) {
  EXPECT_THROW(make_bus_setup(profile("starcloud-1"), {}, {20e3, 120e3}, CircularOrbit{}.radius_m),
               InputError);
  BusProfile wrong = profile("starcloud-1");
  wrong.throttle_end.value = wrong.throttle_begin.value;
  EXPECT_THROW(make_bus_setup(wrong, {}, {100, 700}, CircularOrbit{}.radius_m), InputError);
}

}  // namespace
}  // namespace orbitmesh
