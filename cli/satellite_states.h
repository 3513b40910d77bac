#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "cli/constellation_source.h"
#include "core/fields.h"
#include "core/vec3.h"
#include "orbit/geodetic.h"
#include "orbit/sgp4.h"
#include "orbit/sgp4_batch.h"

namespace orbitmesh {

/// Frame in which a state is printed.
enum class StateFrame { kTeme, kEcef, kGeodetic };

constexpr std::array<EnumName<StateFrame>, 3> enum_names(StateFrame) {
  return {{{StateFrame::kTeme, "teme"},
           {StateFrame::kEcef, "ecef"},
           {StateFrame::kGeodetic, "geodetic"}}};
}

/// Position and velocity of one satellite at one instant, in one frame.
struct SatelliteState {
  int satellite = 0;  ///< number in the source
  Vec3 r_m;
  Vec3 v_m_s;
  Geodetic geodetic;  ///< in the geodetic frame alone
  Sgp4Error error = Sgp4Error::kNone;
};

/// States of chosen satellites of a source: by SGP4 for element sets, by the J2 model for a
/// preset.
class SatelliteStates {
 public:
  /// `satellites` are numbers in `source`, which must outlive this.
  SatelliteStates(const ConstellationSource& source, std::vector<int> satellites);

  /// In the order of the chosen satellites.
  const std::vector<SatelliteState>& at(Epoch epoch, StateFrame frame);

 private:
  void propagate_elements(Epoch epoch, StateFrame frame);
  void propagate_preset(Epoch epoch, StateFrame frame);

  const ConstellationSource& source_;
  std::vector<int> satellites_;
  std::optional<Sgp4Batch> batch_;        // element sets
  std::unique_ptr<Ephemeris> ephemeris_;  // preset
  std::vector<Vec3> r_teme_m_;
  std::vector<Vec3> v_teme_m_s_;
  std::vector<Sgp4Error> errors_;
  std::vector<SatelliteState> states_;
};

}  // namespace orbitmesh
