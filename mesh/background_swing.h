#pragma once

#include <algorithm>

#include "mesh/capacity_process.h"
#include "mesh/cell_sharing.h"

namespace orbitmesh {

/// The swing of CellOptions with which what the background leaves of a cell goes from night to
/// evening as diurnal_capacity_factor() does, 1.13 to 0.84; at most the load itself, and what
/// kMaxBackgroundLoad leaves above it.
inline double usual_background_swing(double background_load) {
  const double night = diurnal_capacity_factor(4);
  const double evening = diurnal_capacity_factor(20);
  const double swing = (night - evening) / (night + evening) * (1 - background_load);
  return std::min({swing, background_load, kMaxBackgroundLoad - background_load});
}

}  // namespace orbitmesh
