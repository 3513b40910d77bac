#pragma once

#include "inference/policy_view.h"

namespace orbitmesh {

/// Decides where each request of one workload runs. One object a client and workload, so
/// that a policy may keep state.
class OffloadPolicy {
 public:
  virtual ~OffloadPolicy() = default;
  /// The node for a request issued now, or no placement.
  virtual Placement place(const PolicyView& view) = 0;
};

}  // namespace orbitmesh
