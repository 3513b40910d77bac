#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/ids.h"
#include "mesh/route_table.h"

namespace orbitmesh {

/// Least path costs to one destination, found outwards from it only as far as someone asks,
/// and kept, so that the next question goes on from there. The same costs to the bit as
/// RouteTable's column for that destination.
///
/// Dijkstra's algorithm with buckets of equal cost ranges in place of a heap (delta-stepping,
/// Meyer and Sanders 2003): a bucket is worked off until nothing in it changes.
class RouteSearch {
 public:
  using Cost = RouteTable::Cost;

  /// Forgets everything; `graph` has the edges and their present costs, which must not
  /// change until the next begin(), and must outlive the search.
  void begin(const RouteTable& graph, std::size_t satellites);
  /// The destination is reached from `satellite` at `cost` without a further laser. Only
  /// before the first settle().
  void seed(std::size_t satellite, Cost cost) {
    reach(static_cast<std::uint32_t>(satellite), cost);
  }

  /// Cost from `satellite`, searching on until it is known.
  Cost settle(std::size_t satellite);
  struct Exit {
    std::uint32_t satellite = 0;
    Cost extra = 0;  ///< on top of the satellite's
  };
  /// Searches on until the costs are known of the cheapest exit and of all as cheap as it.
  void settle_cheapest(const std::vector<Exit>& exits);
  /// Searches on until the costs of `count` of the satellites are known, or of all that can be
  /// reached; nodes that are no satellites do not count.
  void settle_nearest(const std::vector<NodeId>& satellites, std::size_t count);
  /// Cost if it is already known, else kUnreachable. Everything cheaper than a settled
  /// satellite is settled, so the next hop of such a one is among those known.
  Cost settled(std::size_t satellite) const {
    return costs_[satellite] < known_below_ ? costs_[satellite] : RouteTable::kUnreachable;
  }

 private:
  // Buckets of 2^20 ns: about half a laser's cost, so that most are worked off in one pass.
  static constexpr int kBucketShift = 20;
  static constexpr std::size_t kBuckets = RouteTable::kUnreachable >> kBucketShift;

  void reach(std::uint32_t satellite, Cost cost);
  void work_off_bucket();

  const RouteTable* graph_ = nullptr;
  std::vector<Cost> costs_;
  std::vector<Cost> expanded_at_;  // cost with which the neighbours were last reached
  std::vector<std::vector<std::uint32_t>> buckets_;
  std::size_t next_ = 0;     // first bucket that is not worked off
  std::size_t reached_ = 0;  // one more than the last bucket in use
  Cost known_below_ = 0;
};

}  // namespace orbitmesh
