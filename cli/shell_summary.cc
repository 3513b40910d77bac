#include "cli/shell_summary.h"

#include <algorithm>

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
  if (shell.closed()) summary.pattern = {shell.planes, shell.per_plane, shell.phasing, 1.0};
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

}  // namespace

ConstellationSummary summarise(const ConstellationSource& source) {
  ConstellationSummary summary;
  summary.epoch = source.reference_epoch().str();
  summary.satellites = source.size();
  for (const WalkerShell& shell : source.shells()) summary.shells.push_back(summary_of(shell));
  if (source.elements().empty()) return summary;
  const CatalogueShells found = find_shells(source.elements(), source.reference_epoch());
  const ConstellationReport report = constellation_report(source.elements(), found);
  for (std::size_t s = 0; s < found.shells.size(); ++s) {
    summary.shells.push_back(summary_of(report.shells[s], found.shells[s]));
  }
  summary.left_out = report.left_out;
  return summary;
}

}  // namespace orbitmesh
