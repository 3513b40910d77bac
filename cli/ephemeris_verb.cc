#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "cli/constellation_source.h"
#include "cli/ephemeris_rows.h"
#include "cli/output_format.h"
#include "cli/satellite_states.h"
#include "cli/time_options.h"
#include "cli/verbs.h"

namespace orbitmesh {
namespace {

struct EphemerisOptions {
  ConstellationOptions constellation;
  std::vector<std::string> satellites;
  TimeOptions time;
  std::string frame = "teme";
  OutputFormat format;
};

StateFrame frame_of(const std::string& name) {
  for (const auto& [frame, known] : enum_names(StateFrame{})) {
    if (name == known) return frame;
  }
  return StateFrame::kTeme;
}

/// Numbers of the satellites of --satellite; all without it.
std::vector<int> chosen(const ConstellationSource& source, const std::vector<std::string>& names) {
  std::vector<int> satellites;
  if (names.empty()) {
    satellites.resize(static_cast<std::size_t>(source.size()));
    std::iota(satellites.begin(), satellites.end(), 0);
  }
  for (const std::string& name : names) satellites.push_back(source.find(name));
  return satellites;
}

ExitCode ephemeris(const EphemerisOptions& options) {
  const ConstellationSource source(options.constellation);
  const TimeGrid grid = time_grid(options.time, source.reference_epoch());
  const StateFrame frame = frame_of(options.frame);
  SatelliteStates states(source, chosen(source, options.satellites));
  EphemerisRows rows(source, frame, options.format);
  write_out(rows.head());
  for (std::int64_t i = 0; i < grid.count; ++i) {
    const std::string time = grid.at(i).str();
    for (const SatelliteState& state : states.at(grid.at(i), frame)) {
      write_out(rows.row(time, state));
    }
  }
  write_out(rows.tail());
  return ExitCode::kOk;
}

}  // namespace

void add_ephemeris_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb = app.add_subcommand("ephemeris", "print positions and velocities of satellites");
  const auto options = std::make_shared<EphemerisOptions>();
  add_constellation_options(*verb, options->constellation);
  verb->add_option("--satellite", options->satellites,
                   "name or catalogue number of a satellite, repeatable (default: all)")
      ->allow_extra_args(false);
  add_time_options(*verb, options->time);
  verb->add_option("--frame", options->frame, "teme (default), ecef or geodetic (WGS84)")
      ->check(CLI::IsMember({"teme", "ecef", "geodetic"}));
  add_output_options(*verb, options->format);
  verb->callback([options, &action] { action = [options] { return ephemeris(*options); }; });
}

}  // namespace orbitmesh
