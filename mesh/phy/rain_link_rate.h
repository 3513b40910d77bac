#pragma once

#include "core/units.h"
#include "mesh/feeder_band.h"
#include "mesh/phy/rain_attenuation.h"

namespace orbitmesh {

/// Carriers of user links, middle of 10.7 to 12.7 GHz down and 14.0 to 14.5 GHz up, and of
/// feeder links, middle of 17.8 to 19.3 GHz down and 27.5 to 29.5 GHz up in Ka band, and of 71 to
/// 76 GHz down and 81 to 86 GHz up in E band (FCC filings).
inline constexpr Carrier kUserDownCarrier{{11.7e9}};
inline constexpr Carrier kUserUpCarrier{{14.25e9}};
inline constexpr Carrier kFeederDownCarrier{{18.55e9}};
inline constexpr Carrier kFeederUpCarrier{{28.5e9}};
inline constexpr Carrier kFeederDownCarrierE{{73.5e9}};
inline constexpr Carrier kFeederUpCarrierE{{83.5e9}};

/// Es/N0 in clear sky of links that control their power, whatever the range.
inline constexpr double kUserUpEsn0_dB = 10.0;
inline constexpr double kFeederEsn0_dB = 18.0;

/// Share of the clear-sky rate that a link keeps in rain, by the MODCODs of DVB-S2X before
/// and in the rain; 0 below the most robust. See docs/models/user-link.md.
///
/// A downlink loses to the attenuation and to the noise of the warm sky, an uplink, whose
/// receiver looks at the warm Earth anyway, to the attenuation alone.
double user_down_rain_factor(const RainPath& path, double range_m, RainRate rain);
double user_up_rain_factor(const RainPath& path, RainRate rain);
double feeder_down_rain_factor(const RainPath& path, RainRate rain,
                               FeederBand band = FeederBand::kKa);
double feeder_up_rain_factor(const RainPath& path, RainRate rain,
                             FeederBand band = FeederBand::kKa);

/// What rain takes from the direction of a link that it cuts first, and what it may take: clear-sky
/// Es/N0 less that of the most robust MODCOD and the implementation margin. Beyond the margin the
/// factors above are 0.
struct RainMargin {
  double lost_dB = 0.0;
  double margin_dB = 0.0;
  bool up = true;  ///< from the ground to the satellite

  bool holds() const { return lost_dB <= margin_dB; }
};

RainMargin user_rain_margin(const RainPath& path, double range_m, RainRate rain);
RainMargin feeder_rain_margin(const RainPath& path, RainRate rain, FeederBand band);

}  // namespace orbitmesh
