#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "inference/engine/graph_plan.h"
#include "inference/engine/node_profile.h"

namespace orbitmesh {

/// Notes what each node of a plan reads and writes while it runs.
class ProfileRecorder {
 public:
  /// `plan` must outlive the recorder.
  explicit ProfileRecorder(const GraphPlan& plan);

  /// Before the node runs; its outputs may overwrite what other nodes read.
  void begin(const PlannedNode& node);
  void end(const PlannedNode& node, double flops);

  std::vector<NodeProfile> take() { return std::move(nodes_); }

 private:
  const GraphPlan* plan_;
  std::vector<std::int64_t> weight_bytes_;  ///< of each value; -1 for what is no weight
  std::vector<NodeProfile> nodes_;
};

}  // namespace orbitmesh
