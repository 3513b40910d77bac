#include "mesh/route_search.h"

#include <algorithm>

namespace orbitmesh {

void RouteSearch::begin(const RouteTable& graph, std::size_t satellites) {
  graph_ = &graph;
  costs_.assign(satellites, RouteTable::kUnreachable);
  settled_.assign(satellites, 0);
  frontier_.clear();
}

void RouteSearch::reach(std::size_t satellite, Cost cost) {
  if (cost >= costs_[satellite]) return;
  costs_[satellite] = cost;
  frontier_.push_back({cost, static_cast<std::uint32_t>(satellite)});
  std::push_heap(frontier_.begin(), frontier_.end(),
                 [](const Reached& a, const Reached& b) { return a.cost > b.cost; });
}

void RouteSearch::expand() {
  std::pop_heap(frontier_.begin(), frontier_.end(),
                [](const Reached& a, const Reached& b) { return a.cost > b.cost; });
  const Reached nearest = frontier_.back();
  frontier_.pop_back();
  if (settled_[nearest.satellite] != 0) return;
  settled_[nearest.satellite] = 1;
  const RouteTable::Neighbour* n = graph_->neighbours_begin(nearest.satellite);
  for (; n != graph_->neighbours_end(nearest.satellite); ++n) {
    const Cost edge = graph_->edge_cost(n->edge);
    if (edge < RouteTable::kUnreachable) reach(n->satellite, nearest.cost + edge);
  }
}

RouteSearch::Cost RouteSearch::settle(std::size_t satellite) {
  while (settled_[satellite] == 0 && !frontier_.empty()) expand();
  return settled(satellite);
}

}  // namespace orbitmesh
