#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "core/temporary_folder.h"
#include "scenarios/resolved.h"
#include "tests/core/expect_input_error.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kArrival = R"(kind = "periodic", rate = "2 Hz")";

std::string error_with_arrival(std::string_view arrival) {
  return input_error_of([&] { parse_scenario(good_scenario_with(kArrival, arrival)); });
}

const ArrivalModel& arrival_of(const Scenario& scenario) {
  return scenario.clients[0].workloads[0].arrival;
}

TEST(LoadValidation, EachKindNeedsItsKeysAndTakesNoOthers) {
  EXPECT_THAT(error_with_arrival("jitter = \"1 ms\""),
              AllOf(StartsWith("s.toml:41:"), HasSubstr("\"periodic\" need 'rate'")));
  EXPECT_THAT(error_with_arrival("kind = \"server\""), HasSubstr("need 'rate'"));
  EXPECT_THAT(error_with_arrival("kind = \"offline\""), HasSubstr("need 'samples'"));
  EXPECT_THAT(error_with_arrival("kind = \"trace\""), HasSubstr("need 'file'"));
  EXPECT_THAT(error_with_arrival("kind = \"single-stream\", rate = \"1 Hz\""),
              AllOf(StartsWith("s.toml:41:"), HasSubstr("'rate' has no meaning")));
  EXPECT_THAT(error_with_arrival("kind = \"single-stream\", samples = 2"),
              HasSubstr("'samples' has no meaning"));
  EXPECT_THAT(error_with_arrival("kind = \"multi-stream\", jitter = \"1 ms\""),
              HasSubstr("'jitter' has no meaning"));
  EXPECT_THAT(error_with_arrival("rate = \"1 Hz\", file = \"a.csv\""),
              HasSubstr("'file' has no meaning"));
  EXPECT_THAT(error_with_arrival("kind = \"offline\", samples = 0"), HasSubstr("samples"));
  EXPECT_THAT(error_with_arrival("kind = \"offline\", samples = 1000001"), HasSubstr("samples"));
  EXPECT_THAT(error_with_arrival("kind = \"burst\""), HasSubstr("single-stream"));
}

TEST(LoadValidation, AMultiStreamHasEightSamplesUnlessItSays) {
  const Scenario scenario = parse_scenario(good_scenario_with(kArrival, "kind = \"multi-stream\""));
  EXPECT_EQ(arrival_of(scenario).samples, 8);
}

TEST(LoadValidation, ATraceIsReadAndStandsResolvedWithItsFullPath) {
  const TemporaryFolder folder;
  const std::string file = (folder.path() / "t.csv").string();
  std::ofstream(file) << "time_s\n0.5\n";
  const std::string arrival = "kind = \"trace\", file = \"" + file + "\"";
  const Scenario scenario = parse_scenario(good_scenario_with(kArrival, arrival));
  ASSERT_NE(arrival_of(scenario).trace, nullptr);
  EXPECT_EQ(arrival_of(scenario).trace->front(), Duration::from_ms(500));
  EXPECT_THAT(resolved_toml(scenario), HasSubstr(file));
  std::ofstream(file) << "time_s\nsoon\n";
  EXPECT_THAT(error_with_arrival(arrival), HasSubstr("t.csv:2:1"));
  EXPECT_THAT(error_with_arrival("kind = \"trace\", file = \"no-such.csv\""),
              HasSubstr("no-such.csv"));
}

TEST(LoadValidation, TargetsAreBounded) {
  const auto error_of = [](std::string_view target) {
    return input_error_of([&] {
      parse_scenario(good_scenario_with("deadline = \"300 ms\"",
                                        "deadline = \"300 ms\"\ntarget = " + std::string(target)));
    });
  };
  const Scenario scenario = parse_scenario(
      good_scenario_with("deadline = \"300 ms\"", "deadline = \"300 ms\"\ntarget = {}"));
  EXPECT_EQ(scenario.clients[0].workloads[0].target->percentile, 0.99);
  EXPECT_EQ(scenario.clients[0].workloads[0].target->block, Duration::from_s(15));
  EXPECT_FALSE(scenario.clients[0].workloads[1].target);
  EXPECT_THAT(error_of("{ percentile = 99 }"), StartsWith("s.toml:43:"));
  EXPECT_THAT(error_of("{ percentile = 0.4 }"), HasSubstr("percentile"));
  EXPECT_THAT(error_of("{ block = \"0 s\" }"), HasSubstr("block"));
  EXPECT_THAT(error_of("{ blocks = 3 }"), HasSubstr("did you mean 'block'?"));
}

TEST(LoadValidation, OfflineArrivalsHaveNoLatencyTarget) {
  const std::string text = good_scenario_with(std::string(kArrival) + " }",
                                              "kind = \"offline\", samples = 10 }\ntarget = {}");
  EXPECT_THAT(input_error_of([&] { parse_scenario(text); }),
              AllOf(StartsWith("s.toml:42:"), HasSubstr("throughput")));
}

}  // namespace
}  // namespace orbitmesh
