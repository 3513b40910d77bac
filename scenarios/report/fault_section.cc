#include <fmt/format.h>

#include <map>

#include "orbit/geodetic.h"
#include "scenarios/report/anomaly_shade.h"
#include "scenarios/report/report_sections.h"
#include "scenarios/report/world_map.h"

namespace orbitmesh {
namespace {

constexpr double kDegrees = 180 / 3.14159265358979323846;
constexpr int kFaultsShown = 3000;

/// Under the phase of the solar cycle, which is the same for all shells (scenarios/validation.h).
TrappedProtons protons_of(const Scenario& scenario) {
  double activity = 0;
  for (const ConstellationSection& shell : scenario.constellations) {
    if (shell.radiation) activity = shell.radiation->trapped == TrappedModel::kAp8Max ? 1 : 0;
  }
  return TrappedProtons(activity);
}

/// Where satellites were when radiation struck.
struct Strikes {
  std::map<std::string, MapLayer> by_kind;
  double height_sum_m = 0;
  std::size_t count = 0;
};

Strikes find_strikes(const ReportInput& input) {
  Strikes strikes;
  SelectStatement rows(input.results,
                       fmt::format("SELECT f.kind, f.at_ns, f.node_id, n.name FROM fault f JOIN "
                                   "node n USING (node_id) WHERE n.kind = 'satellite' ORDER BY "
                                   "f.at_ns, f.node_id LIMIT {}",
                                   kFaultsShown));
  while (rows.next()) {
    const Time at = Time::from_ns(rows.integer(1));
    const auto satellite = static_cast<int>(rows.integer(2));  // satellites are the first nodes
    const Vec3 position = input.world.ephemeris().position_ecef_m(satellite, at);
    if (!has_position(position)) continue;
    const Geodetic geodetic = ecef_to_geodetic(position);
    strikes.height_sum_m += geodetic.height_m;
    ++strikes.count;
    strikes.by_kind[rows.text(0)].points.push_back(
        {geodetic.lat_rad * kDegrees, geodetic.lon_rad * kDegrees,
         fmt::format("{} of {} at {:.2f} min", rows.text(0), rows.text(3),
                     at.since_epoch().seconds() / 60)});
  }
  return strikes;
}

}  // namespace

std::string fault_section(const ReportInput& input) {
  Strikes strikes = find_strikes(input);
  if (strikes.count == 0) return {};
  std::vector<MapLayer> drawn;
  for (auto& [kind, layer] : strikes.by_kind) {
    layer.name = kind;
    layer.colour = drawn.size();
    drawn.push_back(std::move(layer));
  }
  const MapShade shade =
      anomaly_shade(protons_of(input.scenario), input.world.epoch(),
                    strikes.height_sum_m / static_cast<double>(strikes.count) / 1000);
  return fmt::format(
             "<h2>Faults</h2>\n<p>Where satellites were when radiation struck, over the trapped "
             "protons at their mean height; rates as run, with acceleration {:g}. The first {} at "
             "most.</p>\n",
             input.scenario.faults.acceleration, kFaultsShown) +
         world_map_svg(drawn, shade);
}

}  // namespace orbitmesh
