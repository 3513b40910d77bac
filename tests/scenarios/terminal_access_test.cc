#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "core/temporary_folder.h"
#include "orbit/earth.h"
#include "scenarios/blockage_plan.h"
#include "scenarios/resolved.h"
#include "scenarios/site_track.h"
#include "scenarios/world.h"
#include "tests/core/expect_input_error.h"
#include "tests/scenarios/recorded_run.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kLocation = "location = { lat = \"-22.8 deg\", lon = \"118.7 deg\" }";
constexpr std::string_view kTerminal = "terminal = \"starlink-dish\"";
constexpr std::string_view kWay =
    "waypoints = [{ at = \"0 s\", lat = \"-22.8 deg\", lon = \"118.7 deg\" }, "
    "{ at = \"1000 s\", lat = \"-22.9 deg\", lon = \"118.7 deg\" }]";

/// The fixture with lines added to the remote site.
std::string with_site_keys(const std::string& lines) {
  return good_scenario_with(kTerminal, std::string(kTerminal) + "\n" + lines);
}
std::string with_access(const std::string& lines) {
  return good_scenario_with("[[constellation]]", "[access]\n" + lines + "\n\n[[constellation]]");
}
std::string error_of(const std::string& text) {
  return input_error_of([&] {
    const Scenario scenario = parse_scenario(text);
    const World world(scenario);
  });
}

TEST(TerminalAccess, WithoutFurtherKeysOnlyTheElevationLimitsTheView) {
  const Scenario scenario = parse_scenario(kGoodScenario);
  const World world(scenario);
  const AccessOptions options = world.access_options();
  ASSERT_EQ(options.terminal_limits.size(), 1U);
  EXPECT_DOUBLE_EQ(options.terminal_limits[0].min_elevation.at(1), 25 * kDegree);
  EXPECT_EQ(options.terminal_limits[0].gso_separation_rad, 0);
  EXPECT_FALSE(options.terminal_limits[0].field_of_view);
  EXPECT_FALSE(options.terminal_limits[0].obstruction);
  EXPECT_EQ(options.gateway_gso_separation_rad, 0);
  EXPECT_FALSE(options.cells);
  EXPECT_TRUE(world.outages().empty());
}

TEST(TerminalAccess, LimitsReachTheTerminals) {
  const Scenario scenario = parse_scenario(good_scenario_with(
      "[[constellation]]",
      "[access]\ngso_separation = \"22 deg\"\ngateway_gso_separation = \"18 deg\"\n"
      "field_of_view = { tilt = \"20 deg\" }\nhandover = \"make-before-break\"\n"
      "weights = { launch_year = 0.2 }\n\n[[constellation]]"));
  const AccessOptions options = World(scenario).access_options();
  EXPECT_DOUBLE_EQ(options.terminal_limits[0].gso_separation_rad, 22 * kDegree);
  EXPECT_DOUBLE_EQ(options.gateway_gso_separation_rad, 18 * kDegree);
  const FieldOfView& cone = *options.terminal_limits[0].field_of_view;
  EXPECT_DOUBLE_EQ(cone.full_angle_rad, 110 * kDegree);
  EXPECT_DOUBLE_EQ(cone.boresight_elevation_rad, 70 * kDegree);
  EXPECT_DOUBLE_EQ(cone.boresight_azimuth_rad, kPi);  // the site is in the south
  EXPECT_EQ(options.handover, HandoverMode::kMakeBeforeBreak);
  EXPECT_EQ(options.weights.launch_year, 0.2);
}

