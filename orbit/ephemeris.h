#pragma once

#include "core/time.h"
#include "core/vec3.h"

namespace orbitmesh {

/// Positions of a fixed list of satellites over virtual time, in ECEF. Implementations
/// are immutable: any number of threads may ask at once. Times before the epoch are
/// allowed.
class Ephemeris {
 public:
  virtual ~Ephemeris() = default;

  /// Number of satellites.
  virtual int size() const = 0;
  /// Writes every satellite's position [m] to out[0] ... out[size() - 1].
  virtual void positions_ecef_m(Time t, Vec3* out) const = 0;
  /// The same bits as the satellite's element of positions_ecef_m().
  /// Precondition: 0 <= satellite < size().
  virtual Vec3 position_ecef_m(int satellite, Time t) const = 0;
  /// Velocity relative to the rotating frame [m/s].
  virtual Vec3 velocity_ecef_m_s(int satellite, Time t) const = 0;
};

}  // namespace orbitmesh
