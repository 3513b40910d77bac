#include "scenarios/outage_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "scenarios/world.h"
#include "tests/core/expect_input_error.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;
using testing::UnorderedElementsAre;

std::string with_outage(std::string_view lines) {
  return std::string(kGoodScenario) + "\n[[outage]]\nname = \"storm\"\n" + std::string(lines) +
         "\n";
}

std::vector<Outage> plan(std::string_view lines, std::int64_t seed = 1) {
  Scenario scenario = parse_scenario(with_outage(lines));
  scenario.run.seed = seed;
  const World world(scenario);
  return plan_outages(scenario, world.topology());
}

std::string error_of(std::string_view lines) {
  return input_error_of([&] { plan(lines); });
}

std::vector<std::string> targets(const std::vector<Outage>& outages) {
  std::vector<std::string> names;
  for (const Outage& outage : outages) names.push_back(outage.target);
  return names;
}

TEST(OutagePlan, NamedTargetsAtAStatedTime) {
  const auto outages = plan(
      "what = \"satellite\"\ntargets = [\"shell/00-00\", \"shell/03-02\"]\nstart = \"10 s\"\n"
      "duration = \"5 s\"");
  EXPECT_THAT(targets(outages), ElementsAre("shell/00-00", "shell/03-02"));
  for (const Outage& outage : outages) {
    EXPECT_EQ(outage.cause, "storm");
    EXPECT_EQ(outage.begin, Time{} + Duration::from_s(10));
    EXPECT_EQ(outage.end, Time{} + Duration::from_s(15));
    EXPECT_TRUE(outage.effect.down);
    EXPECT_EQ(outage.nodes.size(), 1U);
    EXPECT_TRUE(outage.links.empty());
  }
}

TEST(OutagePlan, WithoutADurationItLastsToTheEnd) {
  EXPECT_EQ(plan("what = \"gateway\"\ntargets = [\"merredin\"]")[0].end, Time::max());
}

TEST(OutagePlan, LasersAndFibresAreNamedByTheirEndsInEitherOrder) {
  for (const char* name : {"\"merredin perth\"", "\"perth merredin\""}) {
    const auto outages = plan(std::string("what = \"fibre\"\ntargets = [") + name + "]");
    ASSERT_EQ(outages.size(), 1U);
    EXPECT_EQ(outages[0].target, "merredin perth");
    ASSERT_EQ(outages[0].links.size(), 2U);
    EXPECT_EQ(outages[0].links[1], reverse_of(outages[0].links[0]));
  }
  EXPECT_EQ(plan("what = \"fibre\"\ntargets = [\"austin perth\"]")[0].target, "perth austin");
  EXPECT_EQ(plan("what = \"laser\"\ntargets = [\"shell/00-01 shell/00-00\"]")[0].target,
            "shell/00-00 shell/00-01");
}

TEST(OutagePlan, WhatActsOnWhat) {
  // A gateway that fails is a node; one in the rain has worse feeders.
  const auto dead = plan("what = \"gateway\"\ntargets = [\"merredin\"]");
  EXPECT_EQ(dead[0].nodes.size(), 1U);
  EXPECT_TRUE(dead[0].links.empty());
  const auto rain = plan("what = \"gateway\"\ntargets = [\"merredin\"]\nrate_factor = 0.3");
  EXPECT_TRUE(rain[0].nodes.empty());
  EXPECT_EQ(rain[0].links.size(), 16U);
  EXPECT_DOUBLE_EQ(rain[0].effect.rate_factor, 0.3);
  EXPECT_FALSE(rain[0].effect.down);
  const auto blocked = plan("what = \"terminal\"\ntargets = [\"mine.1\"]");
  EXPECT_EQ(blocked[0].links.size(), 2U);
  EXPECT_TRUE(blocked[0].nodes.empty());
  const auto dark = plan("what = \"site\"\ntargets = [\"mine\"]");
  EXPECT_EQ(dark[0].nodes.size(), 1U);
  const auto slow = plan("what = \"site\"\ntargets = [\"austin\"]\nextra_delay = \"20 ms\"");
  EXPECT_EQ(slow[0].links.size(), 2U);
  const auto lossy = plan("what = \"link\"\ntargets = [\"user-up mine.1\"]\nloss = 0.05");
  EXPECT_EQ(lossy[0].links.size(), 1U);
  EXPECT_DOUBLE_EQ(lossy[0].effect.loss, 0.05);
}

