#include "mesh/phy/path_attenuation.h"

#include <cmath>

namespace orbitmesh {

double PathAttenuation::total_dB() const {
  const double water_dB = rain_dB + cloud_dB;
  return gas_dB + std::sqrt(water_dB * water_dB + scintillation_dB * scintillation_dB);
}

}  // namespace orbitmesh
