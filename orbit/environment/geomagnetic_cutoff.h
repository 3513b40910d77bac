#pragma once

#include <vector>

#include "orbit/environment/grid_point.h"

namespace orbitmesh {

/// State of the magnetosphere: during a storm, cutoffs of a higher latitude hold.
enum class Magnetosphere { kQuiet, kStormy };

/// Lowest rigidity of a particle that reaches a place through the Earth's magnetic field, from
/// McIlwain's L: Rc = 14.9 GV / L^2, and 0 beyond L = 5.1. Same from all directions.
///
/// L comes from a grid at 550 km in IGRF-14 of 2025.0, bilinear, and grows with the distance
/// from the Earth's centre, as along a dipole's radius. During a storm L is that of an invariant
/// latitude acos(1/sqrt(L)) 5 deg higher. See docs/models/gcr.md.
class GeomagneticCutoff {
 public:
  GeomagneticCutoff();

  /// McIlwain's L [Earth radii] at a height of 0 to 2,000 km; 60 stands for all above it.
  float l_shell(GridPoint where) const;
  /// [GV]
  float rigidity_GV(GridPoint where, Magnetosphere state) const {
    return rigidity_of_l_GV(l_shell(where), state);
  }
  static float rigidity_of_l_GV(float l_shell, Magnetosphere state);

 private:
  std::vector<float> l_550km_;
};

/// Largest rigidity_GV() that there is, rounded up.
inline constexpr double kHighestCutoff_GV = 18.0;

/// Share of the sky that the Earth leaves free at a height: 0.695 at 550 km. No atmosphere.
float unshadowed_share(float height_km);

/// Rest energy of the proton (CODATA 2018).
inline constexpr double kProtonMass_GeV = 0.93827209;

/// Kinetic energy of a proton of a rigidity, and back.
double proton_energy_MeV(double rigidity_GV);
double proton_rigidity_GV(double energy_MeV);

}  // namespace orbitmesh
