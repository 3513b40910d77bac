#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/program.h"

namespace orbitmesh {
namespace {

TEST(CommandLine, UsageErrorsExitWith2AndSayWhatToDo) {
  for (const char* arguments :
       {"", "frobnicate", "run", "run --no-such-option x", "validate", "bench no.such.row",
        "profiles no-such-profile", "run no-such-file.toml"}) {
    const ProgramResult run = run_orbitmesh(arguments);
    EXPECT_EQ(run.exit_code, 2) << arguments;
    EXPECT_EQ(run.out, "") << arguments;
    EXPECT_NE(run.err, "") << arguments;
  }
  EXPECT_NE(run_orbitmesh("rnu").err.find("did you mean 'run'"), std::string::npos);
}

TEST(CommandLine, OutputThatCannotBeWrittenIsAnError) {
  const ProgramResult full = run_orbitmesh("profiles >/dev/full");
  EXPECT_EQ(full.exit_code, 3);
  EXPECT_NE(full.err.find("standard output"), std::string::npos) << full.err;
}

TEST(CommandLine, HelpAndVersionExitWith0) {
  EXPECT_EQ(run_orbitmesh("help").exit_code, 0);
  EXPECT_EQ(run_orbitmesh("--help").exit_code, 0);
  EXPECT_EQ(run_orbitmesh("run --help").exit_code, 0);
  const ProgramResult version = run_orbitmesh("--version");
  EXPECT_EQ(version.exit_code, 0);
  EXPECT_EQ(version.out.rfind("orbitmesh ", 0), 0U);
}

TEST(CommandLine, ProfilesShowSourceAndConfidenceOfEveryValue) {
  const ProgramResult text = run_orbitmesh("profiles tesla-ai7");
  EXPECT_EQ(text.exit_code, 0);
  EXPECT_NE(text.out.find("  G  "), std::string::npos) << text.out;
  const auto json = nlohmann::json::parse(run_orbitmesh("profiles --json").out);
  EXPECT_GE(json.at("accelerators").size(), 10U);
  for (const auto& [name, profile] : json.at("accelerators").items()) {
    for (const auto& [key, value] : profile.items()) {
      EXPECT_NE(value.at("source"), "") << name << " " << key;
      EXPECT_EQ(value.at("confidence").get<std::string>().size(), 1U) << name << " " << key;
    }
  }
}

TEST(CommandLine, TheScenarioPageIsTheProgramsOwn) {
  const ProgramResult page = run_orbitmesh("schema --page");
  EXPECT_EQ(page.exit_code, 0);
  EXPECT_EQ(page.out, file_content(source_path("docs/scenario.md")))
      << "write it anew: ./orbitmesh schema --page > docs/scenario.md";
}

TEST(CommandLine, ResolvedScenarioIsAScenarioWithTheSameMeaning) {
  const ScratchFolder scratch;
  const std::string scenario = "'" + source_path("scenarios/remote-mine.toml") + "'";
  const ProgramResult first = run_orbitmesh("validate --resolved " + scenario + " >'" +
                                            (scratch / "resolved.toml") + "'; true");
  ASSERT_EQ(first.exit_code, 0);
  const std::string resolved = file_content(scratch / "resolved.toml");
  const ProgramResult second =
      run_orbitmesh("validate --resolved '" + (scratch / "resolved.toml") + "'");
  EXPECT_EQ(second.exit_code, 0) << second.err;
  EXPECT_EQ(second.out, resolved);
}

}  // namespace
}  // namespace orbitmesh
