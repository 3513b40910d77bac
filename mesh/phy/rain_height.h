#pragma once

namespace orbitmesh {

/// Mean height of rain above sea level for a mean height of the 0 degC isotherm:
/// 360 m more (Rec. ITU-R P.839-4, equation 1).
constexpr double rain_height_above_isotherm_m(double isotherm_m) { return isotherm_m + 360.0; }

/// Mean rain height above sea level by latitude alone, [-pi/2, pi/2], for places without
/// a local value (Rec. ITU-R P.839-2): 5 km in the tropics, less towards the poles.
double default_rain_height_m(double lat_rad);

}  // namespace orbitmesh
