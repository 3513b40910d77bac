#include "mesh/phy/link_budget.h"

#include "mesh/phy/modcod.h"
#include "mesh/phy/radio_units.h"

namespace orbitmesh {
namespace {

constexpr double kBoltzmann_dBW_K_Hz = -228.5991672;  // 10 log10 1.380649e-23

}  // namespace

LinkBudget user_downlink_budget() {
  LinkBudget budget;
  budget.frequency = gigahertz(11.7);
  budget.bandwidth = {240e6};
  budget.eirp_dBW = eirp_of_density_dBW(kSatelliteEirpDensity_dBW_4kHz, budget.symbol_rate_Hz());
  budget.gain_over_temperature_dB_K = kTerminalGainOverTemperature_dB_K;
  return budget;
}

double eirp_of_density_dBW(double density_dBW_4kHz, double width_Hz) {
  return density_dBW_4kHz + to_decibel(width_Hz / 4e3);
}

double free_space_loss_dB(Frequency frequency, double range_m) {
  return 2.0 * to_decibel(4.0 * kPi * range_m * frequency.si / kSpeedOfLight_m_s);
}

double esn0_dB(const LinkBudget& budget, double range_m, double attenuation_dB) {
  return budget.eirp_dBW - free_space_loss_dB(budget.frequency, range_m) - attenuation_dB +
         budget.gain_over_temperature_dB_K - kBoltzmann_dBW_K_Hz -
         to_decibel(budget.symbol_rate_Hz());
}

double sky_noise_degradation_dB(double attenuation_dB, double system_noise_K) {
  constexpr double kMedium_K = 275.0;
  constexpr double kCosmic_K = 2.7;
  const double absorbed = 1.0 - from_decibel(-attenuation_dB);
  return to_decibel(1.0 + (kMedium_K - kCosmic_K) * absorbed / system_noise_K);
}

BitRate link_rate(const LinkBudget& budget, double esn0_dB) {
  const Modcod* modcod = choose_modcod(esn0_dB - budget.implementation_margin_dB);
  if (modcod == nullptr) return {0};
  return {static_cast<std::int64_t>(modcod->bit_per_symbol * budget.symbol_rate_Hz())};
}

}  // namespace orbitmesh
