#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/sourced.h"
#include "orbit/walker.h"

namespace orbitmesh {

/// A shell of a preset, with what is known of it.
struct PresetShell {
  double altitude_km = 0.0;
  double inclination_deg = 0.0;
  int planes = 0;
  int per_plane = 0;
  int phasing = 0;
  double raan_span_deg = 360.0;
  Confidence orbits = Confidence::kGuess;  ///< of altitude, inclination, planes and satellites
  Confidence phasing_confidence = Confidence::kGuess;
};

/// A named constellation as Walker shells: docs/models/presets.md.
struct ConstellationPreset {
  std::string_view name;     ///< "starlink-gen1"
  std::string_view summary;  ///< what it is, in one line
  std::string_view source;   ///< of the orbits
  std::string_view phasing_source;
  std::vector<PresetShell> shells;
};

/// All presets, in the order of their page.
const std::vector<ConstellationPreset>& constellation_presets();

std::vector<std::string_view> preset_names();

/// Null for an unknown name.
const ConstellationPreset* find_preset(std::string_view name);

/// The shells of a preset, named by altitude and inclination ("550km-53.0deg"). Throws
/// InputError with a suggestion for an unknown name.
std::vector<WalkerShell> preset_shells(std::string_view name);

}  // namespace orbitmesh
