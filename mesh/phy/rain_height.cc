#include "mesh/phy/rain_height.h"

#include <algorithm>

#include "core/units.h"

namespace orbitmesh {

double default_rain_height_m(double lat_rad) {
  const double lat_deg = lat_rad / kDegree;
  if (lat_deg > 23.0) return std::max(0.0, 5000.0 - 75.0 * (lat_deg - 23.0));
  if (lat_deg < -21.0) return std::max(0.0, 5000.0 + 100.0 * (lat_deg + 21.0));
  return 5000.0;
}

}  // namespace orbitmesh
