#pragma once

#include <memory>

#include "bench/bench_row.h"
#include "mesh/topology.h"
#include "orbit/constellation.h"
#include "orbit/ephemeris.h"
#include "orbit/epoch.h"

namespace orbitmesh {

/// A Walker shell with its ephemeris and +Grid lasers.
struct BenchConstellation {
  explicit BenchConstellation(const WalkerShell& shell);

  Constellation constellation;
  Epoch epoch;
  std::unique_ptr<Ephemeris> ephemeris;
  std::unique_ptr<Topology> topology;  ///< satellites and lasers; the ground may be added
};

/// 72 planes of 22 at 550 km and 53 deg; 6 of 11 for kTiny.
WalkerShell shell_1584(BenchSize size);
/// 100 planes of 60 at 550 km and 53 deg; 6 of 11 for kTiny.
WalkerShell shell_6000(BenchSize size);

}  // namespace orbitmesh
