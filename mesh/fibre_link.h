#pragma once

#include "core/time.h"
#include "orbit/geodetic.h"

namespace orbitmesh {

/// Fibre routes are longer than the great circle by this factor. Engineering default.
inline constexpr double kFibreRouteFactor = 1.5;
/// Group velocity in fibre as a share of c (refractive index 1.5).
inline constexpr double kFibreVelocityFactor = 2.0 / 3.0;

/// One-way delay of a terrestrial fibre between two places: great circle x 1.5 at 2/3 c.
Duration fibre_delay(Geodetic a, Geodetic b);

}  // namespace orbitmesh
