#pragma once

#include "inference/offload_policy.h"

namespace orbitmesh {

/// Runs every request on the remote node with the least expected wait, as its newest reply
/// or its answer to a probe told of it (expected_wait() of inference/latency_estimate.h: an
/// old report fades, a node without one counts as idle). Ties: the least path delay, then the
/// lowest id. No placement while none has a path.
class LeastLoadedPolicy final : public OffloadPolicy {
 public:
  Placement place(const PolicyView& view) override;
};

}  // namespace orbitmesh
