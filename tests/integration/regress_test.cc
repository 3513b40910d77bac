#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/program.h"

namespace orbitmesh {
namespace {

namespace fs = std::filesystem;

/// Two small scenarios without baselines.
void write_scenarios(const ScratchFolder& scratch) {
  fs::create_directory(scratch / "set");
  for (const char* name : {"alpha", "beta"}) {
    std::ofstream(scratch / ("set/" + std::string(name) + ".toml"))
        << "extends = \"" << source_path("scenarios/minimal.toml") << "\"\n"
        << "[scenario]\nname = \"" << name << "\"\nduration = \"1 min\"\n";
  }
}

ProgramResult regress(const ScratchFolder& scratch, const std::string& options = "") {
  return run_orbitmesh("regress '" + (scratch / "set") + "' --quiet " + options);
}

TEST(Regress, WithoutBaselinesFailsAndSaysHowToMakeThem) {
  const ScratchFolder scratch;
  write_scenarios(scratch);
  const ProgramResult result = regress(scratch);
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_NE(result.out.find("--update --reason"), std::string::npos) << result.out;
}

TEST(Regress, AnUpdateNeedsAReasonAndThenEverythingPasses) {
  const ScratchFolder scratch;
  write_scenarios(scratch);
  const ProgramResult refused = regress(scratch, "--update");
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.err.find("--reason"), std::string::npos) << refused.err;
  EXPECT_EQ(regress(scratch, "--update --reason 'first baseline'").exit_code, 0);
  EXPECT_NE(file_content(scratch / "set/alpha.baseline.json").find("first baseline"),
            std::string::npos);
  const ProgramResult passed = regress(scratch);
  EXPECT_EQ(passed.exit_code, 0) << passed.out;
  EXPECT_NE(passed.out.find("2 of 2 scenarios passed"), std::string::npos) << passed.out;
  EXPECT_EQ(passed.out.find("other digest"), std::string::npos) << passed.out;
}

TEST(Regress, AModelConstantChangedByATenthIsFoundInTheRightRows) {
  const ScratchFolder scratch;
  write_scenarios(scratch);
  ASSERT_EQ(regress(scratch, "--update --reason first").exit_code, 0);
  const ProgramResult changed =
      regress(scratch, "--json --set 'client.robot.workload.detect.request=132 kB' --junit '" +
                           (scratch / "junit.xml") + "' --markdown '" + (scratch / "s.md") + "'");
  EXPECT_EQ(changed.exit_code, 1);
  const auto json = nlohmann::json::parse(changed.out);
  ASSERT_EQ(json["scenarios"].size(), 2U);
  bool latency_changed = false;
  for (const auto& metric : json["scenarios"][0]["metrics"]) {
    const std::string name = metric["metric"];
    if (metric["failed"] && name.find("latency") != std::string::npos) latency_changed = true;
    if (name.find(".issued") != std::string::npos) {
      EXPECT_EQ(metric["verdict"], "unchanged");
    }
  }
  EXPECT_TRUE(latency_changed) << changed.out;
  const std::string junit = file_content(scratch / "junit.xml");
  EXPECT_NE(junit.find("<failure message="), std::string::npos);
  EXPECT_NE(junit.find("latency_p50_ms"), std::string::npos);
  EXPECT_NE(file_content(scratch / "s.md").find("0 of 2 scenarios passed"), std::string::npos);
  const ProgramResult annotated =
      regress(scratch, "--annotations --set 'client.robot.workload.detect.request=132 kB'");
  EXPECT_NE(annotated.out.find("::error file="), std::string::npos) << annotated.out;
}

TEST(Regress, ReplicationsOfABaselineAreRunAndGateByTheirInterval) {
  const ScratchFolder scratch;
  write_scenarios(scratch);
  ASSERT_EQ(regress(scratch, "--update --reason first").exit_code, 0);
  const std::string file = scratch / "set/alpha.baseline.json";
  std::string text = file_content(file);
  const std::string one = "\"replications\": 1";
  text.replace(text.find(one), one.size(), "\"replications\": 4");
  std::ofstream(file) << text;
  const auto json = nlohmann::json::parse(regress(scratch, "--json").out);
  EXPECT_FALSE(json["scenarios"][0]["metrics"][0]["half_width_95"].is_null());
  EXPECT_TRUE(json["scenarios"][1]["metrics"][0]["half_width_95"].is_null());
}

TEST(Regress, AFolderWithoutScenariosAndADamagedBaselineAreBadInput) {
  const ScratchFolder scratch;
  fs::create_directory(scratch / "set");
  EXPECT_EQ(regress(scratch).exit_code, 2);
  write_scenarios(scratch);
  std::ofstream(scratch / "set/beta.baseline.json") << "{";
  const ProgramResult damaged = regress(scratch);
  EXPECT_EQ(damaged.exit_code, 2);
  EXPECT_NE(damaged.err.find("beta.baseline.json"), std::string::npos) << damaged.err;
}

}  // namespace
}  // namespace orbitmesh