TEST(TerminalAccess, ASiteHasItsOwnElevationMaskAndObstructions) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "trees.csv")
      << "elevation_deg,0,90,180,270\n0,1,0,0,1\n60,0,0,0,0\n";
  const std::string file = (folder.path() / "trees.csv").string();
  const Scenario scenario = parse_scenario(
      with_site_keys("mask = [{ azimuth = \"0 deg\", elevation = \"10 deg\" }, "
                     "{ azimuth = \"180 deg\", elevation = \"30 deg\" }]\nobstruction = \"" +
                     file + "\""));
  const World world(scenario);
  const AccessLimits limits = world.access_options().terminal_limits[0];
  EXPECT_DOUBLE_EQ(limits.min_elevation.at(kPi / 2), 20 * kDegree);
  EXPECT_TRUE(limits.obstruction->blocked(0.1, 0.5));
  EXPECT_DOUBLE_EQ(world.topology().terminals()[0].min_elevation_rad, 10 * kDegree);
  const Scenario low = parse_scenario(with_site_keys("min_elevation = \"15 deg\""));
  EXPECT_DOUBLE_EQ(World(low).access_options().terminal_limits[0].min_elevation.at(0),
                   15 * kDegree);
}

TEST(TerminalAccess, AStandingSiteHasTheMaskOfItsStreetAndAMovingOneItsBuildings) {
  const std::string street = "street = { width = \"20 m\", building_height = \"21.5 m\"";
  const Scenario standing = parse_scenario(with_site_keys(street + ", azimuth = \"90 deg\" }"));
  const AccessOptions options = World(standing).access_options();
  EXPECT_NEAR(options.terminal_limits[0].min_elevation.at(0) / kDegree, 63.4349, 1e-3);
  EXPECT_TRUE(options.streets.empty());
  const Scenario moving =
      parse_scenario(good_scenario_with(kLocation, std::string(kWay) + "\n" + street + " }"));
  EXPECT_EQ(World(moving).access_options().streets.count(0), 1U);
}

TEST(TerminalAccess, ASiteMovesOverItsWaypointsOrTrack) {
  const TemporaryFolder folder;
  const std::string file = (folder.path() / "drive.csv").string();
  std::ofstream(file) << "time_s,lat_deg,lon_deg,height_m\n0,-22.8,118.7,0\n1000,-22.9,118.7,50\n";
  for (const std::string& keys : {std::string(kWay), "track = \"" + file + "\""}) {
    const Scenario scenario = parse_scenario(good_scenario_with(kLocation, keys));
    const World world(scenario);
    const Node& terminal = world.topology().node(world.topology().terminals()[0].node);
    EXPECT_NEAR(terminal.location_at(Time{} + Duration::from_s(500)).lat_rad / kDegree, -22.85,
                1e-9);
    EXPECT_NEAR(terminal.location.lat_rad / kDegree, -22.8, 1e-12);
    EXPECT_NE(world.topology().node(world.clients()[0].host).track, nullptr);
    // What was resolved is accepted again and means the same.
    const Scenario again = parse_scenario(resolved_toml(scenario));
    ASSERT_NE(again.sites[0].motion, nullptr);
    EXPECT_EQ(resolved_toml(again), resolved_toml(scenario));
  }
}

TEST(TerminalAccess, AWaypointSaysWhenOrHowFastItIsReached) {
  const auto way = [](const std::string& points) {
    return good_scenario_with(kLocation, "waypoints = [" + points + "]");
  };
  const std::string start = "{ lat = \"0 deg\", lon = \"118.7 deg\" }, ";
  const std::string degree = "lat = \"0 deg\", lon = \"119.7 deg\" }, ";
  const std::string back = "lat = \"0 deg\", lon = \"118.7 deg\" }";
  const Scenario scenario = parse_scenario(
      way(start + "{ speed = \"36 km/h\", " + degree + "{ speed = \"20 m/s\", " + back));
  const auto& points = scenario.sites[0].motion->points();
  const double degree_m = kEarthMeanRadius_m * kDegree;
  EXPECT_EQ(points[0].at, Time{});
  EXPECT_NEAR(points[1].at.since_epoch().seconds(), degree_m / 10, 1e-6);
  EXPECT_NEAR(points[2].at.since_epoch().seconds(), degree_m / 10 + degree_m / 20, 1e-6);
  EXPECT_THAT(error_of(way(start + "{ speed = \"9 m/s\", at = \"9 s\", " + back)),
              HasSubstr("keep one"));
  EXPECT_THAT(error_of(way(start + "{ " + back)), HasSubstr("add 'at' or 'speed'"));
  EXPECT_THAT(error_of(way("{ speed = \"9 m/s\", " + back)), HasSubstr("first waypoint"));
  EXPECT_THAT(error_of(way(start + "{ speed = \"0 m/s\", " + degree)), HasSubstr("speed"));
  EXPECT_THAT(error_of(way(start + "{ speed = \"9 m/s\", lat = \"0 deg\", lon = \"118.7 deg\" }")),
              HasSubstr("not after"));
}

