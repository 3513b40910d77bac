#pragma once

#include "inference/offload_policy.h"

namespace orbitmesh {

/// Runs every request where it takes the least energy, among the places whose estimated
/// latency (inference/latency_estimate.h) is within the deadline. Energy is that of the
/// serving devices: service time times the power of the profile; an unknown power counts as
/// more than any known. Ties: the least estimated latency. When no place is within the
/// deadline, the least estimated latency decides.
class LeastEnergyPolicy final : public OffloadPolicy {
 public:
  Placement place(const PolicyView& view) override;
};

}  // namespace orbitmesh
