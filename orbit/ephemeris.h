#pragma once

#include "core/time.h"
#include "core/vec3.h"

namespace orbitmesh {

/// Whether a position of an ephemeris is one: not the Earth's centre.
constexpr bool has_position(Vec3 r_ecef_m) { return dot(r_ecef_m, r_ecef_m) > 0.0; }

/// Positions of a fixed list of satellites over virtual time, in ECEF. Implementations
/// are immutable: any number of threads may ask at once. Times before the epoch are
/// allowed.
///
/// A satellite whose orbit has no position, such as one that has decayed, stands at the
/// Earth's centre: below the horizon of every site and behind the Earth for every other
/// satellite. Its velocity is zero.
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
