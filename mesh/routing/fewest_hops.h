#pragma once

#include "mesh/routing/routing_policy.h"

namespace orbitmesh {

/// Fewest links, lasers and fibres alike, and of those paths the least delay, which is told
/// apart in steps of kDelayStep_ns a link. A path of 512 links or more counts as none.
class FewestHops final : public RoutingPolicy {
 public:
  static constexpr Cost kHop = 1 << 21;
  static constexpr Cost kDelayStep_ns = 1000;

  // The delays of a whole path, less than kUnreachable ns, stay below one hop.
  Cost cost(LinkId /*link*/, Cost delay_ns) const override {
    return kHop + delay_ns / kDelayStep_ns;
  }
};

}  // namespace orbitmesh
