#pragma once

#include <cstdint>

#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// What it took nodes to come back from radiation effects. Times are summed over nodes.
struct RecoveryCounts {
  std::int64_t reboots = 0;       ///< after functional interrupts
  std::int64_t power_cycles = 0;  ///< after latch-ups
  std::int64_t lost = 0;          ///< requests that waited or ran at nodes that went down
  std::int64_t resumed = 0;       ///< requests taken up again from a checkpoint
  Duration silent;                ///< hung, until the watchdog noticed
  Duration down;                  ///< for any effect, until the node served again; lost nodes apart
};

/// What fetching weights over the mesh took.
struct FetchCounts {
  std::int64_t fetches = 0;  ///< finished
  Bytes bytes;               ///< of weights that arrived, those of unfinished fetches included
  Duration time;             ///< of the finished ones
};

/// What draining nodes where radiation is high took. Times and energies are summed over nodes.
struct DrainCounts {
  std::int64_t drains = 0;
  Duration drained;
  std::int64_t refused = 0;  ///< requests that came to draining nodes
  double idle_j = 0;         ///< drawn by accelerators for being on while their node drained
};

/// What mitigation on the nodes of a run cost.
struct MitigationCounts {
  RecoveryCounts recovery;
  FetchCounts fetch;
  DrainCounts drain;
};

}  // namespace orbitmesh
