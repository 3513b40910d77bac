#pragma once

#include <vector>

namespace orbitmesh {

/// Lowest elevation at which a site may use a satellite, the same all around or by azimuth.
class ElevationMask {
 public:
  struct Point {
    double azimuth_rad = 0.0;    ///< from north over east, [0, 2 pi)
    double elevation_rad = 0.0;  ///< [-pi/2, pi/2]
  };

  /// The same elevation at every azimuth. Throws InputError outside [-90, 90] deg.
  explicit ElevationMask(double elevation_rad);
  /// Linear between the points and, across north, between the last and the first. Throws
  /// InputError for no point or more than 3,600, for angles out of range, and for azimuths
  /// that do not ascend.
  explicit ElevationMask(std::vector<Point> points);

  /// Elevation at an azimuth in [0, 2 pi) [rad].
  double at(double azimuth_rad) const;
  double lowest_rad() const { return lowest_rad_; }

 private:
  std::vector<Point> points_;
  double lowest_rad_ = 0.0;
};

}  // namespace orbitmesh
