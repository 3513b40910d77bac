#pragma once

#include <optional>

#include "core/ids.h"
#include "core/time.h"

namespace orbitmesh {

/// What no client can know: the present state of the nodes themselves. Only a policy that is
/// given this object has it; a PolicyView does not lead here.
class ClairvoyantView {
 public:
  virtual ~ClairvoyantView() = default;

  /// How long a request of the workload would wait at `node` if it stood in its queue now;
  /// empty while the node is down or would refuse it.
  virtual std::optional<Duration> wait(NodeId node) const = 0;
};

}  // namespace orbitmesh
