#pragma once

#include <optional>

#include "core/ids.h"
#include "core/time.h"

namespace orbitmesh {

/// Work at a node that comes before a request issued now.
struct NodeOutlook {
  Duration queued;  ///< in its queue and in service: shorter by the time the request gets there
  Duration coming;  ///< service of requests that are on their way to it
};

/// What no client can know: the present state of the nodes themselves. Only a policy that is
/// given this object has it; a PolicyView does not lead here.
class ClairvoyantView {
 public:
  virtual ~ClairvoyantView() = default;

  /// What stands between a request of the workload and its service at `node`; empty while the
  /// node is down.
  virtual std::optional<NodeOutlook> outlook(NodeId node) const = 0;
};

}  // namespace orbitmesh
