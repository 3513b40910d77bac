#pragma once

#include "inference/offload_policy.h"

namespace orbitmesh {

/// Takes the remote nodes on offer in turn, in order of their ids: the lowest id with a path
/// that is greater than the one before, else the lowest of all. No placement while none has
/// a path.
class RoundRobinPolicy final : public OffloadPolicy {
 public:
  Placement place(const PolicyView& view) override;

 private:
  NodeId last_;
};

}  // namespace orbitmesh
