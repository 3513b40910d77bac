#pragma once

#include <cmath>
#include <vector>

#include "core/units.h"
#include "orbit/earth.h"
#include "orbit/environment/circular_orbit.h"

namespace orbitmesh {

/// An orbit by its height above the equatorial radius.
inline CircularOrbit orbit_at(double height_km, double inclination_deg) {
  return {kEarthEquatorialRadius_m + height_km * 1e3, inclination_deg * kDegree};
}

/// Mean of `f(GridPoint)` over an orbit.
template <class F>
double orbit_mean(const CircularOrbit& orbit, const F& f) {
  double sum = 0;
  const std::vector<GridPoint> places = orbit_places(orbit);
  for (const GridPoint& place : places) sum += f(place);
  return sum / static_cast<double>(places.size());
}

}  // namespace orbitmesh
