#pragma once

#include "core/vec3.h"
#include "orbit/earth.h"

namespace orbitmesh {

/// Closed forms over a spherical Earth. Its default radius is the equatorial one, from
/// which orbit altitudes are counted.

/// Distance at which a satellite at `altitude_m` stands at `elevation_rad` [m]: the
/// greatest slant range under that minimum elevation.
double max_slant_range_m(double altitude_m, double elevation_rad,
                         double earth_radius_m = kEarthEquatorialRadius_m);

/// Longest inter-satellite link between two satellites at `altitude_m` that stays above
/// `grazing_altitude_m` [m]; 0 when the satellites are not above it themselves. 5,017 km
/// at 550 km and 80 km (5,014 km with a radius of 6,371 km).
double max_isl_range_m(double altitude_m, double grazing_altitude_m,
                       double earth_radius_m = kEarthEquatorialRadius_m);

/// Whether the straight segment from a to b stays at or above `grazing_altitude_m`.
bool line_of_sight(Vec3 r_a_ecef_m, Vec3 r_b_ecef_m, double grazing_altitude_m,
                   double earth_radius_m = kEarthEquatorialRadius_m);

}  // namespace orbitmesh
