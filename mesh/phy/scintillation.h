#pragma once

#include "core/units.h"

namespace orbitmesh {

/// A receiving dish, which averages scintillation over its aperture.
struct Aperture {
  double diameter_m = 0.5;
  double efficiency = 0.5;  ///< (0, 1]; P.618's value for the conservative case
};

/// Standard deviation of the amplitude that tropospheric scintillation gives [dB], for 4 to
/// 55 GHz and elevations of at least 5 deg. `wet_refractivity` is the median wet term
/// N_wet of Rec. ITU-R P.453 in a month or more: about 20 in dry cold, 130 in the tropics.
/// Rec. ITU-R P.618-13, section 2.4.1, with a turbulent layer of 1 km.
double scintillation_deviation_dB(Frequency frequency, double elevation_rad,
                                  const Aperture& aperture, double wet_refractivity);

/// Fade depth exceeded for `percent` of the time, 0.01 to 50 %, for that deviation.
double scintillation_fade_dB(double deviation_dB, double percent);

}  // namespace orbitmesh
