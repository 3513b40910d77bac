#pragma once

#include "core/units.h"
#include "inference/tier.h"

namespace orbitmesh {

/// Energy of carrying one bit over the parts of a path [J/bit]. Guesses, from the power of
/// equipment over its usual traffic; docs/models/energy-accounting.md has the arithmetic.
inline constexpr double kTerminalEnergy_J_bit = 0.6e-6;   ///< 75 W at 125 Mbit/s
inline constexpr double kSatelliteEnergy_J_bit = 0.3e-6;  ///< 28 kW of array at 96 Gbit/s
inline constexpr double kGatewayEnergy_J_bit = 0.1e-6;    ///< 1 kW an antenna at 10 Gbit/s
inline constexpr double kFibreEnergy_J_bit = 0.05e-6;     ///< core and metro routers

/// Energy of the radio and fibre of one request and its reply, by where it ran [J].
inline double radio_energy_j(Tier tier, Bytes carried) {
  const double bits = 8.0 * static_cast<double>(carried.count);
  switch (tier) {
    case Tier::kSatellite:
      return bits * (kTerminalEnergy_J_bit + kSatelliteEnergy_J_bit);
    case Tier::kGround:
      return bits * (kTerminalEnergy_J_bit + kSatelliteEnergy_J_bit + kGatewayEnergy_J_bit +
                     kFibreEnergy_J_bit);
    case Tier::kLocal:
    case Tier::kNone:
      break;
  }
  return 0.0;
}

}  // namespace orbitmesh
