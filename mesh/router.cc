#include "mesh/router.h"

#include <algorithm>

#include "core/units.h"

namespace orbitmesh {
namespace {

using Cost = RouteTable::Cost;
constexpr Cost kUnreachable = RouteTable::kUnreachable;

Cost propagation_ns(Vec3 a_m, Vec3 b_m) {
  const double ns = norm(a_m - b_m) * (1e9 / kSpeedOfLight_m_s);
  return std::max<Cost>(1, static_cast<Cost>(ns + 0.5));
}

Cost sum(Cost a, Cost b) { return a >= kUnreachable || b >= kUnreachable ? kUnreachable : a + b; }

Cost fixed_cost(const DirectedLink& link) {
  return std::max<Cost>(1, static_cast<Cost>(link.fixed_delay.ns()));
}

std::vector<RouteTable::Edge> edges_of(const Topology& topology) {
  std::vector<RouteTable::Edge> edges;
  for (const auto& isl : topology.isls()) edges.push_back({isl.a, isl.b});
  return edges;
}

}  // namespace

Router::Router(const Topology& topology, const AccessState& access, const LinkGeometry& geometry,
               const AccessOptions& options)
    : topology_(topology),
      access_(access),
      geometry_(geometry),
      table_(topology.satellite_count(), edges_of(topology)),
      column_of_(topology.nodes().size(), kNoColumn),
      user_cost_(topology.terminals().size(), kUnreachable),
      feeders_of_gateway_(topology.gateways().size()),
      feeders_of_satellite_(topology.satellite_count()),
      gateway_of_node_(topology.nodes().size(), kNoColumn),
      terminal_of_node_(topology.nodes().size(), kNoColumn) {
  if (options.access_delay) {
    user_access_cost_ =
        static_cast<Cost>(static_cast<double>(mean_access_rtt().ns()) / 2 * options.access_share);
  }
  for (std::uint32_t g = 0; g < topology.gateways().size(); ++g) {
    gateway_of_node_[topology.gateways()[g].node.index()] = g;
  }
  for (std::uint32_t k = 0; k < topology.terminals().size(); ++k) {
    terminal_of_node_[topology.terminals()[k].node.index()] = k;
  }
  for (const Terminal& terminal : topology.terminals()) add_column(terminal.node, Time::max());
  for (const NodeId datacenter : topology.datacenters()) add_column(datacenter, Time::max());
}

std::uint32_t Router::add_column(NodeId destination, Time now) {
  const auto column = static_cast<std::uint32_t>(table_.add_column());
  destinations_.push_back(destination);
  last_use_.push_back(now);
  column_of_[destination.index()] = column;
  return column;
}

std::uint32_t Router::use_column(NodeId destination, Time now) {
  std::uint32_t column = column_of_[destination.index()];
  if (column == kNoColumn) {
    column = add_column(destination, now);
    seed_column(column);
    table_.solve_column(column);
    forget_choices();
  }
  last_use_[column] = std::max(last_use_[column], now);
  return column;
}

void Router::drop_idle_columns(Time now) {
  std::size_t kept = 0;
  for (std::size_t c = 0; c < destinations_.size(); ++c) {
    if (last_use_[c] < now - kColumnLifetime) {
      column_of_[destinations_[c].index()] = kNoColumn;
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
}

void Router::update_isl_costs(const std::vector<Vec3>& r_ecef_m) {
  for (std::size_t e = 0; e < topology_.isls().size(); ++e) {
    const auto& isl = topology_.isls()[e];
    const double range_m = norm(r_ecef_m[isl.a] - r_ecef_m[isl.b]);
    const Cost cost = propagation_ns(r_ecef_m[isl.a], r_ecef_m[isl.b]) +
                      static_cast<Cost>(topology_.link(isl.forward).fixed_delay.ns());
    table_.set_edge_cost(e, range_m <= isl.max_range_m ? cost : kUnreachable);
  }
}

void Router::update_access_costs(const std::vector<Vec3>& r_ecef_m) {
  for (std::size_t k = 0; k < user_cost_.size(); ++k) {
    const NodeId satellite = access_.serving(k);
    const Vec3& r_terminal_m = topology_.node(topology_.terminals()[k].node).r_ecef_m;
    user_cost_[k] = satellite.valid() ? propagation_ns(r_terminal_m, r_ecef_m[satellite.index()]) +
                                            user_access_cost_
                                      : kUnreachable;
  }
  for (auto& feeders : feeders_of_satellite_) feeders.clear();
  for (std::uint32_t g = 0; g < feeders_of_gateway_.size(); ++g) {
    const Gateway& gateway = topology_.gateways()[g];
    feeders_of_gateway_[g].clear();
    for (std::uint32_t k = 0; k < gateway.antennas; ++k) {
      const NodeId satellite = access_.feeder(g, k);
      if (!satellite.valid()) continue;
      const LinkId up{gateway.first_feeder.value + 2 * k};
      const Feeder feeder{
          g, up, LinkId{up.value + 1},
          propagation_ns(topology_.node(gateway.node).r_ecef_m, r_ecef_m[satellite.index()])};
      feeders_of_gateway_[g].push_back(feeder);
      feeders_of_satellite_[satellite.index()].push_back(feeder);
    }
  }
}

Cost Router::ground_cost(std::uint32_t gateway, NodeId datacenter) const {
  const Gateway& g = topology_.gateways()[gateway];
  const LinkId fibre = topology_.fibre_to(g.pop, datacenter);
  if (!fibre.valid()) return kUnreachable;
  return fixed_cost(topology_.link(g.to_pop)) + fixed_cost(topology_.link(fibre));
}

void Router::seed_column(std::uint32_t column) {
  const NodeId target = destinations_[column];
  if (topology_.is_satellite(target)) {
    table_.seed(target.index(), column, 0);
    return;
  }
  const std::uint32_t terminal = terminal_of_node_[target.index()];
  if (terminal != kNoColumn) {
    const NodeId satellite = access_.serving(terminal);
    if (satellite.valid()) table_.seed(satellite.index(), column, user_cost_[terminal]);
    return;
  }
  for (std::uint32_t g = 0; g < feeders_of_gateway_.size(); ++g) {
    const Cost ground = ground_cost(g, target);
    for (const Feeder& feeder : feeders_of_gateway_[g]) {
      table_.seed(geometry_.from(feeder.down).index(), column, sum(feeder.cost, ground));
    }
  }
}

void Router::forget_choices() {
  chosen_stride_ = destinations_.size();
  chosen_.assign(topology_.satellite_count() * chosen_stride_, kUnknownLink);
}

void Router::recompute(Time now, const std::vector<Vec3>& r_ecef_m) {
  drop_idle_columns(now);
  update_isl_costs(r_ecef_m);
  update_access_costs(r_ecef_m);
  table_.clear();
  for (std::uint32_t c = 0; c < destinations_.size(); ++c) seed_column(c);
  table_.solve();
  forget_choices();
}

Router::Choice Router::choose_from_satellite(std::uint32_t satellite, NodeId target,
                                             std::uint32_t column) const {
  Choice choice;
  const RouteTable::Neighbour* n = table_.neighbours_begin(satellite);
  for (; n != table_.neighbours_end(satellite); ++n) {
    const auto& isl = topology_.isls()[n->edge];
    const LinkId link = isl.a == satellite ? isl.forward : LinkId{isl.forward.value + 1};
    choice.offer(sum(table_.edge_cost(n->edge), table_.cost(n->satellite, column)), link);
  }
  const std::uint32_t terminal = terminal_of_node_[target.index()];
  if (terminal != kNoColumn && access_.serving(terminal) == NodeId{satellite}) {
    choice.offer(user_cost_[terminal], topology_.terminals()[terminal].down);
  }
  if (topology_.node(target).kind == NodeKind::kDatacenter) {
    for (const Feeder& feeder : feeders_of_satellite_[satellite]) {
      choice.offer(sum(feeder.cost, ground_cost(feeder.gateway, target)), feeder.down);
    }
  }
  return choice;
}

LinkId Router::next_from_satellite(std::uint32_t satellite, NodeId target, std::uint32_t column) {
  std::uint32_t& chosen = chosen_[satellite * chosen_stride_ + column];
  if (chosen == kUnknownLink) chosen = choose_from_satellite(satellite, target, column).link.value;
  return LinkId{chosen};
}

Router::Choice Router::choose_up_from_gateway(std::uint32_t gateway, std::uint32_t column) const {
  Choice choice;
  for (const Feeder& feeder : feeders_of_gateway_[gateway]) {
    const NodeId satellite = geometry_.to(feeder.up);
    choice.offer(sum(feeder.cost, table_.cost(satellite.index(), column)), feeder.up);
  }
  return choice;
}

Router::Choice Router::choose_up_from_pop(NodeId pop, std::uint32_t column) const {
  Choice choice;
  for (std::uint32_t g = 0; g < topology_.gateways().size(); ++g) {
    const Gateway& gateway = topology_.gateways()[g];
    if (gateway.pop != pop) continue;
    const LinkId link{gateway.to_pop.value + 1};
    choice.offer(sum(fixed_cost(topology_.link(link)), choose_up_from_gateway(g, column).cost),
                 link);
  }
  return choice;
}

Router::Choice Router::choose_up_from_datacenter(NodeId datacenter, std::uint32_t column) const {
  Choice choice;
  for (const NodeId pop : topology_.pops()) {
    const LinkId down = topology_.fibre_to(pop, datacenter);
    if (!down.valid()) continue;
    const LinkId up{down.value + 1};
    choice.offer(sum(fixed_cost(topology_.link(up)), choose_up_from_pop(pop, column).cost), up);
  }
  return choice;
}

Router::Choice Router::choose_up(NodeId ground, std::uint32_t column) const {
  switch (topology_.node(ground).kind) {
    case NodeKind::kGateway:
      return choose_up_from_gateway(gateway_of_node_[ground.index()], column);
    case NodeKind::kPop:
      return choose_up_from_pop(ground, column);
    case NodeKind::kDatacenter:
      return choose_up_from_datacenter(ground, column);
    default:
      return {};
  }
}

LinkId Router::next_on_ground(NodeId at, NodeId target, bool landed, Time now) {
  const NodeKind kind = topology_.node(at).kind;
  const bool to_datacenter = topology_.node(target).kind == NodeKind::kDatacenter;
  if (to_datacenter && (landed || kind == NodeKind::kDatacenter)) {
    if (kind != NodeKind::kGateway) return topology_.fibre_to(at, target);
    return topology_.gateways()[gateway_of_node_[at.index()]].to_pop;
  }
  if (landed) return {};
  return choose_up(at, use_column(target, now)).link;
}

LinkId Router::next_link(NodeId at, NodeId destination, bool landed, Time now) {
  const NodeId target = topology_.attachment(destination);
  if (at == target) return LinkId{topology_.lan(destination).value + 1};
  switch (topology_.node(at).kind) {
    case NodeKind::kSatellite:
      return next_from_satellite(at.value, target, use_column(target, now));
    case NodeKind::kHost:
      return topology_.lan(at);
    case NodeKind::kTerminal: {
      const std::uint32_t terminal = terminal_of_node_[at.index()];
      return landed ? LinkId{} : topology_.terminals()[terminal].up;
    }
    default:
      return next_on_ground(at, target, landed, now);
  }
}

Cost Router::cost_to_column(NodeId from, std::uint32_t column) const {
  if (topology_.is_satellite(from)) return table_.cost(from.index(), column);
  const std::uint32_t terminal = terminal_of_node_[from.index()];
  if (terminal == kNoColumn) return choose_up(from, column).cost;
  const NodeId satellite = access_.serving(terminal);
  if (!satellite.valid()) return kUnreachable;
  return sum(user_cost_[terminal], table_.cost(satellite.index(), column));
}

Cost Router::cost_ns(NodeId from, NodeId to) const {
  if (from == to) return 0;
  const NodeKind from_kind = topology_.node(from).kind;
  const NodeKind to_kind = topology_.node(to).kind;
  if (from_kind == NodeKind::kDatacenter && to_kind == NodeKind::kDatacenter) {
    return fixed_cost(topology_.link(topology_.fibre_to(from, to)));
  }
  const std::uint32_t to_column = column_of_[to.index()];
  if (to_column != kNoColumn) return cost_to_column(from, to_column);
  // Links cost the same both ways, so the column of the other end answers as well.
  const std::uint32_t from_column = column_of_[from.index()];
  return from_column == kNoColumn ? kUnreachable : cost_to_column(to, from_column);
}

double Router::to_datacenters_ms(std::uint32_t satellite) const {
  double sum_ms = 0;
  int reachable = 0;
  for (const NodeId datacenter : topology_.datacenters()) {
    const Cost cost = table_.cost(satellite, column_of_[datacenter.index()]);
    if (cost >= kUnreachable) continue;
    sum_ms += cost * 1e-6;
    ++reachable;
  }
  return reachable > 0 ? sum_ms / reachable : -1.0;
}

}  // namespace orbitmesh
