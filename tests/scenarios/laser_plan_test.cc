#include "scenarios/laser_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "mesh/laser_outages.h"
#include "scenarios/world.h"
#include "tests/core/expect_input_error.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string with_isl(const std::string& keys, const std::string& more = {}) {
  return good_scenario_with("[[site]]", "isl = { " + keys + " }\n\n[[site]]") + more;
}

std::vector<Outage> outages_of(const std::string& text) {
  const Scenario scenario = parse_scenario(text);
  return World(scenario).outages();
}

double longest_laser_m(const std::string& keys) {
  const Scenario scenario = parse_scenario(with_isl(keys));
  const World world(scenario);
  return world.topology().isls().front().max_range_m;
}

std::string error_of(const std::string& text) {
  return input_error_of([&] { outages_of(text); });
}

TEST(LaserPlan, LasersAreNeverInterruptedUnlessTheScenarioSaysSo) {
  EXPECT_TRUE(outages_of(std::string(kGoodScenario)).empty());
  EXPECT_FALSE(outages_of(with_isl("uptime = 0.6")).empty());
}

TEST(LaserPlan, AcquisitionFollowsOutages) {
  const std::string outage =
      "\n[[outage]]\nname = \"storm\"\nwhat = \"satellite\"\ntargets = [\"shell/00-00\"]\n"
      "duration = \"5 s\"\n";
  const auto usual = outages_of(std::string(kGoodScenario) + outage);
  ASSERT_EQ(usual.size(), 5U);  // and four lasers
  for (std::size_t i = 1; i < usual.size(); ++i) {
    EXPECT_EQ(usual[i].cause, kLaserAcquisition);
    EXPECT_EQ(usual[i].end - usual[i].begin, Duration::from_s(30));
  }
  EXPECT_EQ(outages_of(with_isl("acquisition = \"12 s\"", outage))[1].end,
            Time{} + Duration::from_s(17));
  EXPECT_EQ(outages_of(with_isl("acquisition = \"0 s\"", outage)).size(), 1U);
}

TEST(LaserPlan, TheShorterOfRangeAndGrazingAltitudeCounts) {
  const double grazing_m = longest_laser_m("rate = \"100 Gbit/s\"");
  EXPECT_NEAR(grazing_m, 5017e3, 1e3);
  EXPECT_LT(longest_laser_m("grazing_altitude = \"200 km\""), grazing_m);
  EXPECT_EQ(longest_laser_m("max_range = \"1500 km\""), 1500e3);
  EXPECT_EQ(longest_laser_m("max_range = \"5400 km\""), grazing_m);
}

TEST(LaserPlan, WrongValuesAreRefusedAtTheKey) {
  EXPECT_THAT(error_of(with_isl("uptime = 1.0")), HasSubstr("uptime"));
  EXPECT_THAT(error_of(with_isl("uptime = 0.4")), HasSubstr("uptime"));
  EXPECT_THAT(error_of(with_isl("acquisition = \"-1 s\"")), HasSubstr("acquisition"));
  EXPECT_THAT(error_of(with_isl("max_range = \"0 km\"")), HasSubstr("max_range"));
  EXPECT_THAT(error_of(with_isl("mean_interruption = \"0 s\"")), HasSubstr("mean_interruption"));
}

TEST(LaserPlan, TooManyInterruptionsAreRefused) {
  std::string text =
      with_isl("uptime = 0.5, acquisition = \"0 s\", mean_interruption = \"100 ms\"");
  const std::string minute = "duration = \"1 min\"";
  text.replace(text.find(minute), minute.size(), "duration = \"1 h\"");
  EXPECT_THAT(error_of(text), AllOf(HasSubstr("200000 outages"), HasSubstr("mean_interruption")));
}

}  // namespace
}  // namespace orbitmesh
