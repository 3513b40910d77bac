#pragma once

#include "core/units.h"

namespace orbitmesh {

/// Air at the station. The defaults are the mean annual global reference atmosphere at
/// sea level (Rec. ITU-R P.835-6).
struct SurfaceAir {
  double dry_pressure_hPa = 1013.25;
  double temperature_K = 288.15;
  double vapour_g_m3 = 7.5;  ///< density of water vapour
};

/// Attenuation per kilometre of air.
struct GasSpecificAttenuation {
  double oxygen_dB_km = 0;  ///< with the dry continuum
  double vapour_dB_km = 0;
};

/// Line by line, 1 to 1000 GHz: Rec. ITU-R P.676-12, annex 1, equations 1 to 9.
GasSpecificAttenuation gas_specific_attenuation(Frequency frequency, const SurfaceAir& air);

/// Attenuation straight up from the station [dB], up to 350 GHz: specific attenuation times
/// equivalent height (P.676-12, annex 2). A path at elevation e has
/// 1 / sin e of it, for e from 5 to 90 deg.
double zenith_oxygen_attenuation_dB(Frequency frequency, const SurfaceAir& air);
double zenith_vapour_attenuation_dB(Frequency frequency, const SurfaceAir& air);

/// The same for a known column of water vapour [kg/m2], which is more exact (P.676-12,
/// annex 2, section 2.3). `station_height_m` is above sea level; it counts up to 4 km.
double zenith_vapour_attenuation_dB(Frequency frequency, double vapour_column_kg_m2,
                                    double station_height_m);

/// Oxygen and water vapour together for the air at the station.
double zenith_gas_attenuation_dB(Frequency frequency, const SurfaceAir& air);

}  // namespace orbitmesh
