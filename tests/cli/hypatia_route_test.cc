#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/program.h"

namespace orbitmesh {
namespace {

/// Kuiper-630 and what Hypatia's satgenpy (pyephem and networkx) finds between Manila and
/// Saint Petersburg, every 100 ms for 200 s: snkas/hypatia, MIT licence.
std::string data(const std::string& file) { return source_path("../shared/data/hypatia/" + file); }

std::vector<std::vector<std::string>> comma_separated(const std::string& file) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(file_content(data(file)));
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> row;
    std::istringstream fields(line);
    for (std::string field; std::getline(fields, field, ',');) row.push_back(field);
    rows.push_back(row);
  }
  return rows;
}

std::string place_of(int station) {
  const auto stations = comma_separated("ground_stations_top_100_ecef.txt");
  const auto& row = stations.at(static_cast<std::size_t>(station - 1156));
  return row.at(2) + "," + row.at(3);
}

nlohmann::json number(const std::string& text) { return nlohmann::json::parse(text); }

/// "1173-184-183-1229" as satellite indices; "Unreachable" as none.
std::vector<int> satellites_of(const std::string& path) {
  std::vector<int> nodes;
  if (path == "Unreachable") return nodes;
  std::istringstream words(path);
  for (std::string word; std::getline(words, word, '-');) nodes.push_back(number(word).get<int>());
  return {nodes.begin() + 1, nodes.end() - 1};
}

/// Satellites and round trip at one instant; no satellite: unreachable.
struct RoutePoint {
  std::vector<int> hops;
  double rtt_ns = 0;
};

std::vector<RoutePoint> golden_points() {
  const auto paths = comma_separated("networkx_path_1173_to_1229.txt");
  std::vector<RoutePoint> points;
  std::size_t next = 0;
  std::vector<int> hops;
  for (const auto& row : comma_separated("networkx_rtt_1173_to_1229.txt")) {
    if (next < paths.size() && paths[next].at(0) == row.at(0)) {
      hops = satellites_of(paths[next++].at(1));
    }
    points.push_back({hops, number(row.at(1)).get<double>()});
  }
  EXPECT_EQ(next, paths.size());
  return points;
}

std::vector<RoutePoint> route_points(const std::string& max_slant_range_m) {
  const ProgramResult run =
      run_orbitmesh("route --tle '" + data("kuiper_630_tles.txt") + "' --isl-list '" +
                    data("kuiper_630_isls.txt") + "' --from " + place_of(1173) + " --to " +
                    place_of(1229) + " --max-slant-range " + max_slant_range_m +
                    " --max-isl-range 5442958 --from-time 2000-01-01T00:00:00Z"
                    " --to-time 2000-01-01T00:03:19.9Z --step '100 ms' --json");
  EXPECT_EQ(run.exit_code, 0) << run.err;
  std::vector<RoutePoint> points;
  if (run.exit_code != 0) return points;
  const nlohmann::json output = nlohmann::json::parse(run.out);
  for (const nlohmann::json& row : output.at("route")) {
    const nlohmann::json& rtt = row.at("rtt_ns");
    points.push_back(
        {row.at("hop_indices").get<std::vector<int>>(), rtt.is_null() ? 0.0 : rtt.get<double>()});
  }
  return points;
}

/// Indices of the points whose path differs or whose round trip is more than 1 us apart.
std::vector<std::size_t> differences(const std::vector<RoutePoint>& points,
                                     const std::vector<RoutePoint>& golden) {
  std::vector<std::size_t> differing;
  for (std::size_t i = 0; i < golden.size(); ++i) {
    const bool same =
        points[i].hops == golden[i].hops && std::fabs(points[i].rtt_ns - golden[i].rtt_ns) <= 1000;
    if (!same) differing.push_back(i);
  }
  return differing;
}

// Hypatia measures with libastro: stations on an ellipsoid of 6,378.16 km and 1/298.25,
// satellites scaled to that radius, Newcomb's sidereal time. Over this path its round trips
// are 0.27 to 0.52 us longer than under SGP4 and WGS84, and a slant range differs by up to
// 41 m, so that a satellite close to the limit may be in reach of one and not of the other.
TEST(HypatiaRoute, ManilaToSaintPetersburgOverKuiper630) {
  if (file_content(data("kuiper_630_tles.txt")).empty()) {
    GTEST_SKIP() << "no " << data("") << ": Hypatia's figures are not compared";
  }
  const std::vector<RoutePoint> golden = golden_points();
  ASSERT_EQ(golden.size(), 2000U);
  const std::vector<RoutePoint> points = route_points("1260000");
  ASSERT_EQ(points.size(), golden.size());
  // At 3.2 s and 165.1 s a satellite over Saint Petersburg is 8 m and 14 m within the limit
  // here, and 21 m and 7 m beyond it in libastro.
  EXPECT_EQ(differences(points, golden), (std::vector<std::size_t>{32, 1651}));
  const std::vector<RoutePoint> nearer = route_points("1259970");
  ASSERT_EQ(nearer.size(), golden.size());
  EXPECT_EQ(differences(nearer, golden), std::vector<std::size_t>{});
}

}  // namespace
}  // namespace orbitmesh
