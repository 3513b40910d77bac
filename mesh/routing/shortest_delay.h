#pragma once

#include "mesh/routing/routing_policy.h"

namespace orbitmesh {

/// Least sum of propagation, processing and mean access delay.
class ShortestDelay final : public RoutingPolicy {
 public:
  bool is_least_delay() const override { return true; }
};

}  // namespace orbitmesh
