#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/constellation_source.h"
#include "cli/option_values.h"
#include "cli/output_format.h"
#include "cli/rainy_link.h"
#include "cli/route_rows.h"
#include "cli/route_why.h"
#include "cli/time_options.h"
#include "cli/verbs.h"
#include "cli/view_options.h"
#include "core/error.h"
#include "orbit/geometric_route.h"
#include "orbit/isl_list.h"

namespace orbitmesh {
namespace {

struct RouteOptions {
  ConstellationOptions constellation;
  std::string from;
  std::string to;
  TimeOptions time;
  std::string isl_list;
  std::string max_slant_range;
  std::string max_isl_range;
  std::string grazing_altitude;
  int antennas = 0;
  std::string min_elevation;
  ViewOptions view;
  RainOptions rain;
  bool why = false;
  OutputFormat format;
};

double range_of(const std::string& option, const std::string& text) {
  const double range_m = length_value(option, text).si;
  if (!(range_m > 0)) throw InputError(option + ": the range must be positive");
  return range_m;
}

LinkReach reach_of(const RouteOptions& options) {
  LinkReach reach;
  if (!options.max_slant_range.empty()) {
    reach.max_slant_range_m = range_of("--max-slant-range", options.max_slant_range);
    reach.min_elevation_rad = 0;
  }
  if (!options.max_isl_range.empty()) {
    reach.max_isl_range_m = range_of("--max-isl-range", options.max_isl_range);
  }
  reach.destination_antennas = options.antennas;
  if (!options.grazing_altitude.empty()) {
    reach.grazing_altitude_m = length_value("--grazing-altitude", options.grazing_altitude).si;
  }
  if (!options.min_elevation.empty()) {
    reach.min_elevation_rad = elevation_value("--min-elevation", options.min_elevation).si;
  }
  return reach;
}

RadioHolds holds_in(const std::optional<RainyLink>& rain) {
  if (!rain) return {};
  return [link = *rain](const LookAngles& look) { return link.margin(look).holds(); };
}

ExitCode route(const RouteOptions& options) {
  const GroundSite from = make_ground_site("--from", place_value("--from", options.from));
  const GroundSite to = make_ground_site("--to", place_value("--to", options.to));
  const RainyEnds rain = rainy_ends(options.rain, from, to, options.antennas > 0);
  LinkReach reach = reach_of(options);
  reach.origin_radio = holds_in(rain.from);
  reach.destination_radio = holds_in(rain.to);
  const ConstellationSource source(options.constellation);
  const TimeGrid grid = time_grid(options.time, source.reference_epoch());
  source.report_age(source.select({}), grid.first, grid.at(grid.count - 1));
  const std::vector<IslLink> links = options.isl_list.empty()
                                         ? source.lasers(grid.first)
                                         : read_isl_list(options.isl_list, source.size());
  const AccessLimits limits = view_limits(options.view, reach.min_elevation_rad);
  const AccessRules from_rules(from, limits);
  const AccessRules to_rules(to, limits);
  const RouteWhy why(source, links, reach, limits, rain);
  GeometricRouter router(source.size(), links, reach);
  const std::unique_ptr<Ephemeris> ephemeris = source.make_ephemeris();
  std::vector<Vec3> r_sat_ecef_m(static_cast<std::size_t>(source.size()));
  RouteRows rows(source, reach, options.format, options.view.any(), options.why);
  write_out(rows.head());
  for (std::int64_t i = 0; i < grid.count; ++i) {
    ephemeris->positions_ecef_m(Time() + (grid.at(i) - source.reference_epoch()),
                                r_sat_ecef_m.data());
    const GeometricRoute route = options.view.any()
                                     ? router.route(from_rules, to_rules, r_sat_ecef_m)
                                     : router.route(from, to, r_sat_ecef_m);
    std::vector<std::string> sentences;
    if (options.why) sentences = why.sentences(route, from_rules, to_rules, r_sat_ecef_m);
    write_out(rows.row(grid.at(i).str(), route, sentences));
  }
  write_out(rows.tail());
  return ExitCode::kOk;
}

void add_link_options(CLI::App& verb, RouteOptions& options) {
  verb.add_option("--isl-list", options.isl_list,
                  "file of lasers, two satellite indices a line (default: +Grid)")
      ->type_name("FILE");
  verb.add_option("--max-slant-range", options.max_slant_range,
                  "longest range from an end to its satellite, such as '1260 km'")
      ->type_name("M");
  verb.add_option("--max-isl-range", options.max_isl_range,
                  "longest laser; none passes below the grazing altitude in any case")
      ->type_name("M");
  verb.add_option("--antennas", options.antennas,
                  "--to is a gateway that tracks so many satellites, the highest (default: all)")
      ->type_name("N")
      ->check(CLI::Range(1, 64));
  verb.add_option("--grazing-altitude", options.grazing_altitude,
                  "height above which lasers keep (default: 80 km)")
      ->type_name("M");
  verb.add_option("--min-elevation", options.min_elevation,
                  "least elevation of a satellite over an end (default: 25, with "
                  "--max-slant-range 0)")
      ->type_name("DEG");
}

}  // namespace

void add_route_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb =
      app.add_subcommand("route", "print the shortest path between two places over satellites");
  const auto options = std::make_shared<RouteOptions>();
  verb->add_option("--from", options->from, "one end, degrees north and east")
      ->type_name("LAT,LON[,ALT]")
      ->required();
  verb->add_option("--to", options->to, "the other end")->type_name("LAT,LON[,ALT]")->required();
  add_constellation_options(*verb, options->constellation);
  options->time.from_option = "--from-time";
  options->time.to_option = "--to-time";
  add_time_options(*verb, options->time);
  add_link_options(*verb, *options);
  add_view_options(*verb, options->view);
  add_rain_options(*verb, options->rain);
  verb->add_flag("--why", options->why,
                 "say of places that are not joined which mask, range, band in rain or laser keeps "
                 "them apart");
  add_output_options(*verb, options->format);
  verb->callback([options, &action] { action = [options] { return route(*options); }; });
}

}  // namespace orbitmesh
