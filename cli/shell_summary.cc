#include "cli/shell_summary.h"

#include "orbit/constellation_presets.h"

namespace orbitmesh {
namespace {

ShellSummary summary_of(const WalkerShell& shell) {
  ShellSummary summary;
  summary.label = shell.name;
  summary.altitude_m = shell.altitude_m;
  summary.inclination_rad = shell.inclination_rad;
  summary.satellites = shell.size();
  for (int plane = 0; plane < shell.planes; ++plane) {
    summary.planes.push_back({walker_slot(shell, plane, 0).raan_rad, shell.per_plane});
  }
  for (const IslLink& link : plus_grid(shell)) {
    ++(link.in_plane ? summary.links_in_plane : summary.links_across);
  }
  summary.pattern = {shell.planes, shell.per_plane, shell.phasing, 1.0};
  summary.raan_span_rad = shell.raan_span_rad;
  return summary;
}

ShellSummary summary_of(const ConstellationReport::ShellRow& row, const CatalogueShell& shell) {
  ShellSummary summary;
  summary.label = row.label;
  summary.altitude_m = row.altitude_m;
  summary.inclination_rad = row.inclination_rad;
  summary.satellites = row.satellites;
  for (const CatalogueShellPlane& plane : shell.planes) {
    summary.planes.push_back({plane.raan_rad, static_cast<int>(plane.elements.size())});
  }
  summary.links_in_plane = row.links_in_plane;
  summary.links_across = row.links_across;
  summary.pattern = row.pattern;
  return summary;
}

void add_preset(const ConstellationPreset& preset, const std::vector<WalkerShell>& shells,
                ConstellationSummary& summary) {
  summary.preset = {std::string(preset.name), std::string(preset.summary),
                    std::string(preset.source), std::string(preset.phasing_source)};
  for (std::size_t s = 0; s < shells.size(); ++s) {
    summary.shells.push_back(summary_of(shells[s]));
    summary.shells.back().confidence = {preset.shells[s].orbits,
                                        preset.shells[s].phasing_confidence};
  }
}

}  // namespace

ConstellationSummary summarise(const ConstellationSource& source) {
  ConstellationSummary summary;
  summary.epoch = source.reference_epoch().str();
  summary.satellites = source.size();
  if (source.preset() != nullptr) {
    add_preset(*source.preset(), source.shells(), summary);
    return summary;
  }
  const CatalogueShells found = find_shells(source.elements(), source.reference_epoch());
  const ConstellationReport report = constellation_report(source.elements(), found);
  for (std::size_t s = 0; s < found.shells.size(); ++s) {
    summary.shells.push_back(summary_of(report.shells[s], found.shells[s]));
  }
  summary.left_out = report.left_out;
  return summary;
}

}  // namespace orbitmesh
