#pragma once

#include <vector>

#include "orbit/environment/geomagnetic_cutoff.h"
#include "orbit/environment/rigidity_table.h"
#include "orbit/environment/solar_particle_event.h"
#include "orbit/environment/trapped_protons.h"
#include "orbit/environment/trapped_spectrum.h"
#include "orbit/epoch.h"
#include "orbit/geodetic.h"

namespace orbitmesh {

/// What varies with the Sun.
struct SolarConditions {
  /// 0 at the minimum of the cycle (AP-8 MIN, W = 15), 1 at its maximum (AP-8 MAX, W = 100).
  double activity = 0;
  std::vector<SolarParticleEvent> events;
};

/// Particles at a place and time: omnidirectional fluxes [1/(cm2 s)] without a shield.
struct ParticleFluxes {
  TrappedSpectrum trapped;
  double galactic_protons_cm2_s = 0;  ///< above 10 MeV
  double solar_protons_cm2_s = 0;     ///< above 10 MeV
  double l_shell = 0;                 ///< McIlwain's L
  double cutoff_GV = 0;
};

/// The radiation around the Earth between 300 and 1,200 km: trapped protons, galactic cosmic
/// rays and solar particle events behind the geomagnetic field and the Earth itself. Immutable.
class SpaceEnvironment {
 public:
  /// Virtual time 0 is `epoch`. Loads the built-in tables.
  SpaceEnvironment(Epoch epoch, const SolarConditions& sun);

  ParticleFluxes at(Geodetic place, Time t) const;

  Epoch epoch() const { return epoch_; }
  const SolarConditions& sun() const { return sun_; }
  const TrappedProtons& trapped() const { return trapped_; }
  const GeomagneticCutoff& cutoff() const { return cutoff_; }
  /// Whether any event disturbs the magnetosphere at a time: from its start until its intensity
  /// has decayed five times by e.
  Magnetosphere magnetosphere(Time t) const;
  /// Sum of the events' intensities, in worst days.
  double solar_intensity(Time t) const;

 private:
  Epoch epoch_;
  SolarConditions sun_;
  TrappedProtons trapped_;
  GeomagneticCutoff cutoff_;
  RigidityTable above_10MeV_;  // galactic, then solar
};

}  // namespace orbitmesh
