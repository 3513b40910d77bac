#pragma once

#include "mesh/phy/radio_units.h"

namespace orbitmesh {

/// Tilt of the polarisation against the horizontal [rad] that stands for a circular one.
inline constexpr double kCircularTilt_rad = 45.0 * kDegree;

/// A carrier as rain sees it.
struct Carrier {
  Frequency frequency;                               ///< 1 to 1000 GHz
  double polarisation_tilt_rad = kCircularTilt_rad;  ///< 0 horizontal, pi/2 vertical
};

/// The power law k R^alpha between rain rate [mm/h] and attenuation [dB/km].
struct RainPowerLaw {
  double k = 0;
  double alpha = 1;
};

/// Rec. ITU-R P.838-3, equations 2 to 5 with tables 1 to 4.
RainPowerLaw rain_power_law(const Carrier& carrier, double elevation_rad);

/// Attenuation per kilometre of rain; 0 without rain.
double rain_specific_attenuation_dB_km(const RainPowerLaw& law, RainRate rain);

}  // namespace orbitmesh
