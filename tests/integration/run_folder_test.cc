#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/program.h"

namespace orbitmesh {
namespace {

const std::string kShortRun = "run '" + source_path("scenarios/remote-mine.toml") +
                              "' --quiet --set scenario.duration='\"20 s\"' --out ";

std::string state_of(const std::string& folder) {
  const auto json = nlohmann::json::parse(file_content(folder + "/run.json"), nullptr, false);
  return json.is_object() ? json.value("state", "") : "no run.json";
}

TEST(RunFolder, HoldsScenarioResultsAndState) {
  const ScratchFolder scratch;
  const ProgramResult run = run_orbitmesh(kShortRun + "'" + (scratch / "a/b/run") + "'");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  for (const char* file : {"resolved.toml", "run.json", "results.sqlite", "log.txt"}) {
    EXPECT_GT(std::filesystem::file_size(scratch / ("a/b/run/" + std::string(file))), 0U) << file;
  }
  EXPECT_EQ(state_of(scratch / "a/b/run"), "complete");
  EXPECT_FALSE(std::filesystem::exists(scratch / "a/b/run/results.sqlite.part"));
}

TEST(RunFolder, IsNeverOverwritten) {
  const ScratchFolder scratch;
  std::filesystem::create_directory(scratch / "run");
  std::ofstream(scratch / "run/precious") << "data";
  const ProgramResult run = run_orbitmesh(kShortRun + "'" + (scratch / "run") + "'");
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.err.find("not empty"), std::string::npos) << run.err;
  EXPECT_EQ(file_content(scratch / "run/precious"), "data");
  EXPECT_FALSE(std::filesystem::exists(scratch / "run/run.json"));
}

TEST(RunFolder, AFolderThatCannotBeMadeIsOneClearSentence) {
  const ProgramResult run = run_orbitmesh(kShortRun + "/proc/orbitmesh-run");
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.err.find("/proc/orbitmesh-run"), std::string::npos) << run.err;
  EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
}

// A limit on file size stands for a full disk: writes fail the same way.
TEST(RunFolder, AFullDiskEndsTheRunAndTheFolderSaysSo) {
  const ScratchFolder scratch;
  const ProgramResult run =
      run_orbitmesh(kShortRun + "'" + (scratch / "run") + "'", "ulimit -f 64;");
  EXPECT_EQ(run.exit_code, 3) << run.err;
  EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
  EXPECT_EQ(state_of(scratch / "run"), "failed");
  EXPECT_FALSE(std::filesystem::exists(scratch / "run/results.sqlite"));
}

TEST(RunFolder, WithoutOutRunsAreNumbered) {
  const ScratchFolder scratch;
  const std::string command = "run '" + source_path("scenarios/remote-mine.toml") +
                              "' --quiet --set scenario.duration='\"1 s\"' --set expect=[]";
  for (const char* number : {"001", "002"}) {
    ASSERT_EQ(run_orbitmesh(command, "cd '" + scratch.path() + "';").exit_code, 0);
    EXPECT_EQ(state_of(scratch / ("runs/remote-mine-1-" + std::string(number))), "complete");
  }
}

TEST(RunFolder, AMissedExpectationExitsWith1AndKeepsTheResults) {
  const ScratchFolder scratch;
  std::ofstream(scratch / "s.toml")
      << "extends = \"" << source_path("scenarios/remote-mine.toml") << "\"\n"
      << "[[expect]]\nmetric = \"client.inspector.gauge.failed\"\nmin = 1000000\n";
  const ProgramResult run = run_orbitmesh("run '" + (scratch / "s.toml") +
                                          "' --quiet --set scenario.duration='\"20 s\"'" +
                                          " --out '" + (scratch / "run") + "'");
  EXPECT_EQ(run.exit_code, 1) << run.err;
  EXPECT_EQ(state_of(scratch / "run"), "complete");
}

}  // namespace
}  // namespace orbitmesh
