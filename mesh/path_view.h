#pragma once

#include <cstddef>
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

  /// The `count` candidates with the least path delay from `from`, nearest first (ties: lowest id);
  /// fewer when fewer can be reached.
  virtual std::vector<NodeId> nearest(NodeId from, const std::vector<NodeId>& candidates,
                                      std::size_t count) const = 0;

  /// Beginning of the first slot after `t`; Time::max() without slots.
  virtual Time next_slot(Time /*t*/) const { return Time::max(); }

  /// The `count` candidates that will be nearest to `host` at `t`, in a straight line, nearest
  /// first: a forecast of the servers to be used then.
  virtual std::vector<NodeId> nearest_at(Time /*t*/, NodeId /*host*/,
                                         const std::vector<NodeId>& /*candidates*/,
                                         std::size_t /*count*/) const {
    return {};
  }
};

}  // namespace orbitmesh
