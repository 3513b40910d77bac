#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "core/units.h"
#include "orbit/frames.h"
#include "orbit/geodetic.h"
#include "tests/cli/element_set_texts.h"
#include "tests/support/program.h"

namespace orbitmesh {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class EphemerisVerb : public testing::Test {
 protected:
  std::string file_with(const std::string& text) {
    const std::string path = scratch_ / "elements.tle";
    std::ofstream(path) << text;
    return "'" + path + "'";
  }
  json states(const std::string& arguments) {
    const ProgramResult run = run_orbitmesh("ephemeris --json " + arguments);
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return run.exit_code == 0 ? json::parse(run.out).at("satellites") : json::array();
  }

  ScratchFolder scratch_;
};

Vec3 vector_of(const json& numbers) {
  EXPECT_EQ(numbers.size(), 3U);
  return {numbers.at(0).get<double>(), numbers.at(1).get<double>(), numbers.at(2).get<double>()};
}

void expect_near(Vec3 a, Vec3 b, double tolerance) { EXPECT_LT(norm(a - b), tolerance); }

TEST_F(EphemerisVerb, GivesThePublishedStatesOfVanguard1) {
  const std::string tle = "--tle " + file_with(kVanguardTle);
  const json at_epoch = states(tle);
  ASSERT_EQ(at_epoch.size(), 1U);
  EXPECT_EQ(at_epoch[0].at("catalog"), 5);
  EXPECT_EQ(at_epoch[0].at("name"), "VANGUARD 1");
  EXPECT_EQ(at_epoch[0].at("time"), "2000-06-27T18:50:19.733568Z");
  expect_near(vector_of(at_epoch[0].at("r_teme_m")), {7022465.29266, -1400082.96755, 39.95155},
              1e-4);
  expect_near(vector_of(at_epoch[0].at("v_teme_m_s")), {1893.841015, 6405.893759, 4534.807250},
              1e-5);
  const json later = states(tle + " --at 2000-06-28T00:50:19.733568Z");
  expect_near(vector_of(later.at(0).at("r_teme_m")),
              {-7154031.20202, -3783176.82504, -3536194.12294}, 1e-4);
}

TEST_F(EphemerisVerb, FramesAgree) {
  const std::string tle = "--tle " + file_with(kVanguardTle) + " --frame ";
  const json teme = states(tle + "teme").at(0);
  const json ecef = states(tle + "ecef").at(0);
  const json geodetic = states(tle + "geodetic").at(0);
  const JulianDate ut1 = parse_epoch(teme.at("time").get<std::string>()).julian_date();
  const double gmst = gmst_rad(ut1);
  const Vec3 r_ecef_m = vector_of(ecef.at("r_ecef_m"));
  expect_near(ecef_to_teme(r_ecef_m, gmst), vector_of(teme.at("r_teme_m")), 1e-6);
  expect_near(ecef_velocity_to_teme_m_s(vector_of(ecef.at("v_ecef_m_s")), r_ecef_m, gmst,
                                        gmst_rate_rad_s(ut1)),
              vector_of(teme.at("v_teme_m_s")), 1e-9);
  const Geodetic place{geodetic.at("lat_deg").get<double>() * kDegree,
                       geodetic.at("lon_deg").get<double>() * kDegree,
                       geodetic.at("height_m").get<double>()};
  expect_near(geodetic_to_ecef_m(place), r_ecef_m, 1e-5);
}

TEST_F(EphemerisVerb, ASpanIncludesItsEndAndEverySatellite) {
  const json rows = states("--tle " + file_with(std::string(kDecayingTle) + kVanguardTle) +
                           " --from 2005-11-29T00:30:00Z --to 2005-11-29T00:32:00Z --step '1 min'");
  ASSERT_EQ(rows.size(), 6U);
  EXPECT_EQ(rows[0].at("catalog"), 5);
  EXPECT_EQ(rows[1].at("catalog"), 28872);
  EXPECT_EQ(rows[0].at("time"), rows[1].at("time"));
  EXPECT_EQ(rows[5].at("time"), "2005-11-29T00:32:00Z");
}

TEST_F(EphemerisVerb, ASatelliteWithoutPositionHasItsErrorInstead) {
  const std::string arguments = "--tle " + file_with(std::string(kDecayingTle) + kVanguardTle) +
                                " --at 2005-11-29T03:00:00Z ";
  const json rows = states(arguments);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_TRUE(rows[0].contains("r_teme_m"));
  EXPECT_FALSE(rows[1].contains("r_teme_m"));
  EXPECT_NE(rows[1].at("error"), "none");
  const std::string error = rows[1].at("error");
  EXPECT_THAT(run_orbitmesh("ephemeris " + arguments).out, HasSubstr(error));
  EXPECT_THAT(run_orbitmesh("ephemeris --csv " + arguments).out,
              HasSubstr(",,,,,," + error + "\n"));
}

TEST_F(EphemerisVerb, OldElementSetsAreSaid) {
  const std::string arguments = "ephemeris --tle " +
                                file_with(std::string(kDecayingTle) + kVanguardTle) +
                                " --at 2005-11-29T03:00:00Z";
  const ProgramResult both = run_orbitmesh(arguments);
  EXPECT_EQ(both.exit_code, 0);
  EXPECT_THAT(both.err, HasSubstr("1 of 2 element sets are more than 7 days"));
  EXPECT_EQ(run_orbitmesh(arguments + " --satellite 28872").err, "");
}

TEST_F(EphemerisVerb, CsvHoldsTheSameNumbersAsJson) {
  const std::string arguments = "--tle " + file_with(kVanguardTle) + " --frame ecef";
  const Vec3 r_m = vector_of(states(arguments).at(0).at("r_ecef_m"));
  const ProgramResult csv = run_orbitmesh("ephemeris --csv " + arguments);
  std::istringstream lines(csv.out);
  std::string head;
  std::string row;
  ASSERT_TRUE(std::getline(lines, head) && std::getline(lines, row)) << csv.err;
  EXPECT_EQ(
      head,
      "catalog,name,time,x_ecef_m,y_ecef_m,z_ecef_m,vx_ecef_m_s,vy_ecef_m_s,vz_ecef_m_s,error");
  EXPECT_EQ(std::count(row.begin(), row.end(), ','), std::count(head.begin(), head.end(), ','));
  std::vector<std::string> fields;
  std::istringstream parts(row);
  for (std::string field; std::getline(parts, field, ',');) fields.push_back(field);
  EXPECT_EQ(fields.at(1), "VANGUARD 1");
  EXPECT_EQ(json::parse(fields.at(3)).get<double>(), r_m.x);
  EXPECT_EQ(json::parse(fields.at(5)).get<double>(), r_m.z);
}

TEST_F(EphemerisVerb, APresetStandsOnItsCircles) {
  const json rows = states("--preset kuiper-630 --at 2026-01-01T00:10:00Z");
  ASSERT_EQ(rows.size(), 1156U);
  for (const json& row : rows) {
    EXPECT_TRUE(row.at("catalog").is_null());
    EXPECT_NEAR(norm(vector_of(row.at("r_teme_m"))), 6378137.0 + 630e3, 1e-3);
    // Circular speed and, up to the J2 drift of the node, at right angles to the radius.
    EXPECT_NEAR(norm(vector_of(row.at("v_teme_m_s"))), std::sqrt(3.986004418e14 / 7008137.0), 15);
    EXPECT_NEAR(dot(vector_of(row.at("r_teme_m")), vector_of(row.at("v_teme_m_s"))), 0, 1e4);
  }
}

TEST_F(EphemerisVerb, ChoosesSatellitesByNameOrCatalogueNumber) {
  const std::string tle = "--tle " + file_with(std::string(kDecayingTle) + kVanguardTle);
  EXPECT_EQ(states(tle + " --satellite 28872").at(0).at("name"), "MINOTAUR R/B");
  EXPECT_EQ(states(tle + " --satellite 'VANGUARD 1'").at(0).at("catalog"), 5);
  EXPECT_EQ(states(tle + " --satellite 28872 --satellite 5").size(), 2U);
  const ProgramResult unknown = run_orbitmesh("ephemeris " + tle + " --satellite 'VANGARD 1'");
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("did you mean 'VANGUARD 1'"));
}

