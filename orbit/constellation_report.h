#pragma once

#include <optional>
#include <string>
#include <vector>

#include "orbit/catalogue_shells.h"
#include "orbit/element_set.h"
#include "orbit/walker_fit.h"

namespace orbitmesh {

/// A catalogue's shells in figures.
struct ConstellationReport {
  struct ShellRow {
    std::string label;  ///< "550km-53.0deg"
    double altitude_m = 0.0;
    double inclination_rad = 0.0;
    int planes = 0;
    int satellites = 0;
    int links_in_plane = 0;
    int links_across = 0;
    std::optional<WalkerFit> pattern;
  };
  struct LeftOutRow {
    LeftOut why = LeftOut::kAwayFromShells;
    int objects = 0;
    std::string example;  ///< name of the first, or its catalogue number
  };
  std::vector<ShellRow> shells;      ///< the largest first
  std::vector<LeftOutRow> left_out;  ///< in the order of LeftOut, none without objects
  int element_sets = 0;
  int in_grid = 0;         ///< objects with a place in a shell
  int without_lasers = 0;  ///< objects that fly without a place

  /// Objects that do not fly: element_sets - in_grid - without_lasers.
  int without_position() const { return element_sets - in_grid - without_lasers; }
};

/// `found` is what find_shells() made of `elements`.
ConstellationReport constellation_report(const std::vector<ElementSet>& elements,
                                         const CatalogueShells& found);

}  // namespace orbitmesh
