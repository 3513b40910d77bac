#pragma once

#include "inference/offload_policy.h"

namespace orbitmesh {

/// Runs every request where inference/latency_estimate.h expects the answer first: on the
/// client's own accelerator, the nearest satellite or a ground node.
class LeastLatencyPolicy final : public OffloadPolicy {
 public:
  Placement place(const PolicyView& view) override;
};

}  // namespace orbitmesh
