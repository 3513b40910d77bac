#pragma once

#include "inference/offload_policy.h"

namespace orbitmesh {

/// Runs every request on the satellite with the least path delay (ties: lowest id); no
/// placement while none has a path.
class SatellitePolicy final : public OffloadPolicy {
 public:
  Placement place(const PolicyView& view) override;
};

}  // namespace orbitmesh
