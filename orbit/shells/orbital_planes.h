#pragma once

#include <vector>

#include "core/vec3.h"

namespace orbitmesh {

/// Where an object stands on its orbit, both in [0, 2 pi).
struct OrbitPhase {
  double raan_rad = 0.0;
  double argument_of_latitude_rad = 0.0;
};

/// Of the osculating orbit. Precondition: position and velocity are not parallel.
OrbitPhase orbit_phase(Vec3 r_teme_m, Vec3 v_teme_m_s);

/// Satellites that follow one another on one orbit.
struct OrbitalPlane {
  double raan_rad = 0.0;     ///< mean of its members, [0, 2 pi)
  std::vector<int> members;  ///< in ascending argument of latitude
};

/// Satellites whose RAANs lie within this of each other share a plane.
inline constexpr double kPlaneWidth_deg = 1.7;

/// Puts the objects `members` (indices of `phases`) into planes, ascending in RAAN; each
/// has a place.
std::vector<OrbitalPlane> find_planes(const std::vector<OrbitPhase>& phases,
                                      const std::vector<int>& members);

/// The difference of two angles as an angle without sign, in [0, pi].
double separation_rad(double a_rad, double b_rad);

}  // namespace orbitmesh
