#pragma once

#include <cstdint>
#include <vector>

#include "core/ids.h"
#include "scenarios/run_record.h"

namespace orbitmesh {

/// The load of one serving node over the run.
struct NodeMetrics {
  NodeId node;
  std::int64_t served = 0;
  std::int64_t refused = 0;
  double busy_mean = 0;  ///< over the run, mean over accelerators, in [0, 1]
  double busy_peak = 0;  ///< the greatest of the samples
  std::int64_t queue_peak = 0;
};

/// One entry for each node with samples, by id. Intervals without a sample count as idle.
std::vector<NodeMetrics> node_metrics(const RunRecord& record);

}  // namespace orbitmesh
