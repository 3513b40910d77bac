#include "mesh/phy/rain_link_rate.h"

#include "mesh/phy/link_budget.h"
#include "mesh/phy/modcod.h"

namespace orbitmesh {
namespace {

// Of the receiver in clear sky, to go with a G/T of 9.2 dB/K.
constexpr double kReceiverNoise_K = 250.0;
constexpr double kImplementationMargin_dB = 1.0;

double bit_per_symbol(double esn0_dB) {
  const Modcod* modcod = choose_modcod(esn0_dB - kImplementationMargin_dB);
  return modcod == nullptr ? 0.0 : modcod->bit_per_symbol;
}

double kept(double clear_esn0_dB, double lost_dB) {
  const double clear = bit_per_symbol(clear_esn0_dB);
  return clear > 0 ? bit_per_symbol(clear_esn0_dB - lost_dB) / clear : 0.0;
}

double lost_downwards_dB(const RainPath& path, const Carrier& carrier, RainRate rain) {
  const double attenuation_dB = rain_attenuation_dB(path, carrier, rain);
  return attenuation_dB + sky_noise_degradation_dB(attenuation_dB, kReceiverNoise_K);
}

}  // namespace

double user_down_rain_factor(const RainPath& path, double range_m, RainRate rain) {
  return kept(esn0_dB(user_downlink_budget(), range_m, 0),
              lost_downwards_dB(path, kUserDownCarrier, rain));
}

double user_up_rain_factor(const RainPath& path, RainRate rain) {
  return kept(kUserUpEsn0_dB, rain_attenuation_dB(path, kUserUpCarrier, rain));
}

double feeder_down_rain_factor(const RainPath& path, RainRate rain, FeederBand band) {
  const Carrier& carrier = band == FeederBand::kE ? kFeederDownCarrierE : kFeederDownCarrier;
  return kept(kFeederEsn0_dB, lost_downwards_dB(path, carrier, rain));
}

double feeder_up_rain_factor(const RainPath& path, RainRate rain, FeederBand band) {
  const Carrier& carrier = band == FeederBand::kE ? kFeederUpCarrierE : kFeederUpCarrier;
  return kept(kFeederEsn0_dB, rain_attenuation_dB(path, carrier, rain));
}

}  // namespace orbitmesh
