#include <fmt/format.h>

#include "scenarios/validation_parts.h"

namespace orbitmesh {
namespace {

[[noreturn]] void reject(const SectionLocation& section, std::string_view key,
                         const std::string& why) {
  throw InputError(section.of(key), fmt::format("'{}' {}", key, why));
}

void check_no_terminal_key(const SiteSection& site) {
  const char* key = site.min_elevation        ? "min_elevation"
                    : !site.mask.empty()      ? "mask"
                    : site.obstruction        ? "obstruction"
                    : site.street             ? "street"
                    : site.track              ? "track"
                    : !site.waypoints.empty() ? "waypoints"
                    : site.blockage           ? "blockage"
                                              : nullptr;
  if (key == nullptr) return;
  reject(site.where, key,
         fmt::format("is of terminals, and '{}' is a datacenter, which is reached by fibre: "
                     "remove it, or make it kind = \"remote\"",
                     site.name));
}

void check_street(const SiteSection& site) {
  const bool moves = site.motion != nullptr;
  if (!moves && !site.street->azimuth) {
    throw InputError(site.street->where.section(),
                     "a site that stands needs the direction of its street: add azimuth");
  }
  if (moves && site.street->azimuth) {
    reject(site.street->where, "azimuth",
           "is the direction of travel of a site that moves: remove it");
  }
}

void check_blockage(const BlockageSection& blockage) {
  const bool obstruction = blockage.model == BlockageModel::kObstruction;
  const bool environment = blockage.model == BlockageModel::kEnvironment;
  if (blockage.environment && !environment) {
    reject(blockage.where, "environment", "is of model = \"environment\": remove it");
  }
  const std::string_view key = blockage.line_of_sight     ? "line_of_sight"
                               : blockage.median_duration ? "median_duration"
                                                          : "";
  if (!key.empty() && !obstruction) {
    reject(blockage.where, key, "is of model = \"obstruction\": remove it");
  }
  if (obstruction && (!blockage.line_of_sight || !blockage.median_duration)) {
    throw InputError(blockage.where.section(),
                     "an obstruction needs both line_of_sight and median_duration");
  }
  if (environment && !blockage.environment) {
    throw InputError(blockage.where.section(),
                     "model = \"environment\" needs the name of one: add environment");
  }
}

void check_cells(const CellsSection& cells) {
  if (!cells.uplink && !cells.downlink && !cells.beams) {
    throw InputError(cells.where.section(),
                     "'cells' limits nothing: add uplink, downlink or beams, or remove it");
  }
  if (cells.background_load > 0 && !cells.uplink && !cells.downlink) {
    reject(cells.where, "background_load",
           "is a share of a cell's rates, and there are none: add uplink or downlink");
  }
  const double swing = cells.swing();
  if (cells.background_swing &&
      (swing > cells.background_load || cells.background_load + swing > kMaxBackgroundLoad)) {
    reject(cells.where, "background_swing",
           fmt::format("makes the background go from {:.3g} to {:.3g} of a cell's rate; it must "
                       "stay from 0 to {}",
                       cells.background_load - swing, cells.background_load + swing,
                       kMaxBackgroundLoad));
  }
}

}  // namespace

void check_terminals(const SiteSection& site) {
  if (site.kind == SiteKind::kDatacenter) {
    check_no_terminal_key(site);
    return;
  }
  if (site.min_elevation && !site.mask.empty()) {
    reject(site.where, "mask", "and 'min_elevation' both limit the elevation: keep one");
  }
  if (site.street) check_street(site);
  if (site.blockage) check_blockage(*site.blockage);
}

void check_access(const Scenario& scenario) {
  if (scenario.access.cells) check_cells(*scenario.access.cells);
}

}  // namespace orbitmesh
