#include "orbit/constellation_report.h"

#include "orbit/shell_labels.h"

namespace orbitmesh {
namespace {

ConstellationReport::ShellRow row_of(const CatalogueShell& shell, const std::string& label) {
  ConstellationReport::ShellRow row;
  row.label = label;
  row.altitude_m = shell.altitude_m;
  row.inclination_rad = shell.inclination_rad;
  row.planes = static_cast<int>(shell.planes.size());
  row.satellites = shell.size();
  row.pattern = shell.pattern;
  for (const IslLink& link : shell.links) {
    ++(link.in_plane ? row.links_in_plane : row.links_across);
  }
  return row;
}

std::vector<ConstellationReport::LeftOutRow> left_out_rows(const std::vector<ElementSet>& elements,
                                                           const CatalogueShells& found) {
  std::vector<ConstellationReport::LeftOutRow> rows;
  for (const auto& entry : enum_names(LeftOut{})) {
    ConstellationReport::LeftOutRow row{entry.value, 0, ""};
    for (const CatalogueShells::Remainder& object : found.left_out) {
      if (object.why != entry.value) continue;
      const ElementSet& set = elements[static_cast<std::size_t>(object.element)];
      if (++row.objects > 1) continue;
      row.example = set.name.empty() ? std::to_string(set.catalog_number) : set.name;
    }
    if (row.objects > 0) rows.push_back(row);
  }
  return rows;
}

}  // namespace

ConstellationReport constellation_report(const std::vector<ElementSet>& elements,
                                         const CatalogueShells& found) {
  ConstellationReport report;
  report.element_sets = static_cast<int>(elements.size());
  std::vector<ShellOrbit> orbits;
  for (const CatalogueShell& shell : found.shells) {
    orbits.push_back({shell.altitude_m, shell.inclination_rad});
  }
  const std::vector<std::string> labels = shell_labels(orbits);
  for (std::size_t s = 0; s < labels.size(); ++s) {
    report.shells.push_back(row_of(found.shells[s], labels[s]));
    report.in_grid += report.shells.back().satellites;
  }
  report.left_out = left_out_rows(elements, found);
  for (const ConstellationReport::LeftOutRow& row : report.left_out) {
    if (row.why != LeftOut::kNoPosition) report.without_lasers += row.objects;
  }
  return report;
}

}  // namespace orbitmesh
