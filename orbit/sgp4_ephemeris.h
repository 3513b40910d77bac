#pragma once

#include <vector>

#include "orbit/element_set.h"
#include "orbit/ephemeris.h"
#include "orbit/epoch.h"
#include "orbit/sgp4.h"
#include "orbit/sgp4_batch.h"

namespace orbitmesh {

/// Objects of a catalogue under SGP4, turned from TEME to ECEF by Greenwich mean sidereal
/// time: docs/models/sgp4.md. An object without a position stands at the Earth's centre
/// (orbit/ephemeris.h) from then on and while the error lasts.
class Sgp4Ephemeris final : public Ephemeris {
 public:
  /// Virtual time 0 is `epoch`; satellites are numbered as in the list.
  Sgp4Ephemeris(Epoch epoch, const std::vector<ElementSet>& elements);

  int size() const override { return static_cast<int>(objects_.size()); }
  void positions_ecef_m(Time t, Vec3* out) const override;
  Vec3 position_ecef_m(int satellite, Time t) const override;
  Vec3 velocity_ecef_m_s(int satellite, Time t) const override;

 private:
  Epoch epoch_;
  Sgp4Batch batch_;
  std::vector<Sgp4> objects_;
};

}  // namespace orbitmesh
