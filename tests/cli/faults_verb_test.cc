#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/program.h"

namespace orbitmesh {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

TEST(FaultsVerb, PrintsTheSameWhateverTheJobs) {
  const std::string campaign = "faults campaign --flips 40 --images 20 --quiet --jobs ";
  const ProgramResult one = run_orbitmesh(campaign + "1");
  EXPECT_EQ(one.exit_code, 0) << one.err;
  EXPECT_THAT(one.out, HasSubstr("decisions changed"));
  EXPECT_THAT(one.out, HasSubstr("by bootstrap over flips"));
  EXPECT_EQ(one.err, "");
  EXPECT_EQ(run_orbitmesh(campaign + "3").out, one.out);
}

TEST(FaultsVerb, JsonHasCountsByBit) {
  const ProgramResult result = run_orbitmesh(
      "faults campaign --flips 3 --images 10 --bits each --precision int8 --json --quiet");
  ASSERT_EQ(result.exit_code, 0) << result.err;
  const Json json = Json::parse(result.out);
  EXPECT_EQ(json.at("bits").size(), 8U);
  EXPECT_EQ(json.at("bits")[0].at("class"), "sign");
  EXPECT_EQ(json.at("all").at("flips"), 24);
  EXPECT_EQ(json.at("all").at("decisions"), 240);
  EXPECT_EQ(json.at("complete"), true);
}

TEST(FaultsVerb, WritesATableThatARunTakes) {
  const ScratchFolder folder;
  const std::string file = folder / "outcomes.toml";
  const std::string campaign = "faults campaign --flips 5 --images 5 --bits each --quiet --write ";
  ASSERT_EQ(run_orbitmesh(campaign + file).exit_code, 0);
  const ProgramResult check =
      run_orbitmesh("validate " + source_path("scenarios/minimal.toml") + " --profiles " + file);
  EXPECT_EQ(check.exit_code, 0) << check.err;
}

TEST(FaultsVerb, KnowsBeforeItRunsThatItCannotWrite) {
  const ProgramResult result =
      run_orbitmesh("faults campaign --flips 300000 --write /no/such/folder/outcomes.toml");
  EXPECT_EQ(result.exit_code, 3) << result.err;
  EXPECT_THAT(result.err, HasSubstr("cannot write /no/such/folder/outcomes.toml"));
  EXPECT_EQ(result.out, "");
}

TEST(FaultsVerb, AnInterruptGivesAPartialResult) {
  const ProgramResult result = run_orbitmesh("faults campaign --flips 300000 --quiet",
                                             "timeout --foreground --preserve-status -s INT 10");
  EXPECT_EQ(result.exit_code, 130) << result.err;
  EXPECT_THAT(result.out, HasSubstr("PARTIAL RESULT"));
}

TEST(FaultsVerb, RefusesWhatCannotBe) {
  for (const char* const arguments :
       {"--model digit", "--precision fp8", "--flips 0", "--upsets 3 --where activations",
        "--data /no/such/file", "--jobs 0", "--images 0"}) {
    const ProgramResult result = run_orbitmesh(std::string("faults campaign ") + arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments << ": " << result.err;
    EXPECT_EQ(result.out, "");
  }
}

}  // namespace
}  // namespace orbitmesh
