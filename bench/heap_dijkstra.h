#pragma once

#include <vector>

#include "mesh/route_table.h"

namespace orbitmesh {

/// Dijkstra's algorithm with a binary heap, one destination at a time: the plain way to
/// compute routes, and an independent answer to check RouteTable against.
class HeapDijkstra {
 public:
  using Cost = RouteTable::Cost;

  HeapDijkstra(std::size_t satellites, const std::vector<RouteTable::Edge>& edges);

  /// Least cost from every satellite to `destination`; RouteTable::kUnreachable where
  /// there is no path. `edge_cost` in the order of the edges.
  std::vector<Cost> costs_to(std::size_t destination, const std::vector<Cost>& edge_cost) const;

 private:
  struct Neighbour {
    std::uint32_t satellite = 0;
    std::uint32_t edge = 0;
  };
  std::vector<std::vector<Neighbour>> neighbours_;
};

}  // namespace orbitmesh
