#pragma once

#include <cstdint>
#include <tuple>

#include "orbit/geodetic.h"

namespace orbitmesh {

/// A cell of the ground that the beams of a satellite serve as a whole.
struct Cell {
  std::int32_t row = 0;     ///< of latitude, from the south pole
  std::int32_t column = 0;  ///< of longitude, eastwards from 180 deg west

  friend bool operator==(Cell a, Cell b) { return a.row == b.row && a.column == b.column; }
  friend bool operator!=(Cell a, Cell b) { return !(a == b); }
  friend bool operator<(Cell a, Cell b) {
    return std::tie(a.row, a.column) < std::tie(b.row, b.column);
  }
};

/// Width of a Starlink cell [m].
inline constexpr double kCellWidth_m = 24e3;

/// The cell that holds a place. Rows are kCellWidth_m high, to within 0.1 %; each is cut from
/// 180 deg west into as many equal columns as are nearest to that width in its middle.
Cell cell_at(Geodetic place);

}  // namespace orbitmesh