TEST(OutagePlan, ARegionHoldsWhatIsWithinItsRadius) {
  const std::string region =
      "what = \"gateway\"\nregion = { center = { lat = \"-31.48 deg\", lon = \"121.0 deg\" }, "
      "radius = \"";
  EXPECT_THAT(targets(plan(region + "270 km\" }")), ElementsAre("merredin"));
  EXPECT_THAT(error_of(region + "240 km\" }"),
              AllOf(StartsWith("s.toml:"), HasSubstr("there is no gateway in the region")));
}

TEST(OutagePlan, ACountOrShareIsDrawnByTheSeed) {
  const auto three = plan("what = \"satellite\"\ncount = 3");
  EXPECT_EQ(three.size(), 3U);
  EXPECT_EQ(targets(three), targets(plan("what = \"satellite\"\ncount = 3")));
  EXPECT_NE(targets(three), targets(plan("what = \"satellite\"\ncount = 3", 2)));
  EXPECT_EQ(plan("what = \"satellite\"\nshare = 0.25").size(), 6U);
  EXPECT_EQ(plan("what = \"satellite\"\nshare = 0.01").size(), 1U);
  EXPECT_EQ(plan("what = \"satellite\"\nshare = 1.0").size(), 24U);
  EXPECT_THAT(error_of("what = \"satellite\"\ncount = 25"), HasSubstr("there are only 24"));
}

TEST(OutagePlan, ASmallerCountDrawsFromTheLarger) {
  const auto more = targets(plan("what = \"satellite\"\ncount = 10"));
  for (const std::string& name : targets(plan("what = \"satellite\"\ncount = 4"))) {
    EXPECT_NE(std::find(more.begin(), more.end(), name), more.end()) << name;
  }
}

