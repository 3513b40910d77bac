#pragma once

#include <cstdint>
#include <vector>

#include "mesh/link_costs.h"
#include "mesh/route_table.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// Ways from terminal to terminal over V2X links alone, by least cost.
class V2xWays {
 public:
  using Cost = RouteTable::Cost;

  /// Both must outlive the ways.
  V2xWays(const Topology& topology, const LinkCosts& costs);

  /// From the costs of the links as they are now.
  void update();

  /// A terminal from or to which there is a way, and its cost, the same in both directions.
  struct Reached {
    std::uint32_t terminal = 0;
    Cost cost = 0;
  };
  /// All of a terminal's, itself among them at no cost.
  const std::vector<Reached>& reached(std::uint32_t terminal) const { return reached_[terminal]; }
  /// kUnreachable where there is no way.
  Cost cost(std::uint32_t from, std::uint32_t to) const;
  /// First link of the way between two different terminals; invalid where there is none. Every
  /// link of a way is the first of the rest.
  LinkId first(std::uint32_t from, std::uint32_t to) const;

 private:
  static constexpr std::size_t kNone = SIZE_MAX;
  Cost& at(std::size_t from, std::size_t to) { return costs_[from * members_.size() + to]; }
  Cost at(std::size_t from, std::size_t to) const { return costs_[from * members_.size() + to]; }

  const Topology& topology_;
  const LinkCosts& link_costs_;
  std::vector<std::uint32_t> members_;  // terminals with V2X links
  std::vector<std::size_t> member_of_;  // of each terminal, or kNone
  std::vector<Cost> costs_;             // [from][to] among members
  std::vector<std::vector<Reached>> reached_;
};

}  // namespace orbitmesh
