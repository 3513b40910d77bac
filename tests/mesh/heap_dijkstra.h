#pragma once

#include <cstdint>
#include <queue>
#include <utility>
#include <vector>

#include "mesh/route_table.h"

namespace orbitmesh {

/// The plain algorithm that RouteTable must agree with to the bit.
class HeapDijkstra {
 public:
  using Cost = RouteTable::Cost;

  explicit HeapDijkstra(std::size_t nodes) : edges_(nodes) {}

  void add_edge(std::uint32_t a, std::uint32_t b, Cost cost) {
    edges_[a].push_back({b, cost});
    edges_[b].push_back({a, cost});
  }

  struct Seed {
    std::uint32_t node;
    Cost cost;
  };
  /// Least cost from every node to the nearest seed.
  std::vector<Cost> solve(const std::vector<Seed>& seeds) const {
    using Entry = std::pair<Cost, std::uint32_t>;
    std::vector<Cost> cost(edges_.size(), RouteTable::kUnreachable);
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> heap;
    for (const Seed& seed : seeds) heap.push({seed.cost, seed.node});
    while (!heap.empty()) {
      const auto [best, node] = heap.top();
      heap.pop();
      if (best >= cost[node]) continue;
      cost[node] = best;
      for (const auto& [neighbour, edge] : edges_[node]) heap.push({best + edge, neighbour});
    }
    return cost;
  }

 private:
  std::vector<std::vector<std::pair<std::uint32_t, Cost>>> edges_;
};

}  // namespace orbitmesh
