#pragma once

namespace orbitmesh {

/// How strong the radiation is at a satellite, of what everybody can know: its orbit, the map of
/// trapped protons and the flux of solar ones.
enum class RadiationZone {
  kQuiet,
  kAnomaly,  ///< among many trapped protons: the South Atlantic Anomaly
  kStorm,    ///< among many solar protons
};

}  // namespace orbitmesh
