#pragma once

#include "mesh/phy/rain_specific_attenuation.h"

namespace orbitmesh {

/// The part of an Earth-space path that rain can fill.
struct RainPath {
  double lat_rad = 0;           ///< of the station
  double elevation_rad = 0;     ///< (0, pi/2]
  double station_height_m = 0;  ///< above sea level
  double rain_height_m = 0;     ///< above sea level; see mesh/phy/rain_height.h
};

/// Length from the station up to the rain height; 0 for a station above it.
double slant_length_below_rain_m(const RainPath& path);

/// Attenuation exceeded for `percent` of an average year, 0.001 to 5 %, at a place with
/// the rain rate `r001` for 0.01 % of it. Rec. ITU-R P.618-13, section 2.2.1.1; up to 55 GHz.
double exceeded_rain_attenuation_dB(const RainPath& path, const Carrier& carrier, RainRate r001,
                                    double percent);

/// Attenuation while it rains at rate `rain` at the station: specific attenuation times
/// an effective path. P.618 gives effective paths for yearly statistics; the one it has
/// for R_0.01 = `rain` is taken here, at most the path below the rain height. See
/// docs/models/rain-attenuation.md.
double rain_attenuation_dB(const RainPath& path, const Carrier& carrier, RainRate rain);

}  // namespace orbitmesh
