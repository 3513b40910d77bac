#include "mesh/phy/scintillation.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "mesh/phy/radio_units.h"

namespace orbitmesh {
namespace {

// Equation 46: what the aperture leaves of the deviation at a point.
double aperture_averaging(double x) {
  if (x >= 7.0) return 0.0;
  const double square =
      3.86 * math::pow(x * x + 1.0, 11.0 / 12.0) * math::sin(11.0 / 6.0 * math::atan2(1.0, x)) -
      7.08 * math::pow(x, 5.0 / 6.0);
  return std::sqrt(std::max(0.0, square));
}

}  // namespace

double scintillation_deviation_dB(Frequency frequency, double elevation_rad,
                                  const Aperture& aperture, double wet_refractivity) {
  constexpr double kTurbulentLayer_m = 1000.0;
  const double f_GHz = to_GHz(frequency);
  const double s = math::sin(elevation_rad);
  const double path_m = 2.0 * kTurbulentLayer_m / (std::sqrt(s * s + 2.35e-4) + s);
  const double effective_diameter_squared_m2 =
      aperture.efficiency * aperture.diameter_m * aperture.diameter_m;
  const double x = 1.22 * effective_diameter_squared_m2 * f_GHz / path_m;
  const double reference_dB = 3.6e-3 + 1e-4 * wet_refractivity;
  return reference_dB * math::pow(f_GHz, 7.0 / 12.0) * aperture_averaging(x) / math::pow(s, 1.2);
}

double scintillation_fade_dB(double deviation_dB, double percent) {
  constexpr double kLn10 = 2.302585092994046;
  const double lg = math::log(percent) / kLn10;
  return deviation_dB * (((-0.061 * lg + 0.072) * lg - 1.71) * lg + 3.0);
}

}  // namespace orbitmesh
