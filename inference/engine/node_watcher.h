#pragma once

#include "inference/engine/graph_plan.h"
#include "inference/engine/kernel.h"

namespace orbitmesh {

/// Sees what every node has computed before the next one runs, and may change it.
class NodeWatcher {
 public:
  virtual ~NodeWatcher() = default;

  /// `call` has the inputs that the node took and its outputs. Nodes of the branches of an If
  /// are seen too, the If itself is not.
  virtual void after(const PlannedNode& node, const KernelCall& call) = 0;
};

}  // namespace orbitmesh
