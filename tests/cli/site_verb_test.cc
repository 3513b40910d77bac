#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/program.h"

namespace orbitmesh {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* kShort = "site --quiet --hours 0.2 --workloads gauge --at mine=35,10 ";

int exit_code_with(const std::string& requirement) {
  return run_orbitmesh(kShort + std::string("--require '") + requirement + "'").exit_code;
}

TEST(SiteVerb, TheExitCodeIsTheVerdict) {
  EXPECT_EQ(exit_code_with("coverage: 2%"), 0);
  EXPECT_EQ(exit_code_with("coverage: 99%"), 1) << "held, but a few minutes do not show it";
  EXPECT_EQ(exit_code_with("gauge on board: 2%"), 1) << "852 ms for a deadline of 300 ms";
  EXPECT_EQ(exit_code_with("gauge on board: 2% in 10 s"), 0);
  EXPECT_EQ(exit_code_with("coverage: gap < 1 min"), 1) << "held, but not for a day";
}

TEST(SiteVerb, BadInputIsRefusedWithTheRemedy) {
  const auto error_of = [](const std::string& arguments) {
    const ProgramResult run = run_orbitmesh("site --quiet " + arguments);
    EXPECT_EQ(run.exit_code, 2) << arguments;
    return run.err;
  };
  EXPECT_THAT(error_of("--at 95,0"), HasSubstr("--at"));
  EXPECT_THAT(error_of("--at here"), HasSubstr("LAT,LON"));
  EXPECT_THAT(error_of("--at Mine=1,2"), HasSubstr("no name for a site"));
  EXPECT_THAT(error_of("--at a=1,2 --at a=3,4"), HasSubstr("given twice"));
  EXPECT_THAT(error_of("--at 1,2 --preset starlink-551"), HasSubstr("did you mean"));
  EXPECT_THAT(error_of("--at 1,2 --workloads paln"), HasSubstr("built in"));
  EXPECT_THAT(error_of("--at 1,2 --workloads 'scan: yolov9 in 1 s'"), HasSubstr("yolov8n"));
  EXPECT_THAT(error_of("--at 1,2 --require 'plan 9%'"), HasSubstr("column 6"));
  EXPECT_THAT(error_of("--at 1,2 --workloads gauge --require 'plan: 9%'"), HasSubstr("gauge"));
  EXPECT_THAT(error_of("--at 1,2 --hours 2000"), HasSubstr("--hours"));
  EXPECT_THAT(error_of("--at 1,2 --hours 168 --workloads 'scan: yolov8n in 1 s at 20 Hz'"),
              HasSubstr("fewer hours"));
}

TEST(SiteVerb, TwiceTheSameBytes) {
  const ScratchFolder folder;
  const auto run = [&](const std::string& name) {
    const ProgramResult result =
        run_orbitmesh(kShort + std::string("--json --out ") + (folder / name));
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  };
  const std::string first = run("a");
  EXPECT_EQ(first, run("b"));
  EXPECT_EQ(first, file_content(folder / "a/site.json"));
  EXPECT_EQ(file_content(folder / "a/site.html"), file_content(folder / "b/site.html"));
}

TEST(SiteVerb, ItsLatenciesAreThoseOfARunOfItsScenario) {
  const ScratchFolder folder;
  const ProgramResult site = run_orbitmesh(kShort + std::string("--json --out ") + (folder / "s"));
  ASSERT_EQ(site.exit_code, 0) << site.err;
  const ProgramResult run = run_orbitmesh("run " + (folder / "s/site.toml") +
                                          " --quiet --no-report --json --out " + (folder / "r"));
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const json summary = json::parse(run.out);
  const json place = json::parse(site.out).at("sites").at(0);
  int compared = 0;
  for (const json& workload : place.at("workloads")) {
    const std::string tier = workload.at("tier") == "local"       ? "board"
                             : workload.at("tier") == "satellite" ? "orbit"
                                                                  : "ground";
    const std::string name = "client.mine-" + tier + "-gauge.gauge.latency_p50_ms";
    for (const json& metric : summary.at("metrics")) {
      if (metric.at("name") != name || metric.at("value").is_null()) continue;
      EXPECT_NEAR(workload.at("latency_ms").at("p50").get<double>(),
                  metric.at("value").get<double>(), 0.02 * metric.at("value").get<double>())
          << name << ": apart from the last seconds the very same requests";
      ++compared;
    }
  }
  EXPECT_GE(compared, 2);
}

TEST(SiteVerb, ThePageStandsAlone) {
  const ScratchFolder folder;
  const ProgramResult run = run_orbitmesh(
      "site --quiet --hours 0.2 --workloads gauge --at mine=35,10 --at pole=80,10 --require "
      "'coverage: 2%' --out " +
      (folder / "s"));
  EXPECT_EQ(run.exit_code, 1) << run.err;
  const std::string page = file_content(folder / "s/site.html");
  EXPECT_NE(page.find("No satellite ever serves this place."), std::string::npos);
  EXPECT_NE(page.find("prefers-color-scheme: dark"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("http"), std::string::npos);
}

TEST(SiteVerb, AFolderThatIsNotEmptyIsRefused) {
  const ScratchFolder folder;
  EXPECT_EQ(run_orbitmesh(kShort + std::string("--out ") + (folder / "s")).exit_code, 0);
  const ProgramResult again = run_orbitmesh(kShort + std::string("--out ") + (folder / "s"));
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_THAT(again.err, HasSubstr("not empty"));
}

}  // namespace
}  // namespace orbitmesh
