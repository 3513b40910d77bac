#pragma once

#include <string>

#include "core/units.h"

namespace orbitmesh {

/// A shell of circular orbits in Walker's arrangement i:T/P/F (J. G. Walker, "Satellite
/// constellations", JBIS 37, 1984), T = planes x per_plane.
struct WalkerShell {
  std::string name;
  double altitude_m = 550e3;              ///< above the equatorial radius, 160 km to 50,000 km
  double inclination_rad = 53 * kDegree;  ///< [0, pi]
  int planes = 72;                        ///< P, 1 to 1000
  int per_plane = 22;                     ///< S, 1 to 1000
  int phasing = 39;                       ///< F, 0 to P - 1
  double raan_span_rad = 2 * kPi;         ///< 2 pi: Walker delta; pi: Walker star; (0, 2 pi]
  double raan_offset_rad = 0.0;           ///< RAAN of plane 0 at the epoch

  int size() const { return planes * per_plane; }
  /// Semi-major axis [m]: equatorial radius + altitude.
  double semi_major_axis_m() const;
  /// Whether the last plane is as close to the first as to the one before it.
  bool closed() const;
};

/// Throws InputError naming the shell and the member that is out of its range.
void validate(const WalkerShell& shell);

/// Where a satellite of a shell stands at the epoch, both in [0, 2 pi).
struct WalkerSlot {
  double raan_rad = 0.0;
  double argument_of_latitude_rad = 0.0;
};

/// RAAN = offset + plane * span / P; argument of latitude = 2 pi (slot / S + plane * F /
/// (P S)).
WalkerSlot walker_slot(const WalkerShell& shell, int plane, int slot);

}  // namespace orbitmesh
