#pragma once

#include <cmath>

#include "core/vec3.h"
#include "orbit/geodetic.h"

namespace orbitmesh {

/// A place over the Earth in the units of the radiation grids, geodetic (WGS84).
struct GridPoint {
  float lat_deg = 0;    ///< [-90, 90], north positive
  float lon_deg = 0;    ///< [-180, 180], east positive
  float height_km = 0;  ///< above the ellipsoid
};

GridPoint grid_point(Geodetic place);

/// The same from a position in ECEF [m], at a fraction of ecef_to_geodetic()'s cost: one step
/// of Bowring's formula (Survey Review 23, 1976) without angles, and a polynomial for the arc
/// tangents (Abramowitz and Stegun 4.4.49, error below 2e-8 rad). Within 1e-4 deg and 10 m
/// of it from the ground up to 2,000 km. Plain arithmetic: the same bits on every CPU.
void grid_points(const Vec3* r_ecef_m, int count, GridPoint* out);

}  // namespace orbitmesh
