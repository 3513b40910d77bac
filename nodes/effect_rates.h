#pragma once

#include <vector>

#include "core/time.h"
#include "inference/device_profile.h"
#include "orbit/environment/aluminium_shield.h"
#include "orbit/environment/circular_orbit.h"
#include "orbit/environment/space_environment.h"

namespace orbitmesh {

/// Rates of the effects of one device behind one shield, by place and time:
///
/// lambda = int sigma(E) (-dJ/dE) dE over trapped, galactic and solar protons behind the shield,
/// plus int Phi'(L) int_0.2^1 u sigma(L / u) du dL over galactic ions (effective-LET
/// approximation).
///
/// Everything that does not depend on the place is folded when this is made: the trapped protons
/// into one grid over latitude, longitude and height, the others into tables over the cutoff
/// rigidity. docs/models/device-effects.md.
class EffectRates {
 public:
  /// The environment must outlive this.
  EffectRates(const SpaceEnvironment& environment, const DeviceProfile& device,
              const AluminiumShield& shield);

  /// Rates [1/s] of each effect at some places at one time, in the order of the profile: of one
  /// device, or of one bit for upsets. `places` are those of the Earth at that time.
  void at(const GridPoint* places, int count, Time t, GridLanes* out) const;

  /// Mean of an orbit without solar particle events [1/s].
  GridLanes orbit_mean(const CircularOrbit& orbit) const;

  /// Bounds of the rates around a height without solar particle events [1/s].
  GridLanes peak(float height_km) const;

 private:
  void fold_trapped(const DeviceProfile& device, const AluminiumShield& shield);
  void fold_rays(const DeviceProfile& device, const AluminiumShield& shield);

  const SpaceEnvironment& environment_;
  GeodeticGrid trapped_;     // by the longitudes of the model's epoch
  RigidityTable galactic_;   // without the Earth's shadow
  RigidityTable worst_day_;  // the same
};

}  // namespace orbitmesh
