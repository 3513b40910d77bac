#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/vec3.h"
#include "tests/support/program.h"

namespace orbitmesh {
namespace {

using nlohmann::json;
using testing::HasSubstr;

json json_of(const std::string& arguments) {
  const ProgramResult run = run_orbitmesh(arguments);
  EXPECT_EQ(run.exit_code, 0) << run.err;
  return run.exit_code == 0 ? json::parse(run.out) : json();
}

/// Satellites 0 and 1 of Kuiper's shell, which follow one another in plane 0, and the places
/// that they stand over.
struct Pair {
  Vec3 r_ecef_m[2];
  double height_m[2];
  std::string below[2];
};

Pair first_pair() {
  Pair pair;
  const json ecef = json_of("ephemeris --preset kuiper-630 --frame ecef --json").at("satellites");
  const json places =
      json_of("ephemeris --preset kuiper-630 --frame geodetic --json").at("satellites");
  for (std::size_t i = 0; i < 2; ++i) {
    const json& r = ecef.at(i).at("r_ecef_m");
    pair.r_ecef_m[i] = {r.at(0).get<double>(), r.at(1).get<double>(), r.at(2).get<double>()};
    pair.height_m[i] = places.at(i).at("height_m").get<double>();
    pair.below[i] = fmt::format("{},{}", places.at(i).at("lat_deg").get<double>(),
                                places.at(i).at("lon_deg").get<double>());
  }
  return pair;
}

TEST(RouteVerb, BetweenPlacesUnderNeighboursIsUpAcrossAndDown) {
  const Pair pair = first_pair();
  const json route =
      json_of("route --preset kuiper-630 --min-elevation 80 --json --from=" + pair.below[0] +
              " --to=" + pair.below[1])
          .at("route")
          .at(0);
  const double length_m =
      pair.height_m[0] + norm(pair.r_ecef_m[1] - pair.r_ecef_m[0]) + pair.height_m[1];
  EXPECT_EQ(route.at("time"), "2026-01-01T00:00:00Z");
  EXPECT_NEAR(route.at("length_m").get<double>(), length_m, 1e-3);
  EXPECT_NEAR(route.at("rtt_ns").get<double>(), 2e9 * length_m / 299792458.0, 1);
  EXPECT_TRUE(route.at("rtt_ns").is_number_integer());
  EXPECT_EQ(route.at("hop_indices"), json({0, 1}));
  EXPECT_EQ(route.at("hops").size(), 2U);
}

TEST(RouteVerb, UnreachableHasNullsAndSaysWhy) {
  const std::string ends = "route --preset kuiper-630 --from 85,0 --to 0,0 ";
  const json route = json_of(ends + "--json").at("route").at(0);
  EXPECT_TRUE(route.at("rtt_ns").is_null());
  EXPECT_TRUE(route.at("length_m").is_null());
  EXPECT_TRUE(route.at("hops").empty());
  EXPECT_EQ(route.at("unreachable"), "no satellite at or above 25 deg from --from");
  EXPECT_THAT(run_orbitmesh(ends).out, HasSubstr("unreachable: no satellite at or above 25 deg"));
  EXPECT_THAT(run_orbitmesh("route --preset kuiper-630 --from 0,0 --to 85,0 --max-slant-range "
                            "'900 km'")
                  .out,
              HasSubstr("within 900 km from --to"));
}

TEST(RouteVerb, LinksComeFromTheListWhereOneIsGiven) {
  const Pair pair = first_pair();
  const ScratchFolder scratch;
  std::ofstream(scratch / "detour.txt") << "0 3\n3 1\n";
  std::ofstream(scratch / "apart.txt") << "0 5\n";
  std::ofstream(scratch / "bad.txt") << "0 1\n0 1156\n";
  const std::string ends =
      "route --preset kuiper-630 --min-elevation 80 --json --from=" + pair.below[0] +
      " --to=" + pair.below[1] + " --isl-list '";
  EXPECT_EQ(json_of(ends + (scratch / "detour.txt") + "'").at("route").at(0).at("hop_indices"),
            json({0, 3, 1}));
  EXPECT_EQ(json_of(ends + (scratch / "apart.txt") + "'").at("route").at(0).at("unreachable"),
            "no lasers join the satellites over the two ends");
  const ProgramResult bad = run_orbitmesh(ends + (scratch / "bad.txt") + "'");
  EXPECT_EQ(bad.exit_code, 2);
  EXPECT_THAT(bad.err, HasSubstr("bad.txt:2: satellite 1156 of 1156"));
}

TEST(RouteVerb, RangesTakeUnitsOrCountMetres) {
  const std::string ends =
      "route --preset kuiper-630 --from -22.8,117.8 --to 35.7,139.7,40 --max-isl-range ";
  const ProgramResult plain = run_orbitmesh(ends + "3000000");
  EXPECT_EQ(plain.exit_code, 0) << plain.err;
  EXPECT_THAT(plain.out, HasSubstr("630km-51.9deg/"));
  EXPECT_EQ(run_orbitmesh(ends + "'3000 km'").out, plain.out);
  EXPECT_THAT(run_orbitmesh(ends + "'100 km'").out, HasSubstr("unreachable"));
}

TEST(RouteVerb, ASpanOfTimeGivesARowAStep) {
  const std::string span =
      "route --preset kuiper-630 --from -22.8,117.8 --to 35.7,139.7 --from-time "
      "2026-01-01T00:00:00Z --to-time 2026-01-01T00:00:30Z --step 10 ";
  const json routes = json_of(span + "--json").at("route");
  ASSERT_EQ(routes.size(), 4U);
  EXPECT_EQ(routes[3].at("time"), "2026-01-01T00:00:30Z");
  const ProgramResult csv = run_orbitmesh(span + "--csv");
  EXPECT_EQ(csv.out.rfind("time,rtt_ns,length_m,hops,hop_indices,unreachable\n"
                          "2026-01-01T00:00:00Z," +
                              std::to_string(routes[0].at("rtt_ns").get<std::int64_t>()) + ",",
                          0),
            0U)
      << csv.out;
}

TEST(RouteVerb, BadUsageExitsWith2AndSaysWhy) {
  const std::string preset = "--preset kuiper-630 ";
  const std::vector<std::pair<std::string, std::string>> cases = {
      {preset + "--from 0,0", "--to"},
      {"--from 0,0 --to 1,1", "--tle"},
      {preset + "--from 0 --to 1,1", "LAT,LON"},
      {preset + "--from 0,x --to 1,1", "LAT,LON"},
      {preset + "--from 91,0 --to 1,1", "latitude"},
      {preset + "--from 0,181 --to 1,1", "longitude"},
      {preset + "--from 0,0,1e9 --to 1,1", "height"},
      {preset + "--from 0,0 --to 1,1 --min-elevation 91", "--min-elevation"},
      {preset + "--from 0,0 --to 1,1 --max-slant-range 0", "--max-slant-range"},
      {preset + "--from 0,0 --to 1,1 --max-isl-range '5 s'", "--max-isl-range"},
      {preset + "--from 0,0 --to 1,1 --isl-list no-such-file", "no-such-file"},
      {preset + "--from 0,0 --to 1,1 --from-time 2026-01-01T00:00:00Z", "--to-time"}};
  for (const auto& [arguments, word] : cases) {
    const ProgramResult run = run_orbitmesh("route " + arguments);
    EXPECT_EQ(run.exit_code, 2) << arguments;
    EXPECT_EQ(run.out, "") << arguments;
    EXPECT_THAT(run.err, HasSubstr(word)) << arguments;
  }
}

}  // namespace
}  // namespace orbitmesh
