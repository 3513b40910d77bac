#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "core/error.h"
#include "inference/profile_library.h"
#include "nodes/power/bus_setup.h"
#include "orbit/earth.h"
#include "tests/inference/source_checker.h"

namespace orbitmesh {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(PowerProfiles, EveryFigureNamesItsSource) {
  const ProfileLibrary library = ProfileLibrary::built_in();
  EXPECT_THAT(library.bus_names(),
              ::testing::ElementsAre("spacex-ai1", "starcloud-1", "starlink-v2-mini", "starlink-v3",
                                     "suncatcher-class"));
  for (const auto name : library.bus_names())
    EXPECT_EQ(testing::figures_of(*library.find_bus(name)), 17);
  EXPECT_GE(library.platform_names().size(), 12U);
  for (const auto name : library.platform_names()) {
    EXPECT_GE(testing::figures_of(*library.find_platform(name)), 5);
  }
  EXPECT_EQ(library.find_bus("no-such-bus"), nullptr);
  EXPECT_EQ(library.find_platform("no-such-platform"), nullptr);
}

TEST(PowerProfiles, WhatNobodyPublishesIsAGuess) {
  const ProfileLibrary library = ProfileLibrary::built_in();
  for (const auto name : library.bus_names()) {
    EXPECT_EQ(library.find_bus(name)->battery.confidence, Confidence::kGuess) << name;
    EXPECT_EQ(library.find_bus(name)->heat_capacity.confidence, Confidence::kGuess) << name;
  }
  EXPECT_EQ(library.find_bus("spacex-ai1")->radiator.confidence, Confidence::kPress);
}

TEST(PowerProfiles, EveryBusFeedsAcceleratorsOfItsComputePower) {
  const ProfileLibrary library = ProfileLibrary::built_in();
  for (const auto name : library.bus_names()) {
    const BusProfile& bus = *library.find_bus(name);
    const double full_w = bus.compute.value.si;
    const BusSetup setup =
        make_bus_setup(bus, {}, {kIdleShare * full_w, full_w}, kEarthEquatorialRadius_m + 600e3);
    EXPECT_GT(setup.model.array_w, setup.model.house_load_w) << name;
    EXPECT_GT(setup.model.heat.steady_k(full_w), 200) << name;
    EXPECT_LT(setup.model.heat.steady_k(full_w), setup.throttle.end_k) << name;
  }
}

std::string error_of(const std::string& text) {
  ProfileLibrary library;
  try {
    library.add_text(text, "user.toml");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

const std::string kBus = R"([[bus]]
name = "b"
array = { value = "1 kW", confidence = "G" }
battery = { value = "1 kWh", confidence = "G" }
house_load = { value = "100 W", confidence = "G" }
compute = { value = "700 W", confidence = "G" }
radiator = { value = "2 m2", confidence = "G" }
heat_capacity = { value = "15 kJ/K", confidence = "G" }
junction = { value = "0.03 K/W", confidence = "G" }
throttle_begin = { value = "75 degC", confidence = "G" }
)";

TEST(PowerProfiles, FilesMayAddBusesAndPlatforms) {
  const std::string end = R"(throttle_end = { value = "85 degC", confidence = "G" })";
  EXPECT_EQ(error_of(kBus + end), "");
  EXPECT_THAT(error_of(kBus), HasSubstr("throttle_end"));
  EXPECT_THAT(error_of(kBus + "throttle_end = { value = \"85 K/W\", confidence = \"G\" }"),
              AllOf(HasSubstr("user.toml:11"), HasSubstr("a temperature: K, degC")));
  EXPECT_THAT(error_of(kBus + "throttle_end = { value = \"1e6 degC\", confidence = \"G\" }"),
              HasSubstr("at most 326.85 degC"));
  const std::string chips = "\nchip_heat_capacity = { value = ";
  EXPECT_EQ(error_of(kBus + end + chips + "\"0 J/K\", confidence = \"G\" }"), "");
  EXPECT_THAT(error_of(kBus + end + chips + "\"-1 J/K\", confidence = \"G\" }"),
              AllOf(HasSubstr("user.toml:12"), HasSubstr("at least 0 J/K")));
  EXPECT_THAT(error_of(kBus + end + "\nmast = 3"),
              AllOf(HasSubstr("user.toml:12"), HasSubstr("mast")));
  EXPECT_EQ(error_of("[[platform]]\nname = \"p\"\nkind = \"car\"\naccelerator = \"tesla-hw3\""),
            "");
  EXPECT_THAT(error_of("[[platform]]\nname = \"p\"\nkind = \"boat\"\naccelerator = \"tesla-hw3\""),
              HasSubstr("datacenter, car, robot"));
  EXPECT_THAT(error_of(kBus + end + "\n" + kBus + end), HasSubstr("is defined already"));
}

}  // namespace
}  // namespace orbitmesh
