#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/world.h"
#include "tests/core/expect_input_error.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::HasSubstr;

std::string with_gateway(const std::string& keys) {
  return good_scenario_with("pop = \"perth\"", "pop = \"perth\"\n" + keys);
}

std::string error_of(const std::string& text) {
  return input_error_of([&] { World(parse_scenario(text)); });
}

TEST(GatewaySection, TheBandDecidesAntennasAndRateUnlessTheyAreGiven) {
  struct Case {
    const char* keys;
    std::uint32_t antennas;
    BitRate rate;
  };
  for (const Case& c :
       {Case{"", 8, {10'000'000'000}}, Case{"band = \"e\"", 32, {25'000'000'000}},
        Case{"band = \"e\"\nantennas = 40\nrate = \"20 Gbit/s\"", 40, {20'000'000'000}}}) {
    const Scenario scenario = parse_scenario(with_gateway(c.keys));
    const World world(scenario);
    const Gateway& gateway = world.topology().gateways()[0];
    EXPECT_EQ(gateway.antennas, c.antennas) << c.keys;
    EXPECT_EQ(world.topology().link(gateway.first_feeder).rate, c.rate) << c.keys;
  }
}

TEST(GatewaySection, ItsLimitsStandInPlaceOfThoseOfAllGateways) {
  const auto limits = [](const std::string& keys) {
    const Scenario scenario = parse_scenario(
        with_gateway(keys) +
        "\n[access]\ngateway_min_elevation = \"20 deg\"\ngateway_gso_separation = \"18 deg\"\n"
        "feeders_per_satellite = 2\n");
    const AccessOptions options = World(scenario).access_options();
    EXPECT_EQ(options.feeders_per_satellite, 2);
    return options.gateway_limits.at(0);
  };
  EXPECT_DOUBLE_EQ(limits("").min_elevation.at(0), 20 * kDegree);
  EXPECT_DOUBLE_EQ(limits("").gso_separation_rad, 18 * kDegree);
  const AccessLimits polar = limits("min_elevation = \"5 deg\"\ngso_separation = \"0 deg\"");
  EXPECT_DOUBLE_EQ(polar.min_elevation.at(0), 5 * kDegree);
  EXPECT_EQ(polar.gso_separation_rad, 0);
  const AccessLimits masked = limits(
      "mask = [{ azimuth = \"0 deg\", elevation = \"10 deg\" }, "
      "{ azimuth = \"180 deg\", elevation = \"30 deg\" }]");
  EXPECT_DOUBLE_EQ(masked.min_elevation.at(kPi / 2), 20 * kDegree);
}

TEST(GatewaySection, WrongValuesAreRefused) {
  EXPECT_THAT(error_of(with_gateway("band = \"ku\"")), HasSubstr("band"));
  EXPECT_THAT(error_of(with_gateway("antennas = 65")), HasSubstr("antennas"));
  EXPECT_THAT(error_of(with_gateway("gso_separation = \"91 deg\"")), HasSubstr("gso_separation"));
  EXPECT_THAT(error_of(with_gateway("min_elevation = \"5 deg\"\nmask = [{ azimuth = \"0 deg\", "
                                    "elevation = \"10 deg\" }]")),
              HasSubstr("keep one"));
  EXPECT_THAT(error_of(std::string(kGoodScenario) + "\n[access]\nfeeders_per_satellite = 0\n"),
              HasSubstr("feeders_per_satellite"));
}

}  // namespace
}  // namespace orbitmesh