TEST_F(EphemerisVerb, BadUsageExitsWith2AndSaysWhy) {
  const std::string tle = "--tle " + file_with(kVanguardTle) + " ";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "--tle"},
      {tle + "--preset kuiper-630", "--preset"},
      {"--preset kuper-630", "did you mean 'kuiper-630'"},
      {"--tle no-such-file", "no-such-file"},
      {tle + "--at tomorrow", "--at"},
      {tle + "--from 2026-01-01T00:00:00Z", "--step"},
      {tle + "--from 2026-01-02T00:00:00Z --to 2026-01-01T00:00:00Z --step '1 s'", "before"},
      {tle + "--from 2026-01-01T00:00:00Z --to 2026-01-02T00:00:00Z --step 0", "positive"},
      {tle + "--from 2026-01-01T00:00:00Z --to 2026-01-02T00:00:00Z --step '1 m'", "--step"},
      {tle + "--from 2026-01-01T00:00:00Z --to 2036-01-01T00:00:00Z --step '1 us'", "at most"},
      {tle + "--at 2026-01-01T00:00:00Z --step '1 s'", "--at"},
      {tle + "--frame j2000", "--frame"},
      {tle + "--json --csv", "--csv"}};
  for (const auto& [arguments, word] : cases) {
    const ProgramResult run = run_orbitmesh("ephemeris " + arguments);
    EXPECT_EQ(run.exit_code, 2) << arguments;
    EXPECT_EQ(run.out, "") << arguments;
    EXPECT_THAT(run.err, HasSubstr(word)) << arguments;
  }
}

TEST_F(EphemerisVerb, OutputThatCannotBeWrittenEndsItWith3) {
  const ProgramResult full = run_orbitmesh(
      "ephemeris --preset kuiper-630 --from 2026-01-01T00:00:00Z --to 2026-01-02T00:00:00Z "
      "--step '1 s' >/dev/full");
  EXPECT_EQ(full.exit_code, 3);
  EXPECT_THAT(full.err, HasSubstr("standard output"));
}

}  // namespace
}  // namespace orbitmesh
