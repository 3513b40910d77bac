#pragma once

#include "core/units.h"

namespace orbitmesh {

/// Share of the dry throughput that a Starlink user link keeps in rain, by buckets of
/// 1 mm/h (WetLinks). Takes the place of a link budget, not a place beside it.
double rain_throughput_factor(RainRate rain);

}  // namespace orbitmesh
