#include "mesh/fibre_link.h"

#include "core/units.h"

namespace orbitmesh {

Duration fibre_delay(Geodetic a, Geodetic b) {
  const double route_m = great_circle_distance_m(a, b) * kFibreRouteFactor;
  return Duration::from_seconds(route_m / (kFibreVelocityFactor * kSpeedOfLight_m_s));
}

}  // namespace orbitmesh
