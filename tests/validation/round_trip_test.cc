#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/units.h"
#include "tests/validation/comparison.h"
#include "tests/validation/followed_path.h"

namespace orbitmesh {
namespace {

struct Place {
  std::string_view name;
  double lat_deg = 0;
  double lon_deg = 0;
  Geodetic geodetic() const { return {lat_deg * kDegree, lon_deg * kDegree, 0}; }
};

/// A dish and its PoP, and how far from one of them a gateway may be that carries its traffic. Over
/// lasers, traffic comes down near the PoP alone.
struct Row {
  Place dish;
  Place pop;
  bool lasers = false;
  double reach_km() const { return lasers ? 2000 : 600; }
};

struct Study {
  std::string tle;
  std::string begin;
  std::string gateways;
  std::int64_t hours = 0;
  std::vector<Row> rows;

  /// Says so when the measured data are absent.
  bool available() const {
    if (std::filesystem::exists(measured_data(tle))) return true;
    fmt::print("\nnot compared: there is no {}\n", measured_data(tle));
    return false;
  }

  std::vector<FollowedPath> follow() const {
    const StarlinkSky sky(tle, parse_epoch(begin));
    const std::vector<ListedGateway> listed = listed_gateways(gateways);
    std::vector<PathSpec> paths;
    for (const Row& row : rows) {
      const Geodetic pop = row.pop.geodetic();
      paths.push_back(
          {std::string(row.dish.name), row.dish.geodetic(), std::string(row.pop.name), pop,
           gateways_near(listed, row.lasers ? pop : row.dish.geodetic(), pop, row.reach_km())});
    }
    return follow_paths(sky, paths, Duration::from_s(hours * 3600));
  }

