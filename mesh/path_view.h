#pragma once

#include <optional>
#include <vector>

#include "core/ids.h"
#include "core/time.h"

namespace orbitmesh {

/// Read-only view of the mesh's present paths, for placement decisions.
class PathView {
 public:
  virtual ~PathView() = default;

  /// Satellite that serves the terminal of `host` in this slot; invalid when the host
  /// is behind no terminal or no satellite is in view.
  virtual NodeId serving_satellite(NodeId host) const = 0;

  /// One-way delay from `from` to `to` over the present routes: propagation, access and
  /// hop processing, without queueing or serialisation. Empty when there is no path.
  virtual std::optional<Duration> path_delay(NodeId from, NodeId to) const = 0;

  /// The candidate with the least path delay from `from` (ties: lowest id); invalid
  /// when none can be reached.
  virtual NodeId nearest(NodeId from, const std::vector<NodeId>& candidates) const = 0;
};

}  // namespace orbitmesh
