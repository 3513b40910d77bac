#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "orbit/epoch.h"
#include "tests/cli/element_set_texts.h"
#include "tests/support/program.h"

namespace orbitmesh {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* kHour =
    "--preset kuiper-630 --site -22.8,117.8,600 --from 2026-01-01T00:00:00Z "
    "--to 2026-01-01T01:00:00Z ";

json passes_of(const std::string& arguments) {
  const ProgramResult run = run_orbitmesh("passes --json " + arguments);
  EXPECT_EQ(run.exit_code, 0) << run.err;
  return run.exit_code == 0 ? json::parse(run.out).at("passes") : json::array();
}

Epoch epoch_of(const json& point) { return parse_epoch(point.at("time").get<std::string>()); }

double elevation_deg(const json& point) { return point.at("elevation_deg").get<double>(); }

TEST(PassesVerb, EveryPassRisesCulminatesAndSets) {
  const json passes = passes_of(std::string(kHour) + "--min-elevation 30");
  ASSERT_GT(passes.size(), 20U);
  Epoch last_rise = epoch_of(passes[0].at("rise"));
  for (const json& pass : passes) {
    EXPECT_GE(epoch_of(pass.at("rise")), last_rise);
    last_rise = epoch_of(pass.at("rise"));
    EXPECT_LE(last_rise, epoch_of(pass.at("culmination")));
    EXPECT_LE(epoch_of(pass.at("culmination")), epoch_of(pass.at("set")));
    EXPECT_GE(elevation_deg(pass.at("culmination")), elevation_deg(pass.at("rise")) - 1e-6);
    for (const std::string end : {"rise", "set"}) {
      const double tolerance_deg = pass.at(end + "_cut").get<bool>() ? 60 : 1e-3;
      EXPECT_NEAR(elevation_deg(pass.at(end)), 30, tolerance_deg);
    }
    ASSERT_EQ(pass.at("windows").size(), 1U);
    EXPECT_EQ(pass.at("windows").at(0).at("begin"), pass.at("rise").at("time"));
    EXPECT_EQ(pass.at("windows").at(0).at("end"), pass.at("set").at("time"));
  }
}

TEST(PassesVerb, EphemerisPutsTheSatelliteWhereThePassSaysIt) {
  const json pass = passes_of(std::string(kHour) + "--min-elevation '60 deg'").at(0);
  const ProgramResult run =
      run_orbitmesh("ephemeris --json --preset kuiper-630 --frame geodetic --satellite " +
                    pass.at("name").get<std::string>() + " --at " +
                    pass.at("culmination").at("time").get<std::string>());
  ASSERT_EQ(run.exit_code, 0) << run.err;
  const json below = json::parse(run.out).at("satellites").at(0);
  // At 60 deg a satellite at 630 km is at most 3.1 deg away along the ground.
  EXPECT_NEAR(below.at("lat_deg").get<double>(), -22.8, 3.2);
  EXPECT_NEAR(below.at("lon_deg").get<double>(), 117.8, 3.5);
}

TEST(PassesVerb, MaskAndGeostationaryArcLeaveWindowsOfAPass) {
  const ScratchFolder scratch;
  std::ofstream(scratch / "mask.csv") << "elevation_deg,0,180\n0,0,1\n";
  const json passes =
      passes_of(std::string(kHour) + "--mask '" + (scratch / "mask.csv") + "' --gso-avoidance 22");
  const json free = passes_of(kHour);
  ASSERT_EQ(passes.size(), free.size());
  std::size_t without = 0;
  for (const json& pass : passes) {
    without += pass.at("windows").empty() ? 1 : 0;
    for (const json& window : pass.at("windows")) {
      EXPECT_LE(epoch_of(pass.at("rise")), parse_epoch(window.at("begin").get<std::string>()));
      EXPECT_GE(epoch_of(pass.at("set")), parse_epoch(window.at("end").get<std::string>()));
    }
  }
  EXPECT_GT(without, 0U);
  EXPECT_LT(without, passes.size());
}

TEST(PassesVerb, ASatelliteNamedTwiceStandsForItselfAlone) {
  const ScratchFolder scratch;
  std::ofstream(scratch / "two.tle") << kDecayingTle << kVanguardTle;
  const json passes = passes_of("--tle '" + (scratch / "two.tle") +
                                "' --site 0,0 --from 2005-11-29T00:30:00Z --min-elevation -60 "
                                "--satellite 5 --satellite 5");
  ASSERT_FALSE(passes.empty());
  for (const json& pass : passes) EXPECT_EQ(pass.at("catalog"), 5);
}

TEST(PassesVerb, TableAndCsvHaveARowAPass) {
  const std::size_t passes = passes_of(kHour).size();
  const auto lines = [](const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  };
  EXPECT_EQ(lines(run_orbitmesh(std::string("passes ") + kHour).out), passes + 1);
  const std::string csv = run_orbitmesh(std::string("passes --csv ") + kHour).out;
  EXPECT_EQ(lines(csv), passes + 1);
  const std::string head = csv.substr(0, csv.find('\n'));
  EXPECT_THAT(head, HasSubstr("catalog,name,rise_time,rise_azimuth_deg"));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), ','),
            std::count(head.begin(), head.end(), ',') * static_cast<std::ptrdiff_t>(passes + 1));
}

TEST(PassesVerb, BadUsageExitsWith2AndSaysWhy) {
  const std::string site = "--preset kuiper-630 --site 0,0 ";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"--preset kuiper-630", "--site"},
      {"--site 0,0", "--tle"},
      {"--preset kuiper-630 --site north", "LAT,LON"},
      {site + "--from 2026-01-02T00:00:00Z --to 2026-01-01T00:00:00Z", "before"},
      {site + "--from 2026-01-01T00:00:00Z --to 2027-01-03T00:00:00Z", "at most 366"},
      {site + "--min-elevation 100", "--min-elevation"},
      {site + "--min-elevation 90", "90 deg"},
      {site + "--gso-avoidance 100", "100"},
      {site + "--gso-avoidance far", "--gso-avoidance"},
      {site + "--mask no-such-file", "no-such-file"}};
  for (const auto& [arguments, word] : cases) {
    const ProgramResult run = run_orbitmesh("passes " + arguments);
    EXPECT_EQ(run.exit_code, 2) << arguments;
    EXPECT_EQ(run.out, "") << arguments;
    EXPECT_THAT(run.err, HasSubstr(word)) << arguments;
  }
}

}  // namespace
}  // namespace orbitmesh
