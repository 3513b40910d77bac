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

std::string lines_of(const json& why) {
  std::string lines;
  for (const json& line : why) lines += line.get<std::string>() + "\n";
  return lines;
}

TEST(RouteVerb, WhyNamesTheBestSatelliteBelowTheMask) {
  // From 58 N a satellite of the 51.9 deg shell stands at 80 deg at no time.
  const std::string ends =
      "route --preset kuiper-630 --from 58,0 --to 0,0 --min-elevation 80 --why ";
  const json route = json_of(ends + "--json").at("route").at(0);
  const std::string why = lines_of(route.at("why"));
  EXPECT_THAT(why, HasSubstr("--from: "));
  EXPECT_THAT(why, HasSubstr("above the horizon, 0 usable"));
  EXPECT_THAT(why, testing::ContainsRegex("refused by elevation; best candidate .* at [0-9.]+ deg "
                                          "is below the mask of 80 deg"));
  EXPECT_THAT(run_orbitmesh(ends).out, HasSubstr("    --from: "));
  EXPECT_THAT(run_orbitmesh(ends + "--csv").out, HasSubstr(",unreachable,why\n"));
}

TEST(RouteVerb, WhyNamesTheHighestWhereNoneIsAboveTheHorizon) {
  const std::string why =
      lines_of(json_of("route --preset kuiper-630 --from 89,0 --to 0,0 --why --json")
                   .at("route")
                   .at(0)
                   .at("why"));
  EXPECT_THAT(why, testing::ContainsRegex("--from: no satellite above the horizon; the highest, "
                                          ".*, is at -[0-9.]+ deg"));
}

TEST(RouteVerb, WhyNamesTheGrazingAltitude) {
  // A straight line between neighbours at 630 km sags by at least a kilometre.
  const std::string why = lines_of(json_of("route --preset kuiper-630 --from 20,0 --to 20,40 "
                                           "--grazing-altitude '629.9 km' --why --json")
                                       .at("route")
                                       .at(0)
                                       .at("why"));
  EXPECT_THAT(why, HasSubstr("0 are out of range, 2312 pass below 629.9 km"));
}

TEST(RouteVerb, WhyNamesTheAntennasOfAGateway) {
  const std::string ends =
      "route --preset kuiper-630 --from 20,0 --to 20,40 --max-isl-range '1 m' "
      "--min-elevation 20 --why --json ";
  const std::string why = lines_of(json_of(ends + "--antennas 1").at("route").at(0).at("why"));
  EXPECT_THAT(why, testing::ContainsRegex("--to: 1 antenna tracks the highest alone, which leaves "
                                          "out [0-9]+ satellites?, the highest of them .* at "
                                          "[0-9.]+ deg"));
  EXPECT_THAT(lines_of(json_of(ends).at("route").at(0).at("why")),
              testing::Not(HasSubstr("antenna")));
  EXPECT_NE(run_orbitmesh(ends + "--antennas 0").exit_code, 0);
}

TEST(RouteVerb, WhyNamesTheNearestBeyondTheSlantRange) {
  const std::string why = lines_of(
      json_of("route --preset kuiper-630 --from 20,0 --to 20,40 --max-slant-range '600 km' "
              "--why --json")
          .at("route")
          .at(0)
          .at("why"));
  EXPECT_THAT(why, testing::ContainsRegex("refused by range; best candidate .* is [0-9.]+ km away, "
                                          "farther than 600 km"));
}

TEST(RouteVerb, WhyNamesObstructionAndGeostationaryArc) {
  const Pair pair = first_pair();
  const ScratchFolder scratch;
  std::ofstream(scratch / "walls.csv") << "elevation_deg,0\n0,1\n";
  const std::string ends =
      "route --preset kuiper-630 --why --from=" + pair.below[0] + " --to=" + pair.below[1];
  EXPECT_THAT(run_orbitmesh(ends).out, testing::Not(HasSubstr("unreachable")));
  EXPECT_THAT(run_orbitmesh(ends + " --mask '" + (scratch / "walls.csv") + "'").out,
              testing::ContainsRegex("refused by obstruction; best candidate .* is behind an "
                                     "obstruction at azimuth"));
  const std::string equator = "route --preset kuiper-630 --why --from 0,0 --to 0,20 ";
  EXPECT_THAT(run_orbitmesh(equator + "--gso-avoidance 85").out,
              testing::ContainsRegex("refused by gso arc; best candidate .* is nearer to the "
                                     "geostationary arc than 85 deg"));
}

