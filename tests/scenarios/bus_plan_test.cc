#include "scenarios/bus_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/resolved.h"
#include "tests/core/expect_input_error.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr std::string_view kAccelerator = "accelerator = { profile = \"tesla-ai7\"";

/// The good scenario with further keys of its constellation.
std::string with(const std::string& keys) {
  return good_scenario_with(kAccelerator, keys + "\n" + std::string(kAccelerator));
}

std::string error_of(const std::string& keys) {
  return input_error_of([&] { parse_scenario(with(keys)); });
}

TEST(BusPlan, WithoutABusThereAreNoLimits) {
  const Scenario scenario = parse_scenario(kGoodScenario);
  EXPECT_FALSE(scenario.has_buses());
  EXPECT_FALSE(scenario.constellations[0].bus);
}

TEST(BusPlan, TheSectionsFiguresReplaceTheProfiles) {
  const Scenario scenario = parse_scenario(
      with("bus = \"spacex-ai1\"\n"
           "power = { rule = \"eclipse\", pointing = \"one-axis\", age = \"731 d\", battery = "
           "\"40 kWh\", charge = 0.5, cycles = 100 }\n"
           "thermal = { radiator = \"85 m2\", temperature = \"-10 degC\", chip_heat_capacity = "
           "\"12 kJ/K\" }"));
  ASSERT_TRUE(scenario.has_buses());
  const ConstellationSection& section = scenario.constellations[0];
  const BusProfile bus = bus_of(section, ProfileLibrary::built_in());
  EXPECT_EQ(bus.battery.value, kilowatt_hours(40));
  EXPECT_EQ(bus.radiator.value, Area{85});
  EXPECT_EQ(bus.chip_heat_capacity.value, HeatCapacity{12e3});
  EXPECT_EQ(bus.array.value, Power{180e3});
  const BusOptions options = bus_options(section);
  EXPECT_EQ(options.rule, ChargeRule::kEclipse);
  EXPECT_EQ(options.pointing, ArrayPointing::kOneAxis);
  EXPECT_NEAR(options.age_years, 2.0, 0.002);
  EXPECT_EQ(options.full_cycles, 100);
  EXPECT_EQ(options.initial_charge, 0.5);
  EXPECT_DOUBLE_EQ(options.initial_k, 263.15);
}

TEST(BusPlan, ResolvedFilesReadBack) {
  const Scenario scenario = parse_scenario(
      with("bus = \"spacex-ai1\"\npower = { battery = \"40 kWh\" }\nthermal = { junction = "
           "\"0.0003 K/W\" }"));
  const std::string text = resolved_toml(scenario);
  EXPECT_THAT(text, AllOf(HasSubstr("bus = \"spacex-ai1\""), HasSubstr("battery = \"40 kWh\""),
                          HasSubstr("rule = \"charge\""), HasSubstr("temperature = \"20 degC\"")));
  EXPECT_EQ(resolved_toml(parse_scenario(text)), text);
}

TEST(BusPlan, RefusesWhatCannotBe) {
  EXPECT_THAT(error_of("bus = \"spacex-a1\""),
              AllOf(HasSubstr("s.toml:9:7: "), HasSubstr("did you mean 'spacex-ai1'")));
  EXPECT_THAT(error_of("power = { charge = 0.5 }"), HasSubstr("'power' belongs to a bus"));
  EXPECT_THAT(error_of("thermal = { radiator = \"5 m2\" }"),
              HasSubstr("'thermal' belongs to a bus"));
  const std::string bus = "bus = \"spacex-ai1\"\n";
  EXPECT_THAT(error_of(bus + "power = { charge = 1.5 }"), HasSubstr("at most 1"));
  EXPECT_THAT(error_of(bus + "power = { battery = \"0 kWh\" }"), HasSubstr("greater than 0"));
  EXPECT_THAT(error_of(bus + "power = { battery = \"40 kW\" }"), HasSubstr("is a power"));
  EXPECT_THAT(error_of(bus + "power = { age = \"30000 d\" }"), HasSubstr("at most"));
  EXPECT_THAT(error_of(bus + "power = { rule = \"never\" }"), HasSubstr("charge, eclipse"));
  EXPECT_THAT(error_of(bus + "power = { pointing = \"up\" }"), HasSubstr("one-axis"));
  EXPECT_THAT(error_of(bus + "thermal = { radiator = 5 }"), HasSubstr("an area"));
  EXPECT_THAT(error_of(bus + "thermal = { heat_capacity = \"1e-3 J/K\" }"),
              HasSubstr("heat_capacity"));
  EXPECT_THAT(error_of(bus + "thermal = { chip_heat_capacity = \"-1 J/K\" }"),
              HasSubstr("at least 0 J/K"));
  EXPECT_THAT(error_of(bus + "thermal = { throttle_end = \"80 degC\" }"),
              AllOf(HasSubstr("s.toml:9:7: "), HasSubstr("above 'throttle_begin', 95 degC")));
}

TEST(BusPlan, RefusesMoreAcceleratorsThanTheBusCanFeed) {
  const std::string text = good_scenario_with(
      "accelerator = { profile = \"tesla-ai7\", every = 2",
      "bus = \"starlink-v2-mini\"\naccelerator = { profile = \"tesla-ai7\", every = 2, count = 20");
  EXPECT_THAT(input_error_of([&] { parse_scenario(text); }),
              AllOf(HasSubstr("2 kW at most"), HasSubstr("use fewer accelerators")));
}

}  // namespace
}  // namespace orbitmesh
