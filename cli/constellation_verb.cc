#include <fmt/format.h>

#include <CLI/App.hpp>
#include <memory>
#include <string>

#include "cli/constellation_source.h"
#include "cli/output_format.h"
#include "cli/shell_summary.h"
#include "cli/verbs.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

struct ReportOptions {
  ConstellationOptions constellation;
  bool json = false;
};

std::string pattern_text(const ShellSummary& shell) {
  if (!shell.pattern) return "-";
  const WalkerFit& pattern = *shell.pattern;
  return fmt::format("{} x {}, F {} over {:.0f} deg ({:.2f})", pattern.planes, pattern.slots,
                     pattern.phasing, shell.raan_span_rad / kDegree, pattern.coherence);
}

/// What a preset is and its sources, and under which letters the table has the confidences.
std::string preset_text(const PresetSummary& preset) {
  return fmt::format(
      "{}: {}\norbits: {}\nphasing F: {}\n"
      "confidence of orbits and F: O official, P press, D derived, G guess\n",
      preset.name, preset.summary, preset.source, preset.phasing_source);
}

std::string confidence_text(const std::optional<ShellConfidence>& confidence) {
  if (!confidence) return "";
  return fmt::format("{:>7} {:>2}", to_string(confidence->orbits), to_string(confidence->phasing));
}

std::string table(const ConstellationSummary& summary) {
  std::string text = fmt::format("{} satellites at {}\n", summary.satellites, summary.epoch);
  if (summary.preset) text += preset_text(*summary.preset);
  text +=
      fmt::format("{:<24} {:>13} {:>17} {:>7} {:>11} {:>16} {:>13}{}  {}\n", "shell",
                  "altitude [km]", "inclination [deg]", "planes", "satellites", "lasers in plane",
                  "across", summary.preset ? " orbits  F" : "", "Walker pattern");
  for (const ShellSummary& shell : summary.shells) {
    text += fmt::format("{:<24} {:>13.1f} {:>17.2f} {:>7} {:>11} {:>16} {:>13}{}  {}\n",
                        shell.label, shell.altitude_m / 1e3, shell.inclination_rad / kDegree,
                        shell.planes.size(), shell.satellites, shell.links_in_plane,
                        shell.links_across, confidence_text(shell.confidence), pattern_text(shell));
  }
  for (const ConstellationReport::LeftOutRow& row : summary.left_out) {
    text += fmt::format("in no shell: {}, {} (such as {})\n", row.objects, to_string(row.why),
                        row.example);
  }
  return text;
}

ExitCode report(const ReportOptions& options) {
  const ConstellationSource source(options.constellation);
  source.report_age(source.select({}), source.reference_epoch(), source.reference_epoch());
  const ConstellationSummary summary = summarise(source);
  write_out(options.json ? constellation_json(summary) + "\n" : table(summary));
  return ExitCode::kOk;
}

}  // namespace

void add_constellation_verb(CLI::App& app, VerbAction& action) {
  CLI::App* verb =
      app.add_subcommand("constellation", "print the shells and planes of a constellation");
  const auto options = std::make_shared<ReportOptions>();
  add_constellation_options(*verb, options->constellation);
  verb->add_flag("--json", options->json, "print JSON");
  verb->callback([options, &action] { action = [options] { return report(*options); }; });
}

}  // namespace orbitmesh
