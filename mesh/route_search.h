#pragma once

#include <cstdint>
#include <vector>

#include "mesh/route_table.h"

namespace orbitmesh {

/// Least path costs to one destination, found outwards from it (Dijkstra) only as far as
/// someone asks, and kept, so that the next question goes on from there. The same costs
/// to the bit as RouteTable's column for that destination.
class RouteSearch {
 public:
  using Cost = RouteTable::Cost;

  /// Forgets everything; `graph` has the edges and their present costs, which must not
  /// change until the next begin(), and must outlive the search.
  void begin(const RouteTable& graph, std::size_t satellites);
  /// The destination is reached from `satellite` at `cost` without a further laser. Only
  /// before the first settle().
  void seed(std::size_t satellite, Cost cost) { reach(satellite, cost); }

  /// Cost from `satellite`, searching on until it is known.
  Cost settle(std::size_t satellite);
  /// Cost if it is already known, else kUnreachable. Everything cheaper than a settled
  /// satellite is settled, so the next hop of such a one is among those known.
  Cost settled(std::size_t satellite) const {
    return settled_[satellite] != 0 ? costs_[satellite] : RouteTable::kUnreachable;
  }

 private:
  struct Reached {
    Cost cost;
    std::uint32_t satellite;
  };
  void reach(std::size_t satellite, Cost cost);
  void expand();

  const RouteTable* graph_ = nullptr;
  std::vector<Cost> costs_;
  std::vector<std::uint8_t> settled_;
  std::vector<Reached> frontier_;  // heap, least cost on top; outdated entries are skipped
};

}  // namespace orbitmesh
