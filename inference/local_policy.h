#pragma once

#include "inference/offload_policy.h"

namespace orbitmesh {

/// Runs every request on the client's own accelerator; no placement where that cannot
/// run the model.
class LocalPolicy final : public OffloadPolicy {
 public:
  Placement place(const PolicyView& view) override;
};

}  // namespace orbitmesh