TEST(OutagePlan, RandomFailuresFollowTheirMeans) {
  Scenario scenario = parse_scenario(
      with_outage("what = \"satellite\"\nmtbf = \"100 s\"\nmttr = \"25 s\"\nstart = \"50 s\""));
  scenario.run.duration = Duration::from_s(20'000);
  const World world(scenario);
  const auto outages = plan_outages(scenario, world.topology());
  std::map<std::string, Time> last_end;
  double down_s = 0;
  double up_s = 0;
  for (const Outage& outage : outages) {
    const auto [last, first] = last_end.emplace(outage.target, Time{} + Duration::from_s(50));
    EXPECT_GT(outage.begin, last->second);
    up_s += (outage.begin - last->second).seconds();
    down_s += (outage.end - outage.begin).seconds();
    last->second = outage.end;
    EXPECT_LT(outage.begin.since_epoch(), scenario.run.duration);
  }
  EXPECT_EQ(last_end.size(), 24U);
  const auto n = static_cast<double>(outages.size());
  // 24 satellites over 20,000 s with 125 s a cycle; means of exponentials within 4 sigma.
  EXPECT_NEAR(n, 24 * 19'950 / 125.0, 250);
  EXPECT_NEAR(up_s / n, 100, 4 * 100 / std::sqrt(n));
  EXPECT_NEAR(down_s / n, 25, 4 * 25 / std::sqrt(n));
}

TEST(OutagePlan, OneTargetsFailuresDoNotDependOnTheOthers) {
  const std::string random = "what = \"satellite\"\nmtbf = \"20 s\"\nmttr = \"5 s\"\n";
  std::vector<Time> among_all;
  for (const Outage& outage : plan(random)) {
    if (outage.target == "shell/02-01") among_all.push_back(outage.begin);
  }
  std::vector<Time> alone;
  for (const Outage& outage : plan(random + "targets = [\"shell/02-01\"]")) {
    alone.push_back(outage.begin);
  }
  EXPECT_FALSE(alone.empty());
  EXPECT_EQ(alone, among_all);
}

TEST(OutagePlan, TooManyOutagesAreRefused) {
  Scenario scenario =
      parse_scenario(with_outage("what = \"satellite\"\nmtbf = \"1 ms\"\nmttr = \"1 ms\""));
  EXPECT_THAT(input_error_of([&] { World world(scenario); }),
              AllOf(StartsWith("s.toml:58:1: "), HasSubstr("more than 200000 outages")));
}

TEST(OutagePlan, NamesThatAreNotThere) {
  EXPECT_EQ(
      error_of("what = \"satellite\"\ntargets = [\"shell/00-00\", \"shell/00-09\"]"),
      "s.toml:61:27: 'targets' names the satellite 'shell/00-09', which is not there, did you "
      "mean 'shell/00-00'?; known: shell/00-00, shell/00-01, shell/00-02, shell/00-03, "
      "shell/01-00, "
      "shell/01-01, shell/01-02, shell/01-03, shell/02-00, shell/02-01, shell/02-02, shell/02-03, "
      "shell/03-00, shell/03-01, shell/03-02, shell/03-03, shell/04-00, shell/04-01, shell/04-02, "
      "shell/04-03, ...");
  EXPECT_THAT(error_of("what = \"terminal\"\ntargets = [\"mine\"]"),
              HasSubstr("names the terminal 'mine', which is not there; known: mine.1"));
  EXPECT_THAT(error_of("what = \"fibre\"\ntargets = [\"perth merredn\"]"),
              HasSubstr("names the fibre 'perth merredn', which is not there"));
  EXPECT_THAT(error_of("what = \"terminal\"\ntargets = [\"mine.1\", \"mine.1\"]"),
              HasSubstr("'mine.1' is named twice"));
}

TEST(OutagePlan, SectionsThatContradictThemselves) {
  const auto at = [](int line, const char* text) {
    return AllOf(StartsWith("s.toml:" + std::to_string(line) + ":"), HasSubstr(text));
  };
  EXPECT_THAT(error_of("what = \"satellite\""), at(58, "does not say what is struck"));
  EXPECT_THAT(error_of("what = \"satellite\"\ncount = 1\nshare = 0.5"),
              at(62, "'share' and 'count' both say what is struck"));
  EXPECT_THAT(error_of("what = \"link\"\ncount = 1"), at(60, "links are named one by one"));
  EXPECT_THAT(error_of("what = \"satellite\"\nregion = { center = { lat = \"0 deg\", lon = \"0 "
                       "deg\" }, radius = \"1 km\" }"),
              at(61, "gateways, sites and terminals alone"));
  EXPECT_THAT(error_of("what = \"satellite\"\ncount = 1\nstart = \"1 min\""),
              at(62, "not before the end of the run"));
  EXPECT_THAT(error_of("what = \"satellite\"\nmtbf = \"1 min\""), at(61, "needs mttr"));
  EXPECT_THAT(error_of("what = \"satellite\"\ncount = 1\nmttr = \"1 min\""), at(62, "add mtbf"));
  EXPECT_THAT(
      error_of("what = \"satellite\"\nmtbf = \"1 min\"\nmttr = \"1 s\"\nduration = \"1 s\""),
      at(63, "random ones take 'mttr'"));
  EXPECT_THAT(error_of("what = \"satellite\"\ncount = 1\nloss = 0.5"),
              at(62, "use what = \"laser\""));
  EXPECT_THAT(error_of("what = \"satelite\"\ncount = 1"), at(60, "did you mean 'satellite'?"));
  EXPECT_THAT(error_of("what = \"laser\"\ncount = 1\nloss = 1.5"), at(62, "loss"));
  EXPECT_THAT(error_of("what = \"laser\"\ncount = 1\nextra_delay = \"1 s\""),
              at(62, "extra_delay"));
}

TEST(OutagePlan, NamesOfOutagesAndTimelinesDiffer) {
  const std::string twice = with_outage("what = \"satellite\"\ncount = 1") +
                            "[[timeline]]\nname = \"storm\"\nfile = \"x.csv\"\n";
  EXPECT_THAT(input_error_of([&] { parse_scenario(twice); }),
              HasSubstr("names of outages and timelines must differ"));
}

}  // namespace
}  // namespace orbitmesh
