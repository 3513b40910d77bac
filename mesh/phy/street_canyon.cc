#include "mesh/phy/street_canyon.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace orbitmesh {

double street_canyon_mask_rad(const StreetCanyon& street, double azimuth_rad, double heading_rad) {
  const double rise_m = std::max(0.0, street.building_height_m - street.antenna_height_m);
  const double across = std::fabs(math::sin(azimuth_rad - heading_rad));
  return math::atan(rise_m * across / (street.width_m / 2.0));
}

}  // namespace orbitmesh
