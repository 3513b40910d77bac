#include "mesh/phy/rain_link_rate.h"

#include <algorithm>

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

double margin_dB(double clear_esn0_dB) {
  const auto most_robust = std::min_element(
      kDvbS2xModcods.begin(), kDvbS2xModcods.end(),
      [](const Modcod& a, const Modcod& b) { return a.ideal_esn0_dB < b.ideal_esn0_dB; });
  return clear_esn0_dB - kImplementationMargin_dB - most_robust->ideal_esn0_dB;
}

RainMargin cut_first(const RainMargin& up, const RainMargin& down) {
  return up.margin_dB - up.lost_dB <= down.margin_dB - down.lost_dB ? up : down;
}

double lost_downwards_dB(const RainPath& path, const Carrier& carrier, RainRate rain) {
  const double attenuation_dB = rain_attenuation_dB(path, carrier, rain);
  return attenuation_dB + sky_noise_degradation_dB(attenuation_dB, kReceiverNoise_K);
}

const Carrier& feeder_down_carrier(FeederBand band) {
  return band == FeederBand::kE ? kFeederDownCarrierE : kFeederDownCarrier;
}

const Carrier& feeder_up_carrier(FeederBand band) {
  return band == FeederBand::kE ? kFeederUpCarrierE : kFeederUpCarrier;
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
  return kept(kFeederEsn0_dB, lost_downwards_dB(path, feeder_down_carrier(band), rain));
}

double feeder_up_rain_factor(const RainPath& path, RainRate rain, FeederBand band) {
  return kept(kFeederEsn0_dB, rain_attenuation_dB(path, feeder_up_carrier(band), rain));
}

RainMargin user_rain_margin(const RainPath& path, double range_m, RainRate rain) {
  return cut_first(
      {rain_attenuation_dB(path, kUserUpCarrier, rain), margin_dB(kUserUpEsn0_dB), true},
      {lost_downwards_dB(path, kUserDownCarrier, rain),
       margin_dB(esn0_dB(user_downlink_budget(), range_m, 0)), false});
}

RainMargin feeder_rain_margin(const RainPath& path, RainRate rain, FeederBand band) {
  const double margin = margin_dB(kFeederEsn0_dB);
  return cut_first({rain_attenuation_dB(path, feeder_up_carrier(band), rain), margin, true},
                   {lost_downwards_dB(path, feeder_down_carrier(band), rain), margin, false});
}

}  // namespace orbitmesh
