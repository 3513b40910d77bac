#include "bench/heap_dijkstra.h"

#include <functional>
#include <queue>
#include <utility>

namespace orbitmesh {

HeapDijkstra::HeapDijkstra(std::size_t satellites, const std::vector<RouteTable::Edge>& edges)
    : neighbours_(satellites) {
  for (std::uint32_t e = 0; e < edges.size(); ++e) {
    neighbours_[edges[e].a].push_back({edges[e].b, e});
    neighbours_[edges[e].b].push_back({edges[e].a, e});
  }
}

std::vector<HeapDijkstra::Cost> HeapDijkstra::costs_to(std::size_t destination,
                                                       const std::vector<Cost>& edge_cost) const {
  using Entry = std::pair<Cost, std::uint32_t>;
  std::vector<Cost> costs(neighbours_.size(), RouteTable::kUnreachable);
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> heap;
  costs[destination] = 0;
  heap.emplace(0, static_cast<std::uint32_t>(destination));
  while (!heap.empty()) {
    const auto [cost, satellite] = heap.top();
    heap.pop();
    if (cost > costs[satellite]) continue;
    for (const Neighbour& next : neighbours_[satellite]) {
      if (edge_cost[next.edge] >= RouteTable::kUnreachable) continue;
      const Cost through = cost + edge_cost[next.edge];
      if (through >= costs[next.satellite]) continue;
      costs[next.satellite] = through;
      heap.emplace(through, next.satellite);
    }
  }
  return costs;
}

}  // namespace orbitmesh
