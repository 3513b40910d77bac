#include <fmt/format.h>

#include <CLI/App.hpp>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>

#include "cli/constellation_source.h"
#include "cli/environment_report.h"
#include "cli/option_values.h"
#include "cli/output_format.h"
#include "cli/verbs.h"
#include "core/error.h"

namespace orbitmesh {
namespace {

struct EnvironmentOptions {
  ConstellationOptions constellation;
  std::string at;
  std::string shield = "2.54 mm";
  std::string map;
  bool json = false;
};

std::string means_text(const PhaseMeans& means) {
  std::string text = fmt::format("  {:<10}", means.trapped);
  for (const double flux : means.trapped_cm2_s.above_cm2_s) text += fmt::format(" {:>9.4g}", flux);
  return text + fmt::format(" {:>15.3g} {:>15.1f} {:>15.1f}\n", means.galactic_cm2_s,
                            100 * means.time_in_anomaly, 100 * means.fluence_there);
}

std::string shell_text(const ShellEnvironment& shell, double shield_mm) {
  std::string text = fmt::format("\n{}: {:g} km, {:g} deg\n  {:<10}", shell.shell,
                                 shell.altitude_km, shell.inclination_deg, "1/(cm2 s)");
  for (const double energy : kTrappedEnergies_MeV) {
    text += fmt::format(" {:>9}", fmt::format(">{:g} MeV", energy));
  }
  text += fmt::format(" {:>15} {:>15} {:>15}\n", "galactic >10", "in anomaly [%]", "fluence [%]");
  for (const PhaseMeans& means : shell.phases) text += means_text(means);
  text += fmt::format(
      "  dose behind {:g} mm Al: {:.4g} rad(Si)/yr\n  {:<20} {:<15} {:<6} {:>12} {:>12}\n",
      shield_mm, shell.dose_rad_yr, "device", "effect", "kind", "MIN [1/yr]", "MAX [1/yr]");
  for (const DeviceRow& row : shell.devices) {
    text += fmt::format("  {:<20} {:<15} {:<6} {:>12.3g} {:>12.3g}{}\n", row.device, row.effect,
                        to_string(row.kind), row.at_minimum, row.at_maximum,
                        row.kind == FaultKind::kSeu ? " a bit" : "");
  }
  return text;
}

std::string text_of(const EnvironmentReport& report) {
  std::string text = fmt::format(
      "Long-term means along the orbits, without solar particle events; AP-8 itself is good to "
      "about a factor of 2.\n"
      "South Atlantic Anomaly on {}, {:g} km, AP8-MIN: {:.0f} protons above 30 MeV at {:g}, {:g} "
      "deg\n",
      report.at.substr(0, 10), report.shells.front().altitude_km, report.peak.above_30MeV_cm2_s,
      report.peak.lat_deg, report.peak.lon_deg);
  for (const ShellEnvironment& shell : report.shells) text += shell_text(shell, report.shield_mm);
  return text;
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw RunError(fmt::format("cannot write {}: {}", path, std::strerror(errno)));
}

double shield_m(const std::string& text) {
  const Length thickness = length_value("--shield", text);
  if (thickness.si >= 0 && thickness.si <= 0.1) return thickness.si;
  throw InputError("--shield must lie between 0 and 100 mm of aluminium");
}

void check_heights(const std::vector<WalkerShell>& shells) {
  for (const WalkerShell& shell : shells) {
    if (shell.altitude_m >= 300e3 && shell.altitude_m <= 1200e3) continue;
    throw InputError(
        fmt::format("the shell {} is at {:g} km; radiation is known from 300 to "
                    "1200 km",
                    shell.name, shell.altitude_m * 1e-3));
  }
}

ExitCode environment(const EnvironmentOptions& options) {
  const ConstellationSource source(options.constellation);
  check_heights(source.shells());
  const BothPhases sky(options.at.empty() ? source.reference_epoch()
                                          : epoch_value("--at", options.at));
  const EnvironmentReport report = environment_report(
      sky, source.shells(), ProfileLibrary::built_in(), shield_m(options.shield));
  if (!options.map.empty()) {
    write_file(options.map,
               environment_map(sky.minimum, report.shells.front().altitude_km, report.peak));
  }
  write_out(options.json ? environment_json(report) + "\n" : text_of(report));
  return ExitCode::kOk;
}

}  // namespace

void add_environment_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb = app.add_subcommand(
      "environment", "print the radiation along a constellation's orbits and what devices suffer");
  const auto options = std::make_shared<EnvironmentOptions>();
  verb->add_option("--preset", options->constellation.preset, "a known constellation")
      ->type_name("NAME")
      ->required();
  verb->add_option("--at", options->at,
                   "when, for the place of the South Atlantic Anomaly (default: "
                   "2026-01-01T00:00:00Z)")
      ->type_name("TIME");
  verb->add_option("--shield", options->shield, "aluminium around the devices (default: 2.54 mm)")
      ->type_name("THICKNESS");
  verb->add_option("--map", options->map, "write a world map of trapped protons to an SVG file")
      ->type_name("FILE");
  verb->add_flag("--json", options->json, "print JSON");
  verb->callback([options, &action] { action = [options] { return environment(*options); }; });
}

}  // namespace orbitmesh
