#pragma once

#include "inference/offload_policy.h"

namespace orbitmesh {

/// Runs every request on the remote node, satellite or ground, with the least path delay
/// (ties: lowest id); no placement while none has a path.
class NearestPolicy final : public OffloadPolicy {
 public:
  Placement place(const PolicyView& view) override;
};

}  // namespace orbitmesh
