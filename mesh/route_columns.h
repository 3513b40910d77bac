#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "mesh/access_state.h"
#include "mesh/link_conditions.h"
#include "mesh/link_costs.h"
#include "mesh/link_geometry.h"
#include "mesh/route_search.h"
#include "mesh/route_table.h"
#include "mesh/station_numbers.h"
#include "mesh/topology.h"
#include "mesh/v2x_ways.h"

namespace orbitmesh {

/// Path costs from all satellites to the destinations in use, a column each: for all at once, or
/// on demand as far as someone asks.
///
/// Terminals and datacenters always have a column; a satellite gets one when it is first used and
/// keeps it for kLifetime after the last use.
class RouteColumns {
 public:
  using Cost = RouteTable::Cost;
  static constexpr std::uint32_t kNone = 0xffffffffU;
  static constexpr Duration kLifetime = Duration::from_s(60);

  /// Everything given must outlive the columns.
  RouteColumns(const Topology& topology, const AccessState& access, const LinkGeometry& geometry,
               const LinkConditions& conditions, const LinkCosts& costs, const V2xWays& v2x,
               bool on_demand);

  /// The lasers' costs go in here before begin_step().
  RouteTable& lasers() { return table_; }
  const RouteTable& lasers() const { return table_; }

  void drop_idle(Time now);
  /// The lasers' and other links' costs are new; computes all columns unless on demand.
  void begin_step();
  bool on_demand() const { return on_demand_; }
  /// Number of begin_step() so far.
  std::uint64_t step() const { return step_; }

  std::size_t count() const { return destinations_.size(); }
  NodeId destination(std::uint32_t column) const { return destinations_[column]; }
  /// Column of a destination, or kNone.
  std::uint32_t find(NodeId destination) const { return column_of_[destination.index()]; }
  /// Likewise, for a use at `now`; adds the column that is missing.
  std::uint32_t use(NodeId destination, Time now) {
    std::uint32_t column = find(destination);
    if (column == kNone) column = add_solved(destination, now);
    last_use_[column] = std::max(last_use_[column], now);
    return column;
  }

  Cost cost(std::size_t satellite, std::uint32_t column) const {
    return on_demand_ ? search(column).settle(satellite) : table_.cost(satellite, column);
  }
  /// Of a neighbour of a satellite whose own cost is known: only a cheaper one is the next hop.
  Cost neighbour_cost(std::size_t satellite, std::uint32_t column) const {
    return on_demand_ ? searches_[column].search.settled(satellite)
                      : table_.cost(satellite, column);
  }
  /// The satellite that reaches the destination at the least cost without a further laser.
  std::uint32_t exit(std::uint32_t column) const { return exits_[column].satellite; }
  /// On demand: the column's search in this step.
  RouteSearch& search(std::uint32_t column) const;

 private:
  struct Exit {
    std::uint32_t satellite = 0;
    Cost cost = RouteTable::kUnreachable;
  };
  struct ColumnSearch {
    RouteSearch search;
    std::uint64_t step = 0;
  };
  std::uint32_t add(NodeId destination, Time now);
  std::uint32_t add_solved(NodeId destination, Time now);
  void seed_column(std::uint32_t column) const;
  void seed(std::size_t satellite, std::uint32_t column, Cost cost) const;

  const Topology& topology_;
  const AccessState& access_;
  const LinkGeometry& geometry_;
  const LinkConditions& conditions_;
  const LinkCosts& costs_;
  const V2xWays& v2x_;
  StationNumbers stations_;
  bool on_demand_;
  // What was not asked for yet is not computed, so a question may have to.
  mutable RouteTable table_;
  mutable std::vector<ColumnSearch> searches_;  // of each column, on demand
  mutable std::vector<Exit> exits_;             // of each column: the cheapest seed
  std::uint64_t step_ = 0;
  std::vector<NodeId> destinations_;      // of each column
  std::vector<Time> last_use_;            // of each column
  std::vector<std::uint32_t> column_of_;  // of each node, or kNone
};

}  // namespace orbitmesh
