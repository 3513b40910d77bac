#pragma once

#include <cstddef>
#include <vector>

#include "core/ids.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// Which of some satellites are near to another over the lasers.
class LaserNeighbours {
 public:
  /// `topology` must outlive it; `holders` are the satellites asked for.
  LaserNeighbours(const Topology& topology, const std::vector<NodeId>& holders);

  /// Up to `count` holders other than `node`, by the number of lasers in between, then by id. None
  /// for a satellite without lasers.
  std::vector<NodeId> nearest(NodeId node, std::size_t count) const;

 private:
  std::vector<std::vector<NodeId>> linked_;  // by satellite
  std::vector<bool> holds_;                  // likewise
};

}  // namespace orbitmesh
