#include "scenarios/run_folder.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "core/error.h"
#include "core/temporary_folder.h"
#include "tests/support/file_content.h"

namespace orbitmesh {
namespace {

using ::testing::HasSubstr;
using ::testing::Property;
using ::testing::Throws;

RunInfo sample_info() {
  RunInfo info;
  info.scenario = "remote-mine";
  info.seed = 18446744073709551615ULL;
  info.versions = {{"orbitmesh", "0.1.0"}, {"sqlite", "3.40.1"}};
  info.simulated = Duration::from_s(1800);
  info.wall_s = 12.5;
  info.warnings = {"one"};
  return info;
}

nlohmann::json run_json(const std::filesystem::path& folder) {
  return nlohmann::json::parse(file_content(folder / "run.json"));
}

TEST(RunFolder, MakesTheFolderAndItsParents) {
  const TemporaryFolder temporary;
  const auto path = temporary.path() / "a" / "b";
  EXPECT_EQ(RunFolder::create(path).path(), path);
  EXPECT_TRUE(std::filesystem::is_directory(path));
}

TEST(RunFolder, AcceptsAnEmptyFolderAndATrailingSlash) {
  const TemporaryFolder temporary;
  EXPECT_NO_THROW(RunFolder::create(temporary.path()));
  EXPECT_EQ(RunFolder::create(temporary.path() / "new" / "").path(), temporary.path() / "new");
}

TEST(RunFolder, NeverTouchesAFolderThatIsNotEmpty) {
  const TemporaryFolder temporary;
  std::ofstream(temporary.path() / "kept") << "x";
  EXPECT_THAT([&] { RunFolder::create(temporary.path()); },
              Throws<InputError>(Property(
                  &InputError::what, HasSubstr("exists and is not empty; choose another --out"))));
  EXPECT_EQ(file_content(temporary.path() / "kept"), "x");
}

TEST(RunFolder, RefusesAFileAnEmptyNameAndAForbiddenParent) {
  const TemporaryFolder temporary;
  std::ofstream(temporary.path() / "file") << "x";
  EXPECT_THROW(RunFolder::create(temporary.path() / "file"), InputError);
  EXPECT_THROW(RunFolder::create(temporary.path() / "file" / "below"), InputError);
  EXPECT_THROW(RunFolder::create(""), InputError);
  EXPECT_THROW(RunFolder::create("/proc/orbitmesh-run"), InputError);
}

TEST(RunFolder, NumbersRunsFromTheLowestFreeNumber) {
  const TemporaryFolder temporary;
  const auto runs = temporary.path() / "runs";
  EXPECT_EQ(RunFolder::create_numbered(runs, "mine", 7).path(), runs / "mine-7-001");
  EXPECT_EQ(RunFolder::create_numbered(runs, "mine", 7).path(), runs / "mine-7-002");
  EXPECT_EQ(RunFolder::create_numbered(runs, "mine", 8).path(), runs / "mine-8-001");
}

TEST(RunFolder, StateGoesFromRunningToComplete) {
  const TemporaryFolder temporary;
  RunFolder folder = RunFolder::create(temporary.path());
  RunInfo info = sample_info();
  folder.begin(info);
  EXPECT_EQ(run_json(temporary.path())["state"], "running");
  EXPECT_TRUE(run_json(temporary.path())["digest"].is_null());
  info.digest = "00ff";
  folder.complete(info);
  const auto json = run_json(temporary.path());
  EXPECT_EQ(json["state"], "complete");
  EXPECT_EQ(json["digest"], "00ff");
  EXPECT_TRUE(json["error"].is_null());
  EXPECT_EQ(json["seed"], 18446744073709551615ULL);
  EXPECT_EQ(json["versions"]["sqlite"], "3.40.1");
  EXPECT_EQ(json["simulated_ns"], 1'800'000'000'000);
  EXPECT_EQ(json["warnings"][0], "one");
  EXPECT_FALSE(std::filesystem::exists(temporary.path() / "run.json.tmp"));
}

TEST(RunFolder, AccelerationStandsBesideBothCounts) {
  const TemporaryFolder temporary;
  RunFolder folder = RunFolder::create(temporary.path());
  RunInfo info = sample_info();
  folder.begin(info);
  EXPECT_TRUE(run_json(temporary.path())["faults"].is_null());
  info.faults.emplace();
  info.faults->acceleration = 1e6;
  info.faults->of(FaultKind::kSeu) = {2, 2.5e-6};
  info.faults->of(FaultKind::kSefi) = {1, 1.25e-7};
  folder.complete(info);
  const auto faults = run_json(temporary.path())["faults"];
  EXPECT_EQ(faults["acceleration"], 1e6);
  EXPECT_EQ(faults["seu"], 2);
  EXPECT_EQ(faults["sefi"], 1);
  EXPECT_EQ(faults["expected_seu_unaccelerated"], 2.5e-6);
  EXPECT_EQ(faults["expected_sefi_unaccelerated"], 1.25e-7);
}

TEST(RunFolder, FailureKeepsItsMessageEvenWhenNotUtf8) {
  const TemporaryFolder temporary;
  RunFolder folder = RunFolder::create(temporary.path());
  folder.begin(sample_info());
  folder.fail(sample_info(), "bad byte \xff here");
  EXPECT_EQ(run_json(temporary.path())["state"], "failed");
  EXPECT_THAT(run_json(temporary.path())["error"].get<std::string>(), HasSubstr("bad byte"));
}

TEST(RunFolder, InterruptionIsAState) {
  const TemporaryFolder temporary;
  RunFolder folder = RunFolder::create(temporary.path());
  folder.begin(sample_info());
  folder.interrupt(sample_info());
  EXPECT_EQ(run_json(temporary.path())["state"], "interrupted");
}

TEST(RunFolder, FinalStatesAreFinal) {
  const TemporaryFolder temporary;
  RunFolder folder = RunFolder::create(temporary.path());
  EXPECT_THROW(folder.complete(sample_info()), std::logic_error);
  folder.begin(sample_info());
  EXPECT_THROW(folder.begin(sample_info()), std::logic_error);
  folder.complete(sample_info());
  EXPECT_THROW(folder.fail(sample_info(), "late"), std::logic_error);
  EXPECT_EQ(run_json(temporary.path())["state"], "complete");
}

TEST(RunFolder, ExceptionThroughARunLeavesItFailed) {
  const TemporaryFolder temporary;
  try {
    RunFolder folder = RunFolder::create(temporary.path());
    folder.begin(sample_info());
    throw std::runtime_error("anything");
  } catch (const std::runtime_error&) {
  }
  EXPECT_EQ(run_json(temporary.path())["state"], "failed");
}

TEST(RunFolder, GivesUpPartialResultsWhenRunJsonCannotBeWritten) {
  const TemporaryFolder temporary;
  RunFolder folder = RunFolder::create(temporary.path());
  folder.begin(sample_info());
  std::ofstream(folder.results_part()) << "rows";
  // A folder in the temporary file's place makes writing run.json impossible.
  std::filesystem::create_directory(temporary.path() / "run.json.tmp");
  std::ofstream(temporary.path() / "run.json.tmp" / "x") << "x";
  EXPECT_THROW(folder.fail(sample_info(), "disk full"), RunError);
  EXPECT_FALSE(std::filesystem::exists(folder.results_part()));
  EXPECT_EQ(run_json(temporary.path())["state"], "running");
}

TEST(RunFolder, FailureKeepsPartialResults) {
  const TemporaryFolder temporary;
  RunFolder folder = RunFolder::create(temporary.path());
  folder.begin(sample_info());
  std::ofstream(folder.results_part()) << "rows";
  folder.fail(sample_info(), "broken");
  EXPECT_EQ(file_content(folder.results_part()), "rows");
}

TEST(RunFolder, MovedFromFolderDoesNotChangeTheState) {
  const TemporaryFolder temporary;
  RunFolder first = RunFolder::create(temporary.path());
  first.begin(sample_info());
  RunFolder second = std::move(first);
  second.complete(sample_info());
  EXPECT_EQ(run_json(temporary.path())["state"], "complete");
}

TEST(RunFolder, WritesResolvedScenarioAndLog) {
  const TemporaryFolder temporary;
  const RunFolder folder = RunFolder::create(temporary.path());
  folder.write_resolved("[scenario]\n");
  folder.log("first");
  folder.log("second");
  EXPECT_EQ(file_content(temporary.path() / "resolved.toml"), "[scenario]\n");
  EXPECT_EQ(file_content(temporary.path() / "log.txt"), "first\nsecond\n");
}

}  // namespace
}  // namespace orbitmesh
