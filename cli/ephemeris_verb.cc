#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <memory>
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

ExitCode ephemeris(const EphemerisOptions& options) {
  const ConstellationSource source(options.constellation);
  const TimeGrid grid = time_grid(options.time, source.reference_epoch());
  const StateFrame frame = frame_of(options.frame);
  const std::vector<int> satellites = source.select(options.satellites);
  source.report_age(satellites, grid.first, grid.at(grid.count - 1));
  SatelliteStates states(source, satellites);
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
  add_satellite_option(*verb, options->satellites);
  add_time_options(*verb, options->time);
  verb->add_option("--frame", options->frame, "teme (default), ecef or geodetic (WGS84)")
      ->check(CLI::IsMember({"teme", "ecef", "geodetic"}));
  add_output_options(*verb, options->format);
  verb->callback([options, &action] { action = [options] { return ephemeris(*options); }; });
}

}  // namespace orbitmesh
