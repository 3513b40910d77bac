#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/element_set_texts.h"
#include "tests/support/program.h"

namespace orbitmesh {
namespace {

using nlohmann::json;
using testing::HasSubstr;

json report_of(const std::string& arguments) {
  const ProgramResult run = run_orbitmesh("constellation --json " + arguments);
  EXPECT_EQ(run.exit_code, 0) << run.err;
  return run.exit_code == 0 ? json::parse(run.out) : json();
}

TEST(ConstellationVerb, APresetIsItsWalkerShells) {
  const json report = report_of("--preset kuiper-630");
  EXPECT_EQ(report.at("satellites"), 1156);
  EXPECT_EQ(report.at("epoch"), "2026-01-01T00:00:00Z");
  ASSERT_EQ(report.at("shells").size(), 1U);
  const json& shell = report.at("shells").at(0);
  EXPECT_NEAR(shell.at("altitude_m").get<double>(), 630e3, 1e-6);
  EXPECT_NEAR(shell.at("inclination_deg").get<double>(), 51.9, 1e-9);
  EXPECT_EQ(shell.at("links_in_plane"), 1156);
  EXPECT_EQ(shell.at("links_across"), 1156);
  EXPECT_EQ(shell.at("pattern").at("planes"), 34);
  ASSERT_EQ(shell.at("planes").size(), 34U);
  EXPECT_NEAR(shell.at("planes").at(17).at("raan_deg").get<double>(), 180, 1e-9);
  EXPECT_EQ(shell.at("planes").at(17).at("satellites"), 34);
}

TEST(ConstellationVerb, AWalkerStarHasNoLinksAcrossItsSeam) {
  const json shell = report_of("--preset oneweb").at("shells").at(0);
  EXPECT_EQ(shell.at("links_in_plane"), 12 * 49);
  EXPECT_EQ(shell.at("links_across"), 11 * 49);
  EXPECT_EQ(shell.at("pattern").at("raan_span_deg"), 180);
  EXPECT_EQ(shell.at("pattern").at("phasing"), 6);
}

TEST(ConstellationVerb, APresetHasItsSourcesAndConfidences) {
  const json report = report_of("--preset starlink-gen1");
  EXPECT_EQ(report.at("preset").at("name"), "starlink-gen1");
  EXPECT_THAT(report.at("preset").at("source").get<std::string>(), HasSubstr("FCC 21-48"));
  EXPECT_EQ(report.at("shells").at(2).at("confidence").at("orbits"), "O");
  EXPECT_EQ(report.at("shells").at(2).at("confidence").at("phasing"), "D");
  EXPECT_THAT(run_orbitmesh("constellation --preset starlink-gen1").out, HasSubstr("FCC 21-48"));
}

TEST(ConstellationVerb, ObjectsOfAFileInNoShellAreCounted) {
  const ScratchFolder scratch;
  std::ofstream(scratch / "two.tle") << kVanguardTle << kDecayingTle;
  const std::string arguments = "--tle '" + (scratch / "two.tle") + "'";
  const json report = report_of(arguments);
  EXPECT_EQ(report.at("satellites"), 2);
  EXPECT_TRUE(report.at("shells").empty());
  EXPECT_FALSE(report.contains("preset"));
  int objects = 0;
  for (const json& row : report.at("left_out")) objects += row.at("objects").get<int>();
  EXPECT_EQ(objects, 2);
  EXPECT_THAT(run_orbitmesh("constellation " + arguments).out, HasSubstr("in no shell"));
}

TEST(ConstellationVerb, ABadRecordIsRefusedOrSaidToBeLeftOut) {
  const ScratchFolder scratch;
  std::string broken = kDecayingTle;
  broken.back() = ' ';
  broken[broken.size() - 2] = '9';
  std::ofstream(scratch / "two.tle") << kVanguardTle << broken << "\n";
  const std::string arguments = "constellation --json --tle '" + (scratch / "two.tle") + "'";
  const ProgramResult strict = run_orbitmesh(arguments);
  EXPECT_EQ(strict.exit_code, 2);
  EXPECT_THAT(strict.err, HasSubstr("two.tle:6"));
  const ProgramResult lenient = run_orbitmesh(arguments + " --lenient");
  EXPECT_EQ(lenient.exit_code, 0) << lenient.err;
  EXPECT_EQ(json::parse(lenient.out).at("satellites"), 1);
  EXPECT_THAT(lenient.err, HasSubstr("1 of 2 records are bad"));
}

TEST(ConstellationVerb, BadUsageExitsWith2) {
  for (const char* arguments :
       {"", "--preset no-such-preset", "--tle no-such-file", "--omm no-such-file",
        "--tle a --omm b", "--preset kuiper --frame teme"}) {
    const ProgramResult run = run_orbitmesh(std::string("constellation ") + arguments);
    EXPECT_EQ(run.exit_code, 2) << arguments;
    EXPECT_EQ(run.out, "") << arguments;
    EXPECT_NE(run.err, "") << arguments;
  }
}

}  // namespace
}  // namespace orbitmesh