TEST(TerminalAccess, BlockageIsOfANamedEnvironment) {
  const Scenario scenario = parse_scenario(
      with_site_keys("blockage = { model = \"environment\", environment = \"urban\" }"));
  const auto causes = scenario.sites[0].blockage->causes();
  ASSERT_EQ(causes.size(), 1U);
  EXPECT_EQ(causes[0].median_duration, Duration::from_ms(3'300));
  EXPECT_THAT(error_of(with_site_keys("blockage = { model = \"environment\" }")),
              HasSubstr("add environment"));
  EXPECT_THAT(error_of(with_site_keys("blockage = { model = \"drive\", environment = \"open\" }")),
              HasSubstr("'environment'"));
  EXPECT_THAT(
      error_of(with_site_keys("blockage = { model = \"environment\", environment = \"jungle\" }")),
      HasSubstr("environment"));
}

TEST(TerminalAccess, RefusesTracksThatAreNone) {
  EXPECT_THAT(error_of(good_scenario_with(kLocation, "")),
              AllOf(StartsWith("s.toml:11:1: "), HasSubstr("missing key 'location'")));
  EXPECT_THAT(error_of(with_site_keys("track = \"no-such.csv\"")), HasSubstr("no-such.csv"));
  std::string fast(kWay);
  fast.replace(fast.find("1000 s"), 6, "1 s");
  EXPECT_THAT(error_of(good_scenario_with(kLocation, fast)),
              AllOf(StartsWith("s.toml:13:"), HasSubstr("at most")));
  EXPECT_THAT(
      error_of(with_site_keys("waypoints = [{ at = \"0 s\", lat = \"1 deg\", lon = \"2 deg\" }]")),
      HasSubstr("starts elsewhere"));
  const TemporaryFolder folder;
  const std::string file = (folder.path() / "drive.csv").string();
  const auto error_in = [&](const std::string& content) {
    std::ofstream(file) << content;
    return input_error_of([&] { read_track(file); });
  };
  EXPECT_THAT(error_in("time_s,lat_deg\n0,1\n"), HasSubstr("no column 'lon_deg'"));
  EXPECT_THAT(error_in("time_s,lat_deg,lon_deg\n0,1,2\n0,1,2\n"),
              AllOf(HasSubstr(":3:1"), HasSubstr("ascending")));
  EXPECT_THAT(error_in("time_s,lat_deg,lon_deg\n0,91,2\n"), HasSubstr("lat_deg"));
  EXPECT_THAT(error_in("time_s,lat_deg,lon_deg\n0,x,2\n"), HasSubstr(":2:3"));
}

TEST(TerminalAccess, RefusesKeysThatContradictEachOther) {
  EXPECT_THAT(error_of(with_site_keys("min_elevation = \"5 deg\"\nmask = [{ azimuth = \"0 deg\", "
                                      "elevation = \"10 deg\" }]")),
              HasSubstr("keep one"));
  EXPECT_THAT(error_of(with_site_keys("mask = [{ azimuth = \"360 deg\", elevation = \"1 deg\" }]")),
              HasSubstr("azimuth"));
  EXPECT_THAT(error_of(with_site_keys("street = { width = \"9 m\", building_height = \"9 m\" }")),
              HasSubstr("add azimuth"));
  EXPECT_THAT(error_of(with_site_keys("blockage = { model = \"drive\", line_of_sight = 0.5 }")),
              HasSubstr("'line_of_sight'"));
  EXPECT_THAT(error_of(with_site_keys("blockage = { model = \"obstruction\" }")),
              HasSubstr("line_of_sight and median_duration"));
  EXPECT_THAT(error_of(good_scenario_with("kind = \"datacenter\"",
                                          "kind = \"datacenter\"\nmin_elevation = \"5 deg\"")),
              HasSubstr("is a datacenter"));
  EXPECT_THAT(error_of(with_access("cells = { background_load = 0.5 }")),
              HasSubstr("limits nothing"));
  EXPECT_THAT(error_of(with_access("cells = { uplink = \"1 Gbit/s\", background_load = 0.2, "
                                   "background_swing = 0.3 }")),
              HasSubstr("'background_swing'"));
}

TEST(TerminalAccess, TheBackgroundOfACellSwingsAsMeasuredUnlessToldOtherwise) {
  const auto swing = [](const std::string& keys) {
    const Scenario scenario =
        parse_scenario(with_access("cells = { uplink = \"1 Gbit/s\"" + keys + " }"));
    return scenario.access.cells->options().background_swing;
  };
  EXPECT_EQ(swing(""), 0);
  EXPECT_NEAR(swing(", background_load = 0.4"), 0.6 * 0.29 / 1.97, 1e-9);
  EXPECT_EQ(swing(", background_load = 0.4, background_swing = 0.1"), 0.1);
}

TEST(TerminalAccess, BlockageTakesTheUserLinksDownForTheStatedShareOfTime) {
  std::string text = with_site_keys(
      "terminals = 2\n"
      "blockage = { model = \"obstruction\", line_of_sight = 0.8, median_duration = \"3 s\" }");
  text.replace(text.find("\"1 min\""), 7, "\"10 h\"");
  const Scenario scenario = parse_scenario(text);
  const World world(scenario);
  Duration blocked[2];
  Time last[2];
  for (const Outage& outage : world.outages()) {
    EXPECT_EQ(outage.cause, kBlockageCause);
    EXPECT_TRUE(outage.effect.down);
    const int k = outage.target == "mine.1" ? 0 : 1;
    EXPECT_EQ(outage.links[0], world.topology().terminals()[static_cast<std::size_t>(k)].up);
    EXPECT_GE(outage.begin, last[k]);
    last[k] = outage.end;
    blocked[k] += outage.end - outage.begin;
  }
  for (const Duration total : blocked) EXPECT_NEAR(total.seconds() / 36'000, 0.2, 0.03);
  EXPECT_NE(blocked[0], blocked[1]);
}

TEST(TerminalAccess, AVehicleThatIsBlockedMissesRequestsAndItsSlotsSayWhereItWas) {
  const std::string way =
      "waypoints = [{ at = \"0 s\", lat = \"-22.8 deg\", lon = \"118.7 deg\" }, "
      "{ at = \"60 s\", lat = \"-22.81 deg\", lon = \"118.7 deg\" }]\n"
      "blockage = { model = \"obstruction\", line_of_sight = 0.5, median_duration = \"4 s\" }";
  std::string text = good_scenario_with(kLocation, way);
  text.replace(text.find("planes = 6, per_plane = 4"), 25, "planes = 72, per_plane = 22");
  text += "\n[network]\nfidelity = \"ideal\"\n";
  const RunRecord record = recorded_run(parse_scenario(text));
  EXPECT_NO_THROW(check_consistency(record));
  ASSERT_FALSE(record.outages.empty());
  ASSERT_FALSE(record.slots.empty());
  double last_lat = 0;
  for (const SlotRecord& slot : record.slots) {
    ASSERT_TRUE(slot.location);
    EXPECT_LT(slot.location->lat_rad, last_lat);
    last_lat = slot.location->lat_rad;
  }
  std::int64_t completed = 0;
  std::int64_t missed = 0;
  for (const RequestRecord& request : record.requests) {
    (request.outcome == Outcome::kCompleted ? completed : missed) += 1;
  }
  EXPECT_GT(completed, 0);
  EXPECT_GT(missed, 0);
}

}  // namespace
}  // namespace orbitmesh
