#pragma once

#include "core/units.h"

namespace orbitmesh {

/// Published figures of Starlink's user link; see docs/models/link-budget.md.
inline constexpr double kSatelliteEirpDensity_dBW_4kHz = -15.0;
inline constexpr double kTerminalGainOverTemperature_dB_K = 9.2;
inline constexpr double kTerminalEirpLow_dBW = 33.0;
inline constexpr double kTerminalEirpHigh_dBW = 43.0;

/// One direction of a radio link in clear sky.
struct LinkBudget {
  Frequency frequency;
  Frequency bandwidth;                    ///< of the channel
  double roll_off = 0.05;                 ///< of the pulse shape
  double eirp_dBW = 0;                    ///< of the whole channel
  double gain_over_temperature_dB_K = 0;  ///< of the receiver
  double implementation_margin_dB = 1.0;  ///< by which a modem misses the ideal Es/N0

  double symbol_rate_Hz() const { return bandwidth.si / (1.0 + roll_off); }
};

/// Satellite to terminal: 240 MHz at 11.7 GHz with the figures above.
LinkBudget user_downlink_budget();

/// EIRP of a signal that fills `width_Hz` at a density.
double eirp_of_density_dBW(double density_dBW_4kHz, double width_Hz);

/// 20 log10 (4 pi d f / c).
double free_space_loss_dB(Frequency frequency, double range_m);

/// Es/N0 over the noise in the symbol rate, before the implementation margin.
/// `attenuation_dB` is what the atmosphere takes.
double esn0_dB(const LinkBudget& budget, double range_m, double attenuation_dB);

/// What the noise of an attenuating sky takes from G/T [dB]: the medium radiates at 275 K
/// (Rec. ITU-R P.618-13, section 3). `system_noise_K` is the receiver's in clear sky.
double sky_noise_degradation_dB(double attenuation_dB, double system_noise_K);

/// Rate of the best DVB-S2X MODCOD after the implementation margin; 0 below the most robust.
BitRate link_rate(const LinkBudget& budget, double esn0_dB);

}  // namespace orbitmesh
