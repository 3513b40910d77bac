#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "tests/support/program.h"

extern char** environ;

namespace orbitmesh {
namespace {

namespace fs = std::filesystem;

/// A scenario of a second whose sweep has 2 variants, 2 values and 3 replications.
std::string write_scenario(const ScratchFolder& scratch, const std::string& more = "") {
  const std::string file = scratch / "s.toml";
  std::ofstream(file) << "extends = \"" << source_path("scenarios/minimal.toml") << "\"\n"
                      << "[sweep]\nreplications = 3\n"
                      << more << R"(
[[sweep.variant]]
name = "packet"
[[sweep.variant]]
name = "ideal"
set = ["network.fidelity=ideal"]
[[sweep.axis]]
key = "scenario.duration"
values = ["20 s", "40 s"]
)";
  return file;
}

nlohmann::json sweep(const std::string& arguments, int expected_code = 0) {
  const ProgramResult result = run_orbitmesh("sweep " + arguments + " --quiet --json");
  EXPECT_EQ(result.exit_code, expected_code) << result.err;
  return nlohmann::json::parse(result.out, nullptr, false);
}

std::set<std::string> write_times(const fs::path& folder) {
  std::set<std::string> times;
  for (const auto& entry : fs::directory_iterator(folder / "runs")) {
    const auto time = fs::last_write_time(entry.path() / "run.json").time_since_epoch().count();
    times.insert(entry.path().filename().string() + " " + std::to_string(time));
  }
  return times;
}

TEST(Sweep, RunsEveryPointWithEverySeedAndPutsThemTogether) {
  const ScratchFolder scratch;
  const auto json = sweep(write_scenario(scratch) + " --out " + (scratch / "out"));
  ASSERT_TRUE(json.is_object());
  EXPECT_EQ(json["runs"], 12);
  EXPECT_EQ(json["failed"], 0);
  ASSERT_EQ(json["points"].size(), 4U);
  EXPECT_EQ(json["points"][3]["variant"], "ideal");
  EXPECT_EQ(json["points"][3]["settings"]["scenario.duration"], "40 s");
  const auto& metric = json["points"][3]["metrics"].begin().value();
  EXPECT_EQ(metric["value"]["replications"], 3);
  EXPECT_TRUE(metric.contains("difference"));
  for (const char* file : {"sweep.sqlite", "sweep.csv", "sweep.json"}) {
    EXPECT_GT(fs::file_size(scratch / ("out/" + std::string(file))), 0U) << file;
  }
}

TEST(Sweep, ASecondCallRepeatsNothingAndGivesTheSameDigest) {
  const ScratchFolder scratch;
  const std::string call = write_scenario(scratch) + " --out " + (scratch / "out");
  const auto first = sweep(call);
  const auto before = write_times(scratch / "out");
  fs::remove_all(scratch / "out/runs/0005");
  const auto second = sweep(call);
  EXPECT_EQ(first["digest"], second["digest"]);
  const auto after = write_times(scratch / "out");
  std::size_t kept = 0;
  for (const std::string& time : before) kept += after.count(time);
  EXPECT_EQ(kept, before.size() - 1) << "only the run that was missing is made again";
}

TEST(Sweep, ShardsTogetherGiveWhatOneCallGives) {
  const ScratchFolder scratch;
  const std::string scenario = write_scenario(scratch);
  const auto whole = sweep(scenario + " --out " + (scratch / "whole"));
  const std::string parts = scenario + " --out " + (scratch / "parts");
  for (const char* shard : {"1/3", "3/3"}) {
    const ProgramResult part = run_orbitmesh("sweep " + parts + " --quiet --shard " + shard);
    EXPECT_EQ(part.exit_code, 0) << part.err;
  }
  const ProgramResult early = run_orbitmesh("sweep " + parts + " --merge");
  EXPECT_EQ(early.exit_code, 2);
  EXPECT_NE(early.err.find("4 of 12 runs"), std::string::npos) << early.err;
  EXPECT_EQ(run_orbitmesh("sweep " + parts + " --quiet --shard 2/3").exit_code, 0);
  EXPECT_EQ(sweep(parts + " --merge")["digest"], whole["digest"]);
}

TEST(Sweep, KilledInTheMiddleItGoesOnAndEndsWithTheSameDigest) {
  const ScratchFolder scratch;
  const std::string scenario = write_scenario(scratch);
  const auto whole = sweep(scenario + " --out " + (scratch / "whole"));
  const std::string program = program_path();
  const std::string out = scratch / "killed";
  const std::vector<const char*> arguments = {program.c_str(), "sweep",     scenario.c_str(),
                                              "--quiet",       "--jobs",    "2",
                                              "--out",         out.c_str(), nullptr};
  pid_t pid = -1;
  ASSERT_EQ(posix_spawn(&pid, program.c_str(), nullptr, nullptr,
                        const_cast<char* const*>(arguments.data()), environ),
            0);
  const auto some_finished = [&] {
    for (const char* run : {"/runs/0001/results.sqlite", "/runs/0002/results.sqlite"}) {
      if (fs::exists(out + run)) return true;
    }
    return false;
  };
  for (int i = 0; i < 3000 && !some_finished(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  kill(pid, SIGKILL);
  waitpid(pid, nullptr, 0);
  EXPECT_FALSE(fs::exists(out + "/sweep.sqlite"));
  EXPECT_EQ(sweep(scenario + " --out " + out)["digest"], whole["digest"]);
}

TEST(Sweep, ARunThatFailsOrTakesTooLongIsNamedAndTheOthersGoOn) {
  const ScratchFolder scratch;
  const std::string file = scratch / "slow.toml";
  std::ofstream(file) << "extends = \"" << source_path("scenarios/remote-mine.toml") << "\"\n"
                      << "[sweep]\ntimeout = \"1 s\"\n[[sweep.axis]]\nkey = \"scenario.duration\"\n"
                      << "values = [\"100 ms\", \"20 h\"]\n";
  const auto json = sweep(file + " --out " + (scratch / "out"), 3);
  EXPECT_EQ(json["failed"], 1);
  const std::string reason = file_content(scratch / "out/failed/0001.txt");
  EXPECT_NE(reason.find("stopped after its time limit"), std::string::npos) << reason;
}

TEST(Sweep, AWrongPointIsFoundBeforeAnyRun) {
  const ScratchFolder scratch;
  const std::string file = scratch / "s.toml";
  std::ofstream(file) << "extends = \"" << source_path("scenarios/minimal.toml") << "\"\n"
                      << "[[sweep.axis]]\nkey = \"network.fidelity\"\n"
                      << "values = [\"ideal\", \"perfect\"]\n";
  const ProgramResult result = run_orbitmesh("sweep " + file + " --out " + (scratch / "out"));
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_NE(result.err.find("network.fidelity=perfect"), std::string::npos) << result.err;
  EXPECT_FALSE(fs::exists(scratch / "out"));
}

TEST(Sweep, AFolderOfAnotherSweepIsRefused) {
  const ScratchFolder scratch;
  const std::string scenario = write_scenario(scratch);
  sweep(scenario + " --out " + (scratch / "out"));
  const ProgramResult other =
      run_orbitmesh("sweep " + scenario + " --set scenario.seed=9 --out " + (scratch / "out"));
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_NE(other.err.find("another sweep"), std::string::npos) << other.err;
  const ProgramResult none = run_orbitmesh("sweep " + source_path("scenarios/minimal.toml"));
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_NE(none.err.find("has no [sweep]"), std::string::npos) << none.err;
}

}  // namespace
}  // namespace orbitmesh
