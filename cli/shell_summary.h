#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/constellation_source.h"
#include "core/sourced.h"
#include "core/units.h"
#include "orbit/constellation_report.h"

namespace orbitmesh {

/// How far the figures of a preset's shell can be trusted.
struct ShellConfidence {
  Confidence orbits = Confidence::kGuess;
  Confidence phasing = Confidence::kGuess;
};

/// What `orbitmesh constellation` says about one shell.
struct ShellSummary {
  struct Plane {
    double raan_rad = 0.0;
    int satellites = 0;
  };
  std::string label;
  double altitude_m = 0.0;
  double inclination_rad = 0.0;
  std::vector<Plane> planes;
  int satellites = 0;
  int links_in_plane = 0;
  int links_across = 0;
  std::optional<WalkerFit> pattern;
  double raan_span_rad = 2 * kPi;             ///< over which the pattern's planes are spread
  std::optional<ShellConfidence> confidence;  ///< of a preset
};

/// What a preset is and where its figures come from.
struct PresetSummary {
  std::string name;
  std::string summary;
  std::string source;
  std::string phasing_source;
};

struct ConstellationSummary {
  std::string epoch;
  std::optional<PresetSummary> preset;
  int satellites = 0;
  std::vector<ShellSummary> shells;
  std::vector<ConstellationReport::LeftOutRow> left_out;  ///< of a file
};

/// The shells of a preset, or those found in a file at its reference epoch.
ConstellationSummary summarise(const ConstellationSource& source);

std::string constellation_json(const ConstellationSummary& summary);

}  // namespace orbitmesh
