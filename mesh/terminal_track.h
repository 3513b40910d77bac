#pragma once

#include <cstddef>
#include <vector>

#include "core/time.h"
#include "core/vec3.h"
#include "orbit/geodetic.h"

namespace orbitmesh {

/// Where a moving terminal is at a time.
struct TrackPoint {
  Time at;
  Geodetic place;
};

/// The way of a moving terminal: great circles between points, each at constant speed, with
/// straight lines between their heights. It stands at the first point before that one's time,
/// and at the last one after it. Immutable: docs/models/moving-terminals.md.
class TerminalTrack {
 public:
  static constexpr std::size_t kMaxPoints = 100'000;
  static constexpr double kMaxSpeed_m_s = 1'000;
  static constexpr double kMaxLeg_m = 10'000e3;  ///< far from where great circles are undefined

  /// Throws InputError that counts the points from 1: for none or too many, times that do not
  /// ascend, and a leg that is too long or too fast.
  explicit TerminalTrack(std::vector<TrackPoint> points);

  Geodetic at(Time t) const;
  /// Direction of travel, clockwise from north, [0, 2 pi). While it stands, that of the leg
  /// before or, where it has not moved yet, of the first; 0 where it never moves.
  double heading_rad(Time t) const;
  const std::vector<TrackPoint>& points() const { return points_; }

 private:
  struct Leg {
    Vec3 from;    // unit vector of the first point
    Vec3 toward;  // at right angles to it in the plane of the great circle; 0: it stands
    double angle_rad = 0;
  };
  void add_leg(std::size_t number);
  std::size_t leg_at(Time t) const;
  double travelled_rad(std::size_t leg, Time t) const;

  std::vector<TrackPoint> points_;
  std::vector<Leg> legs_;  // one fewer
};

}  // namespace orbitmesh
