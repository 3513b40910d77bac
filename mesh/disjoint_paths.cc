#include "mesh/disjoint_paths.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <stdexcept>
#include <tuple>
#include <utility>

namespace orbitmesh {
namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;
constexpr std::uint32_t kNone = 0xffffffffU;

/// Flow of least cost in units of paths. Residual arcs come in pairs, forth and back.
class PathFlow {
 public:
  explicit PathFlow(std::size_t nodes) : outgoing_(nodes), potential_(nodes, 0) {}

  std::uint32_t add(std::uint32_t from, std::uint32_t to, std::int64_t cost,
                    std::uint32_t capacity) {
    const auto id = static_cast<std::uint32_t>(arcs_.size());
    arcs_.push_back({to, cost, capacity});
    arcs_.push_back({from, -cost, 0});
    outgoing_[from].push_back(id);
    outgoing_[to].push_back(id + 1);
    return id;
  }

  /// Sends one path more; false when there is no room for it.
  bool augment(std::uint32_t from, std::uint32_t to) {
    search(from, to);
    if (distance_[to] >= kFar) return false;
    for (std::uint32_t at = to; at != from; at = arcs_[reached_by_[at] ^ 1U].to) {
      --arcs_[reached_by_[at]].room;
      ++arcs_[reached_by_[at] ^ 1U].room;
    }
    // Reduced costs stay at 0 or above, so that Dijkstra's search serves again.
    for (std::size_t n = 0; n < potential_.size(); ++n) {
      potential_[n] += std::min(distance_[n], distance_[to]);
    }
    return true;
  }

  /// Paths that cross the arc that add() returned.
  std::uint32_t flow(std::uint32_t id) const { return arcs_[id ^ 1U].room; }

 private:
  struct Arc {
    std::uint32_t to;
    std::int64_t cost;
    std::uint32_t room;
  };
  using Reached = std::pair<std::int64_t, std::uint32_t>;  // distance, node

  /// Distances that are less than that of `to`, and of others no less than it.
  void search(std::uint32_t from, std::uint32_t to) {
    distance_.assign(outgoing_.size(), kFar);
    reached_by_.assign(outgoing_.size(), kNone);
    std::priority_queue<Reached, std::vector<Reached>, std::greater<Reached>> queue;
    distance_[from] = 0;
    queue.emplace(0, from);
    while (!queue.empty()) {
      const auto [distance, node] = queue.top();
      queue.pop();
      if (node == to) return;
      if (distance > distance_[node]) continue;
      for (const std::uint32_t id : outgoing_[node]) {
        const Arc& arc = arcs_[id];
        const std::int64_t through = distance + arc.cost + potential_[node] - potential_[arc.to];
        if (arc.room == 0 || through >= distance_[arc.to]) continue;
        distance_[arc.to] = through;
        reached_by_[arc.to] = id;
        queue.emplace(through, arc.to);
      }
    }
  }

  std::vector<Arc> arcs_;
  std::vector<std::vector<std::uint32_t>> outgoing_;
  std::vector<std::int64_t> potential_;
  std::vector<std::int64_t> distance_;
  std::vector<std::uint32_t> reached_by_;
};

void check(std::size_t nodes, const std::vector<CostArc>& arcs, std::uint32_t from,
           std::uint32_t to) {
  if (from >= nodes || to >= nodes || from == to) {
    throw std::invalid_argument("disjoint paths need two different ends in the graph");
  }
  for (const CostArc& arc : arcs) {
    if (arc.from >= nodes || arc.to >= nodes || arc.cost < 1) {
      throw std::invalid_argument("disjoint paths: an arc out of range");
    }
  }
}

/// Paths that may pass through each node.
std::vector<std::uint32_t> node_rooms(std::size_t nodes, const std::vector<CostArc>& arcs,
                                      std::uint32_t from, std::uint32_t to, std::uint32_t k,
                                      Disjointness disjointness) {
  std::vector<std::uint32_t> rooms(nodes, disjointness == Disjointness::kNodes ? 1 : k);
  for (const CostArc& arc : arcs) {
    rooms[arc.from] = std::max(rooms[arc.from], arc.capacity);
    rooms[arc.to] = std::max(rooms[arc.to], arc.capacity);
  }
  rooms[from] = k;
  rooms[to] = k;
  return rooms;
}

/// Takes one path out of the paths that cross each arc.
DisjointPath take_path(const std::vector<CostArc>& arcs,
                       const std::vector<std::vector<std::uint32_t>>& outgoing,
                       std::vector<std::uint32_t>& crossing, std::uint32_t from, std::uint32_t to) {
  DisjointPath path;
  for (std::uint32_t at = from; at != to;) {
    const auto next = std::find_if(outgoing[at].begin(), outgoing[at].end(),
                                   [&](std::uint32_t arc) { return crossing[arc] > 0; });
    --crossing[*next];
    path.arcs.push_back(*next);
    path.cost += arcs[*next].cost;
    at = arcs[*next].to;
  }
  return path;
}

}  // namespace

std::vector<DisjointPath> disjoint_paths(std::size_t nodes, const std::vector<CostArc>& arcs,
                                         std::uint32_t from, std::uint32_t to, std::size_t k,
                                         Disjointness disjointness) {
  check(nodes, arcs, from, to);
  const auto most = static_cast<std::uint32_t>(std::min(k, arcs.size()));
  const std::vector<std::uint32_t> rooms = node_rooms(nodes, arcs, from, to, most, disjointness);
  // Node n is entered at 2 n and left at 2 n + 1.
  PathFlow flow(2 * nodes);
  for (std::uint32_t n = 0; n < nodes; ++n) flow.add(2 * n, 2 * n + 1, 0, rooms[n]);
  std::vector<std::vector<std::uint32_t>> outgoing(nodes);
  std::vector<std::uint32_t> ids;
  for (std::uint32_t i = 0; i < arcs.size(); ++i) {
    ids.push_back(flow.add(2 * arcs[i].from + 1, 2 * arcs[i].to, arcs[i].cost, arcs[i].capacity));
    outgoing[arcs[i].from].push_back(i);
  }
  std::size_t found = 0;
  while (found < most && flow.augment(2 * from + 1, 2 * to)) ++found;

  std::vector<std::uint32_t> crossing;
  for (const std::uint32_t id : ids) crossing.push_back(flow.flow(id));
  std::vector<DisjointPath> paths;
  for (std::size_t i = 0; i < found; ++i) {
    paths.push_back(take_path(arcs, outgoing, crossing, from, to));
  }
  std::sort(paths.begin(), paths.end(), [](const DisjointPath& a, const DisjointPath& b) {
    return std::tie(a.cost, a.arcs) < std::tie(b.cost, b.arcs);
  });
  return paths;
}

}  // namespace orbitmesh