  std::string circumstances(std::size_t row) const {
    const Row& r = rows[row];
    return fmt::format(
        "{} {:.2f} {:.2f}, PoP {}, gateways of {} within {:.0f} km of {}; {}, {} h from {}",
        r.dish.name, r.dish.lat_deg, r.dish.lon_deg, r.pop.name, gateways, r.reach_km(),
        r.lasers ? "the PoP" : "dish or PoP", tle, hours, begin);
  }
};

Study summer_of_2024() {
  const Place seattle{"Seattle", 47.6143, -122.3389};
  const Place frankfurt{"Frankfurt", 50.1197, 8.7346};
  const Place manila{"Manila", 14.5645, 121.0224};
  return {"tle/starlink_2024-07-16.tle.xz",
          "2024-07-16T00:00:12Z",
          "ground/starlink_gateways_starperf_2024.csv",
          8,
          {{{"Victoria", 48.46, -123.37}, seattle},
           {{"Louvain", 50.67, 4.61}, frankfurt},
           {{"Seattle", 47.61, -122.33}, seattle},
           {{"Manila", 14.60, 121.00}, manila},
           {{"Ulukhaktok", 70.74, -117.77}, seattle, true},
           {{"Osnabrueck", 52.28, 8.05}, frankfurt}}};
}

Study spring_of_2026() {
  return {"tle/starlink_2026-05-21.tle.xz",
          "2026-05-21T00:00:12Z",
          "ground/starlink_gateways_2026-01.csv",
          4,
          {{{"Nairobi", -1.29, 36.82}, {"Nairobi", -1.3501, 36.7492}},
           {{"Rome", 41.90, 12.50}, {"Milan", 45.4780, 9.1018}},
           {{"Helsinki", 60.17, 24.94}, {"Warsaw", 52.2274, 21.0034}},
           {{"McMurdo", -77.85, 166.67}, {"Christchurch", -43.5290, 172.5963}, true},
           {{"Tarawa", 1.45, 173.00}, {"Brisbane", -27.4654, 153.0274}, true}}};
}

std::vector<double> values(const FollowedPath& path, double PingSample::*member) {
  std::vector<double> all;
  for (const PingSample& ping : path.pings) all.push_back(ping.*member);
  return all;
}

Figure share_unserved(const FollowedPath& path) {
  const auto unserved = static_cast<double>(path.unserved);
  const double share = 100 * unserved / (unserved + static_cast<double>(path.pings.size()));
  return {"without a path [%]", 0, share};
}

void show_victoria(const Study& study, const FollowedPath& path) {
  show({"Idle round trip, dish to gateway, Victoria", "LEOLiveStreaming traces 2024-12",
        study.circumstances(0), Claim::kCalibrated,
        quantile_figures(values(path, &PingSample::to_gateway_ms), "ms",
                         {{0, 12.8}, {0.05, 17.3}, {0.5, 26.2}, {0.95, 57}, {0.99, 86}})});
  show({"Propagation alone on the same path", "computed along the measured path for the reference",
        study.circumstances(0), Claim::kPredicted,
        quantile_figures(values(path, &PingSample::propagation_ms), "ms",
                         {{0, 6.3}, {0.05, 7.3}, {0.5, 9.8}, {0.95, 14.4}})});
}

void show_lens(const Study& study, const std::vector<FollowedPath>& paths) {
  const std::vector<std::vector<double>> measured{
      {21.5, 31, 46}, {21, 36, 81}, {23, 37, 57}, {47, 80, 114}};
  for (std::size_t i = 0; i < measured.size(); ++i) {
    const FollowedPath& path = paths[i + 1];
    const Row& row = study.rows[i + 1];
    auto figures =
        quantile_figures(values(path, &PingSample::to_pop_ms), "ms",
                         {{0.05, measured[i][0]}, {0.5, measured[i][1]}, {0.95, measured[i][2]}});
    if (row.lasers) figures.push_back(share_unserved(path));
    show({fmt::format("Idle round trip to the PoP, {}{}", row.dish.name,
                      row.lasers ? ", over lasers" : ""),
          "starlink-lens", study.circumstances(i + 1), Claim::kPredicted, figures});
  }
}

void show_osnabrueck(const Study& study, const FollowedPath& path) {
  show({"Idle round trip to the PoP, Osnabrueck", "WetLinks", study.circumstances(5),
        Claim::kPredicted,
        quantile_figures(values(path, &PingSample::to_pop_ms), "ms",
                         {{0.25, 24.8}, {0.5, 30.5}, {0.75, 35.8}})});
}

void show_access(const Study& study, const std::vector<FollowedPath>& paths) {
  for (std::size_t i = 0; i < paths.size(); ++i) {
    double same = 0;
    std::vector<double> elevations_deg;
    for (const SlotRecord& slot : paths[i].slots) {
      if (!slot.to.valid()) continue;
      same += slot.from == slot.to ? 1 : 0;
      elevations_deg.push_back(slot.elevation_deg);
    }
    std::sort(elevations_deg.begin(), elevations_deg.end());
    show({fmt::format("Serving satellite, {}", study.rows[i].dish.name),
          "fits at three sites",
          study.circumstances(i),
          Claim::kPredicted,
          {{"same satellite in the next slot", 0.14,
            same / static_cast<double>(elevations_deg.size()), kMedianBand, 0.41},
           {"median elevation [deg]", 49, quantile(elevations_deg, 0.5), kMedianBand, 60}}});
  }
}

TEST(RoundTrip, IdlePathsOf2024) {
  const Study study = summer_of_2024();
  if (!study.available()) GTEST_SKIP();
  const std::vector<FollowedPath> paths = study.follow();
  show_victoria(study, paths[0]);
  show_lens(study, paths);
  show_osnabrueck(study, paths[5]);
  show_access(study, paths);
}

TEST(RoundTrip, CountryMediansOf2026) {
  const Study study = spring_of_2026();
  if (!study.available()) GTEST_SKIP();
  const std::vector<FollowedPath> paths = study.follow();
  const std::vector<std::string> countries{"Kenya", "Italy", "Finland", "Antarctica, over lasers",
                                           "Kiribati, over lasers"};
  const std::vector<double> medians_ms{24.1, 24.5, 47, 70.6, 90};
  for (std::size_t i = 0; i < paths.size(); ++i) {
    auto figures =
        quantile_figures(values(paths[i], &PingSample::to_pop_ms), "ms", {{0.5, medians_ms[i]}});
    figures.push_back(share_unserved(paths[i]));
    show({"Median latency to the PoP, " + countries[i], "Starlink public metrics, 2026-03",
          study.circumstances(i), Claim::kPredicted, figures});
  }
}

}  // namespace
}  // namespace orbitmesh
