#include "mesh/routing/geographic.h"

namespace orbitmesh {
namespace {

double square_m2(Vec3 r_m) { return dot(r_m, r_m); }

}  // namespace

// The neighbour nearest to `exit` that is nearer than the satellite itself; its edge is
// kFollowTable when there is none. Of equals the first.
RouteTable::Neighbour Geographic::nearer(const RouteTable& graph, std::uint32_t satellite,
                                         std::uint32_t exit) const {
  RouteTable::Neighbour best{satellite, kFollowTable};
  double best_m2 = square_m2(r_ecef_m_[satellite] - r_ecef_m_[exit]);
  const RouteTable::Neighbour* n = graph.neighbours_begin(satellite);
  for (; n != graph.neighbours_end(satellite); ++n) {
    if (graph.edge_cost(n->edge) >= RouteTable::kUnreachable) continue;
    const double candidate_m2 = square_m2(r_ecef_m_[n->satellite] - r_ecef_m_[exit]);
    if (candidate_m2 >= best_m2) continue;
    best = *n;
    best_m2 = candidate_m2;
  }
  return best;
}

std::uint32_t Geographic::next_edge(const RouteTable& graph, std::uint32_t satellite,
                                    std::uint32_t exit) const {
  if (satellite == exit) return kFollowTable;
  const RouteTable::Neighbour first = nearer(graph, satellite, exit);
  for (RouteTable::Neighbour hop = first; hop.satellite != exit;) {
    if (hop.edge == kFollowTable) return kFollowTable;
    hop = nearer(graph, hop.satellite, exit);
  }
  return first.edge;
}

}  // namespace orbitmesh
