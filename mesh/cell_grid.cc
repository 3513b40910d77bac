#include "mesh/cell_grid.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "core/units.h"
#include "orbit/earth.h"

namespace orbitmesh {
namespace {

std::int32_t nearest(double x) { return static_cast<std::int32_t>(std::floor(x + 0.5)); }

std::int32_t place_in(double share, std::int32_t count) {
  return std::clamp(static_cast<std::int32_t>(std::floor(share * count)), 0, count - 1);
}

}  // namespace

Cell cell_at(Geodetic place) {
  const std::int32_t rows = nearest(kPi * kEarthMeanRadius_m / kCellWidth_m);
  Cell cell;
  cell.row = place_in(place.lat_rad / kPi + 0.5, rows);
  const double middle_rad = kPi * ((cell.row + 0.5) / rows - 0.5);
  const double round_m = 2 * kPi * kEarthMeanRadius_m * math::cos(middle_rad);
  const std::int32_t columns = std::max(1, nearest(round_m / kCellWidth_m));
  cell.column = place_in(place.lon_rad / (2 * kPi) + 0.5, columns);
  return cell;
}

}  // namespace orbitmesh
