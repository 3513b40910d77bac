#pragma once

#include "core/vec3.h"

namespace orbitmesh {

/// A position on or above the WGS84 ellipsoid.
struct Geodetic {
  double lat_rad = 0.0;   ///< geodetic latitude, [-pi/2, pi/2], north positive
  double lon_rad = 0.0;   ///< longitude, [-pi, pi], east positive
  double height_m = 0.0;  ///< above the ellipsoid
};

Vec3 geodetic_to_ecef_m(Geodetic position);

/// Inverse of geodetic_to_ecef_m(), within 1e-6 m from 10 km below the ellipsoid up to
/// geostationary height; the longitude of a point on the axis is 0. Bowring's iteration
/// (Survey Review 23, 1976). Precondition: at least 100 km from the Earth's centre.
Geodetic ecef_to_geodetic(Vec3 r_ecef_m);

/// Great-circle distance over a sphere of the Earth's mean radius [m], heights ignored.
/// Within 0.56 % of the geodesic on the ellipsoid.
double great_circle_distance_m(Geodetic a, Geodetic b);

}  // namespace orbitmesh
