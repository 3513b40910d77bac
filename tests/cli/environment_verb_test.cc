#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/program.h"

namespace orbitmesh {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

double per_year(const json& shell, const std::string& device, const std::string& effect) {
  for (const json& row : shell.at("devices")) {
    if (row.at("device") == device && row.at("effect") == effect) return row.at("AP8-MIN_per_yr");
  }
  ADD_FAILURE() << device << " has no " << effect;
  return 0;
}

TEST(EnvironmentVerb, MeansAlongTheOrbitsOfAPreset) {
  const ProgramResult run =
      run_orbitmesh("environment --json --preset starlink-550 --at 2026-06-01T00:00:00Z");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const json report = json::parse(run.out);
  EXPECT_NEAR(report.at("anomaly_peak").at("lon_deg").get<double>(), -54, 1);
  const json& shell = report.at("shells").at(0);
  const json& minimum = shell.at("phases").at(0);
  EXPECT_NEAR(minimum.at("trapped_cm2_s").at("above_30_MeV").get<double>(), 46.6, 0.9);
  EXPECT_NEAR(minimum.at("fluence_there").get<double>(), 0.968, 0.01);
  EXPECT_NEAR(minimum.at("time_in_anomaly").get<double>(), 0.057, 0.001);
  EXPECT_NEAR(per_year(shell, "tpu-v6e", "core-sdc"), 11.0, 0.55);
}

TEST(EnvironmentVerb, AThickerShieldLetsLessThrough) {
  const auto dose = [](const std::string& shield) {
    const ProgramResult run =
        run_orbitmesh("environment --json --preset starlink-550 --shield " + shield);
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return json::parse(run.out).at("shells").at(0).at("dose_rad_yr").get<double>();
  };
  EXPECT_NEAR(dose("'10 mm'"), 162, 3);
  EXPECT_GT(dose("'2.5 mm'"), 1000);
}

TEST(EnvironmentVerb, DrawsAMap) {
  const ScratchFolder scratch;
  const std::string map = scratch / "map.svg";
  const ProgramResult run =
      run_orbitmesh("environment --preset starlink-550 --at 2026-06-01T00:00:00Z --map " + map);
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.out, AllOf(HasSubstr("AP8-MIN"), HasSubstr("factor of 2")));
  EXPECT_THAT(file_content(map),
              AllOf(StartsWith("<svg"), HasSubstr("at 34° S, 54° W"), HasSubstr("</svg>")));
}

TEST(EnvironmentVerb, SaysWhatIsWrong) {
  const auto error = [](const std::string& arguments) {
    const ProgramResult run = run_orbitmesh("environment " + arguments);
    EXPECT_EQ(run.exit_code, 2);
    return run.err;
  };
  EXPECT_THAT(error("--preset starlink-55"), HasSubstr("starlink-550"));
  EXPECT_THAT(error("--preset starlink-550 --shield '200 mm'"), HasSubstr("0 and 100 mm"));
  EXPECT_THAT(error("--preset starlink-550 --at yesterday"), HasSubstr("--at"));
  EXPECT_THAT(error(""), HasSubstr("--preset"));
  const ProgramResult run =
      run_orbitmesh("environment --preset starlink-550 --map /nowhere/map.svg");
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_THAT(run.err, HasSubstr("cannot write /nowhere/map.svg"));
}

}  // namespace
}  // namespace orbitmesh
