#include "scenarios/laser_neighbours.h"

#include <algorithm>

namespace orbitmesh {

LaserNeighbours::LaserNeighbours(const Topology& topology, const std::vector<NodeId>& holders)
    : linked_(topology.satellite_count()), holds_(topology.satellite_count(), false) {
  for (const DirectedLink& link : topology.links()) {
    if (link.kind == LinkKind::kIsl) linked_[link.from.index()].push_back(link.to);
  }
  for (const NodeId holder : holders) holds_[holder.index()] = true;
}

std::vector<NodeId> LaserNeighbours::nearest(NodeId node, std::size_t count) const {
  std::vector<bool> seen(linked_.size(), false);
  seen[node.index()] = true;
  std::vector<NodeId> found;
  std::vector<NodeId> ring = {node};
  while (!ring.empty() && found.size() < count) {
    std::vector<NodeId> next;
    for (const NodeId at : ring) {
      for (const NodeId to : linked_[at.index()]) {
        if (seen[to.index()]) continue;
        seen[to.index()] = true;
        next.push_back(to);
      }
    }
    std::sort(next.begin(), next.end());
    for (const NodeId at : next) {
      if (holds_[at.index()] && found.size() < count) found.push_back(at);
    }
    ring = std::move(next);
  }
  return found;
}

}  // namespace orbitmesh
