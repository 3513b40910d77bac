#include "scenarios/platform_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/expect_input_error.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr std::string_view kSiteAccelerator =
    "accelerator = { profile = \"nvidia-h100-sxm\", count = 8, models = [\"rt-2-55b\"] }";
constexpr std::string_view kClientAccelerator = "accelerator = \"jetson-agx-orin-64\"";

std::string error_with(std::string_view from, std::string_view to) {
  return input_error_of([&] { parse_scenario(good_scenario_with(from, to)); });
}

TEST(PlatformPlan, GivesTheAcceleratorsWhereNoneAreGiven) {
  const Scenario scenario =
      parse_scenario(good_scenario_with(kSiteAccelerator, "platform = \"cortex\""));
  ASSERT_TRUE(scenario.sites[1].accelerator);
  EXPECT_EQ(scenario.sites[1].accelerator->profile, "nvidia-h100-sxm");
  EXPECT_EQ(scenario.sites[1].accelerator->count, 50'000);
  EXPECT_EQ(scenario.sites[1].accelerator->models, std::vector<std::string>{"*"});
  const Scenario robots =
      parse_scenario(good_scenario_with(kClientAccelerator, "platform = \"robot-thor\""));
  EXPECT_EQ(robots.clients[0].accelerator, "jetson-agx-thor");
}

TEST(PlatformPlan, LeavesWhatIsGiven) {
  const Scenario scenario = parse_scenario(good_scenario_with(
      kSiteAccelerator, "platform = \"cortex\"\n" + std::string(kSiteAccelerator)));
  EXPECT_EQ(scenario.sites[1].accelerator->count, 8);
}

TEST(PlatformPlan, RefusesUnknownOnesAndThoseOfAnotherKind) {
  EXPECT_THAT(error_with(kClientAccelerator, "platform = \"robot-orin-nx\""),
              AllOf(HasSubstr("platform profile 'robot-orin-nx'"), HasSubstr("robot-orin")));
  EXPECT_THAT(error_with(kClientAccelerator, "platform = \"cortex\""),
              HasSubstr("'robot' needs one of kind robot"));
  EXPECT_THAT(error_with(kSiteAccelerator, "platform = \"car-ai5-parked\""),
              HasSubstr("'austin' needs one of kind datacenter"));
  EXPECT_THAT(error_with("terminal = \"starlink-dish\"",
                         "terminal = \"starlink-dish\"\nplatform = \"cortex\""),
              HasSubstr("a platform there belongs to its clients"));
}

}  // namespace
}  // namespace orbitmesh
