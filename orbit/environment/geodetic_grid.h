#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "orbit/environment/grid_point.h"

namespace orbitmesh {

/// Quantities that a GeodeticGrid holds side by side; unused ones are 0.
inline constexpr std::size_t kGridLanes = 8;
struct alignas(32) GridLanes {
  std::array<float, kGridLanes> at{};
};

/// Up to eight quantities that are never negative, on nodes every 2 deg of latitude and
/// longitude and at given heights. Between nodes they are bilinear in latitude and longitude
/// and log-linear in height, so that 0 at one end means 0 between. Below the lowest and above the
/// highest layer they are those of that layer.
class GeodeticGrid {
 public:
  static constexpr int kLatitudes = 91;    ///< -90 to 90 deg
  static constexpr int kLongitudes = 180;  ///< -180 to 178 deg
  static constexpr float kPitch_deg = 2.0;

  /// `heights_km` ascend; at least two. All quantities are 0.
  explicit GeodeticGrid(std::vector<float> heights_km);

  int layers() const { return static_cast<int>(heights_km_.size()); }
  const std::vector<float>& heights_km() const { return heights_km_; }
  const GridLanes& node(int layer, int lat, int lon) const {
    return nodes_[index(layer, lat, lon)];
  }
  /// For one lane after the other; 0 <= lon < kLongitudes.
  void set(int layer, int lat, int lon, const GridLanes& values);

  /// At a place whose longitude lies in [-180, 180].
  void sample(GridPoint where, GridLanes& out) const;
  /// Largest node of one quantity among the layers around a height.
  float peak(std::size_t lane, float height_km) const;

 private:
  // The first column stands again after the last, so that no cell wraps round.
  static constexpr int kColumns = kLongitudes + 1;
  static constexpr std::size_t kCells = std::size_t{kLatitudes - 1} * kLongitudes;
  static std::size_t index(int layer, int lat, int lon) {
    return (static_cast<std::size_t>(layer) * kLatitudes + static_cast<std::size_t>(lat)) *
               kColumns +
           static_cast<std::size_t>(lon);
  }
  /// The cell around a place and where in it the place is, from 0 to 1.
  struct Cell {
    int lat;
    int lon;
    float north;
    float east;
  };
  static Cell cell_of(GridPoint where);
  GridLanes flat(int layer, const Cell& cell) const;
  int layer_below(float height_km) const;
  void mark_cells(int layer, int lat, int lon);

  std::vector<float> heights_km_;
  std::vector<GridLanes> nodes_;
  std::vector<std::uint8_t> active_;  // a cell between two layers that is not 0 everywhere
};

}  // namespace orbitmesh
