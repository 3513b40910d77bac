#include "mesh/phy/cloud_attenuation.h"

#include "core/math.h"
#include "mesh/phy/radio_units.h"

namespace orbitmesh {

double cloud_liquid_coefficient(Frequency frequency, double temperature_K) {
  const double f = to_GHz(frequency);
  const double excess = 300.0 / temperature_K - 1.0;
  const double eps0 = 77.66 + 103.3 * excess;
  const double eps1 = 0.0671 * eps0;
  constexpr double kEps2 = 3.52;
  // Principal and secondary relaxation frequency of water [GHz].
  const double fp = 20.20 - 146.0 * excess + 316.0 * excess * excess;
  const double fs = 39.8 * fp;
  const double principal = 1.0 + (f / fp) * (f / fp);
  const double secondary = 1.0 + (f / fs) * (f / fs);
  const double eps_real = (eps0 - eps1) / principal + (eps1 - kEps2) / secondary + kEps2;
  const double eps_imaginary =
      f * (eps0 - eps1) / (fp * principal) + f * (eps1 - kEps2) / (fs * secondary);
  const double eta = (2.0 + eps_real) / eps_imaginary;
  return 0.819 * f / (eps_imaginary * (1.0 + eta * eta));
}

double cloud_attenuation_dB(Frequency frequency, double liquid_column_kg_m2, double elevation_rad) {
  constexpr double kReduced_K = 273.15;
  return liquid_column_kg_m2 * cloud_liquid_coefficient(frequency, kReduced_K) /
         math::sin(elevation_rad);
}

}  // namespace orbitmesh
