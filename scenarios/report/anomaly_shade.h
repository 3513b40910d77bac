#pragma once

#include "orbit/environment/trapped_protons.h"
#include "scenarios/report/world_map.h"

namespace orbitmesh {

/// The South Atlantic Anomaly, and the horns of the belt, at a height: where trapped protons above
/// 30 MeV exceed 10, 100, 300 and 1,000 /(cm2 s), in cells of 3 deg by latitude.
MapShade anomaly_shade(const TrappedProtons& protons, Epoch epoch, double height_km);

}  // namespace orbitmesh
