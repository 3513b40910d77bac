#pragma once

#include "inference/offload_policy.h"

namespace orbitmesh {

/// Runs every request in a ground datacenter: at `site` where one is named, whether it
/// has a path now or not, since such a client just sends; else at the ground node with
/// the least path delay (ties: lowest id), no placement while none has a path.
class GroundPolicy final : public OffloadPolicy {
 public:
  explicit GroundPolicy(NodeId site = NodeId{}) : site_(site) {}
  Placement place(const PolicyView& view) override;

 private:
  Placement place_at_site(const PolicyView& view) const;

  NodeId site_;
};

}  // namespace orbitmesh
