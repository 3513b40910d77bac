#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "orbit/epoch.h"
#include "scenarios/sections/constellation_section.h"

namespace orbitmesh {

/// What a run took from one catalogue file.
struct CatalogueInfo {
  std::string constellation;
  std::string file;    ///< as the scenario names it
  std::string digest;  ///< of the file's bytes
  std::int64_t element_sets = 0;
  std::int64_t shells = 0;
  std::int64_t in_grid = 0;           ///< satellites with a place in a shell
  std::int64_t without_lasers = 0;    ///< satellites without one
  std::int64_t without_position = 0;  ///< objects that do not fly
  /// What to know before trusting it, one sentence each: records replaced and rejected,
  /// objects left out and why, element sets far from the epoch.
  std::vector<std::string> remarks;
};

/// Of a resolved section with a catalogue; `epoch` is the scenario's.
CatalogueInfo catalogue_info(const ConstellationSection& section, Epoch epoch);

}  // namespace orbitmesh
