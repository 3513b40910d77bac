#pragma once

#include <vector>

#include "core/ids.h"
#include "inference/placement.h"
#include "nodes/active_request.h"

namespace orbitmesh {

/// The copies of a placement that a client at `host` can run, the primary one first; empty
/// when that one cannot be. `local`: its own accelerator holds the model.
std::vector<ActiveCopy> plan_copies(const Placement& placement, NodeId host, bool local);

/// Throws RunError when a policy has named what is not on offer: a node that does not hold
/// the model, a cut that the workload does not have, more than Placement allows.
void check_placement(const Placement& placement, const Workload& workload);

}  // namespace orbitmesh
