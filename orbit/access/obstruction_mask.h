#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace orbitmesh {

/// The sky over a site in cells of azimuth and elevation, each free or blocked by trees,
/// walls, terrain.
class ObstructionMask {
 public:
  /// Reads a table of comma-separated values in degrees. The first line holds the azimuths
  /// at which the columns begin, from 0 ascending below 360, after one field of any text;
  /// every further line the elevation at which its row begins, from 0 ascending below 90,
  /// then for each column 0 (free) or 1 (blocked):
  ///
  ///     elevation_deg,0,90,180,270
  ///     0,1,1,0,1
  ///     20,0,1,0,0
  ///
  /// A column reaches to the next or to 360 deg, a row to the next or to the zenith; what is
  /// below the horizon counts as the lowest row. Bounds: 1,440 columns, 360 rows. Throws
  /// InputError with file, line and column for anything else; `file` stands in messages.
  static ObstructionMask from_csv(std::string_view text, const std::string& file);

  /// `azimuth_rad` in [0, 2 pi), `elevation_rad` in [-pi/2, pi/2].
  bool blocked(double azimuth_rad, double elevation_rad) const;
  int columns() const { return static_cast<int>(azimuths_deg_.size()); }
  int rows() const { return static_cast<int>(elevations_deg_.size()); }

 private:
  ObstructionMask() = default;

  std::vector<double> azimuths_deg_;    // beginnings of columns
  std::vector<double> elevations_deg_;  // beginnings of rows
  std::vector<bool> blocked_;           // row by row
};

}  // namespace orbitmesh