TEST(RouteVerb, WhyNamesTheBandThatRainCuts) {
  const Pair pair = first_pair();
  const std::string ends = "route --preset kuiper-630 --why --from=" + pair.below[0] +
                           " --to=" + pair.below[1] + " --min-elevation 60 ";
  const std::string heavy = ends + "--rain-to '15 mm/h' ";
  // 15 mm/h near the zenith: Ku and Ka band hold by a lower MODCOD, E band does not.
  EXPECT_THAT(run_orbitmesh(heavy).out, testing::Not(HasSubstr("unreachable")));
  EXPECT_THAT(run_orbitmesh(heavy + "--band-to ka").out, testing::Not(HasSubstr("unreachable")));
  const ProgramResult cut = run_orbitmesh(heavy + "--band-to e");
  EXPECT_THAT(cut.out, HasSubstr("unreachable: no satellite at or above 60 deg and through the "
                                 "rain from --to"));
  EXPECT_THAT(cut.out,
              testing::ContainsRegex(
                  "--to: [0-9]+ satellites? refused by rain on the E-band feeder link; best "
                  "candidate .* at [0-9.]+ deg loses [0-9.]+ dB of its downlink to rain, over a "
                  "margin of 19.9 dB"));
  // A gateway's link is in Ka band unless it says so.
  EXPECT_THAT(run_orbitmesh(ends + "--antennas 8 --rain-to 150").out,
              HasSubstr("refused by rain on the Ka-band feeder link"));
  EXPECT_THAT(run_orbitmesh(ends + "--rain-from 300").out,
              testing::ContainsRegex("--from: [0-9]+ satellites? refused by rain on the Ku-band "
                                     "link; best candidate"));
}

TEST(RouteVerb, RainLeavesTheRouteToWhereTheLinkHolds) {
  const std::string ends = "route --preset kuiper-630 --from 20,0 --to 20,40 --json ";
  const json dry = json_of(ends).at("route").at(0);
  EXPECT_EQ(json_of(ends + "--rain-to 0 --band-to e").at("route").at(0), dry);
  // Low satellites are behind more rain; by those that are left the way is longer.
  const json wet = json_of(ends + "--rain-to 3 --band-to e").at("route").at(0);
  EXPECT_GT(wet.at("length_m").get<double>(), dry.at("length_m").get<double>());
}

TEST(RouteVerb, RefusesRainThatIsNone) {
  const std::string ends = "route --preset kuiper-630 --from 20,0 --to 20,40 ";
  EXPECT_THAT(run_orbitmesh(ends + "--rain-to 301").err, HasSubstr("outside 0 to 300 mm/h"));
  EXPECT_EQ(run_orbitmesh(ends + "--rain-to=-1").exit_code, 2);
  EXPECT_EQ(run_orbitmesh(ends + "--rain-to '5 km'").exit_code, 2);
  EXPECT_EQ(run_orbitmesh(ends + "--rain-to 5 --band-to x").exit_code, 2);
  EXPECT_THAT(run_orbitmesh(ends + "--band-to e").err,
              HasSubstr("--band-to is of a link in rain; add --rain-to"));
}

TEST(RouteVerb, WhyNamesTheLaserThatIsTooLong) {
  const Pair pair = first_pair();
  const ScratchFolder scratch;
  std::ofstream(scratch / "one.txt") << "0 1\n";
  const std::string ends =
      "route --preset kuiper-630 --min-elevation 80 --why --json --from=" + pair.below[0] +
      " --to=" + pair.below[1] + " --isl-list '" + (scratch / "one.txt") + "'";
  EXPECT_TRUE(json_of(ends).at("route").at(0).at("why").empty());
  const std::string why =
      lines_of(json_of(ends + " --max-isl-range '100 km'").at("route").at(0).at("why"));
  EXPECT_THAT(why, HasSubstr("of 1 lasers 1 are out of range"));
  EXPECT_THAT(why,
              testing::ContainsRegex("laser .* - .* is out: [0-9.]+ km is longer than 100 km"));
}

TEST(RouteVerb, WhyGivesThePartsThatACutListLeaves) {
  const Pair pair = first_pair();
  const ScratchFolder scratch;
  std::ofstream(scratch / "apart.txt") << "0 5\n1 6\n6 7\n";
  const std::string why = lines_of(
      json_of("route --preset kuiper-630 --min-elevation 80 --why --json --from=" + pair.below[0] +
              " --to=" + pair.below[1] + " --isl-list '" + (scratch / "apart.txt") +
              "' --max-isl-range '30000 km'")
          .at("route")
          .at(0)
          .at("why"));
  EXPECT_THAT(why, testing::ContainsRegex("mesh: the lasers leave [0-9]+ parts; --from reaches"));
  EXPECT_THAT(why, HasSubstr("no laser would join the two"));
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
