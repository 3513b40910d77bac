#include "mesh/route_columns.h"

#include "mesh/route_choice.h"

namespace orbitmesh {
namespace {

std::vector<RouteTable::Edge> edges_of(const Topology& topology) {
  std::vector<RouteTable::Edge> edges;
  for (const auto& isl : topology.isls()) edges.push_back({isl.a, isl.b});
  return edges;
}

}  // namespace

RouteColumns::RouteColumns(const Topology& topology, const AccessState& access,
                           const LinkGeometry& geometry, const LinkConditions& conditions,
                           const LinkCosts& costs, const V2xWays& v2x, bool on_demand)
    : topology_(topology),
      access_(access),
      geometry_(geometry),
      conditions_(conditions),
      costs_(costs),
      v2x_(v2x),
      stations_(topology),
      on_demand_(on_demand),
      table_(topology.satellite_count(), edges_of(topology)),
      column_of_(topology.nodes().size(), kNone) {
  for (const Terminal& terminal : topology.terminals()) add(terminal.node, Time::max());
  for (const NodeId datacenter : topology.datacenters()) add(datacenter, Time::max());
}

std::uint32_t RouteColumns::add(NodeId destination, Time now) {
  const auto column = static_cast<std::uint32_t>(table_.add_column());
  destinations_.push_back(destination);
  last_use_.push_back(now);
  column_of_[destination.index()] = column;
  exits_.resize(destinations_.size());
  if (on_demand_) searches_.resize(destinations_.size());
  return column;
}

std::uint32_t RouteColumns::add_solved(NodeId destination, Time now) {
  const std::uint32_t column = add(destination, now);
  if (!on_demand_) {
    seed_column(column);
    table_.solve_column(column);
  }
  return column;
}

void RouteColumns::drop_idle(Time now) {
  std::size_t kept = 0;
  for (std::size_t c = 0; c < destinations_.size(); ++c) {
    if (last_use_[c] < now - kLifetime) {
      column_of_[destinations_[c].index()] = kNone;
      continue;
    }
    destinations_[kept] = destinations_[c];
    last_use_[kept] = last_use_[c];
    column_of_[destinations_[kept].index()] = static_cast<std::uint32_t>(kept);
    ++kept;
  }
  while (destinations_.size() > kept) {
    destinations_.pop_back();
    last_use_.pop_back();
    table_.remove_last_column();
  }
  exits_.resize(kept);
  if (on_demand_) searches_.resize(kept);
}

void RouteColumns::begin_step() {
  ++step_;
  if (on_demand_) return;
  table_.clear();
  for (std::uint32_t c = 0; c < destinations_.size(); ++c) seed_column(c);
  table_.solve();
}

RouteSearch& RouteColumns::search(std::uint32_t column) const {
  ColumnSearch& entry = searches_[column];
  if (entry.step != step_) {
    entry.step = step_;
    entry.search.begin(table_, topology_.satellite_count());
    seed_column(column);
  }
  return entry.search;
}

void RouteColumns::seed(std::size_t satellite, std::uint32_t column, Cost cost) const {
  if (cost < exits_[column].cost) exits_[column] = {static_cast<std::uint32_t>(satellite), cost};
  if (on_demand_) {
    searches_[column].search.seed(satellite, cost);
  } else {
    table_.seed(satellite, column, cost);
  }
}

void RouteColumns::seed_column(std::uint32_t column) const {
  const NodeId target = destinations_[column];
  exits_[column] = {};
  if (topology_.is_satellite(target)) {
    if (conditions_.node_up(target)) seed(target.index(), column, 0);
    return;
  }
  const std::uint32_t terminal = stations_.terminal(target);
  if (terminal != StationNumbers::kNone) {
    for (const V2xWays::Reached& relay : v2x_.reached(terminal)) {
      const NodeId satellite = access_.serving(relay.terminal);
      if (!satellite.valid()) continue;
      seed(satellite.index(), column, joined_cost(costs_.user(relay.terminal), relay.cost));
    }
    return;
  }
  for (std::uint32_t g = 0; g < topology_.gateways().size(); ++g) {
    const Cost ground = costs_.ground(g, target);
    for (const LinkCosts::Feeder& feeder : costs_.feeders_of_gateway(g)) {
      seed(geometry_.from(feeder.down).index(), column, joined_cost(feeder.cost, ground));
    }
  }
}

}  // namespace orbitmesh
