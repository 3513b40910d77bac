#pragma once

#include "core/units.h"

namespace orbitmesh {

/// Attenuation by droplets of a cloud or fog under 0.1 mm (Rayleigh scattering) for each
/// g/m3 of liquid water [(dB/km)/(g/m3)], which equals dB for each kg/m2 of a column.
/// Up to 200 GHz. Rec. ITU-R P.840-8, equations 2 to 11.
double cloud_liquid_coefficient(Frequency frequency, double temperature_K);

/// Attenuation of a slant path through a column of liquid water, reduced to 0 degC as
/// P.840-8 gives it: 0.1 to 1 kg/m2 for thick clouds. Elevation 5 to 90 deg.
double cloud_attenuation_dB(Frequency frequency, double liquid_column_kg_m2, double elevation_rad);

}  // namespace orbitmesh
