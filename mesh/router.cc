#include "mesh/router.h"

#include <algorithm>

namespace orbitmesh {
namespace {

constexpr RouteTable::Cost kUnreachable = RouteTable::kUnreachable;

}  // namespace

Router::Router(const Topology& topology, const AccessState& access, const LinkGeometry& geometry,
               const LinkConditions& conditions, const AccessOptions& options, bool on_demand,
               Routing routing)
    : topology_(topology),
      access_(access),
      geometry_(geometry),
      stations_(topology),
      costs_(topology, access, geometry, conditions, options, routing),
      v2x_(topology, costs_),
      columns_(topology, access, geometry, conditions, costs_, v2x_, on_demand),
      ground_(topology, geometry, costs_, columns_, v2x_) {}

void Router::recompute(Time now, const std::vector<Vec3>& r_ecef_m) {
  columns_.drop_idle(now);
  costs_.update(now, r_ecef_m, columns_.lasers());
  v2x_.update();
  columns_.begin_step();
  if (!columns_.on_demand()) forget_choices();
}

void Router::forget_choices() {
  chosen_stride_ = columns_.count();
  chosen_.assign(topology_.satellite_count() * chosen_stride_, kUnknownLink);
}

LinkId Router::laser_from(std::uint32_t satellite, std::uint32_t edge) const {
  const auto& isl = topology_.isls()[edge];
  return isl.a == satellite ? isl.forward : reverse_of(isl.forward);
}

RouteChoice Router::choose_from_satellite(std::uint32_t satellite, std::uint32_t column) const {
  RouteChoice choice;
  if (columns_.cost(satellite, column) >= kUnreachable) return choice;
  const NodeId target = columns_.destination(column);
  const RouteTable& lasers = columns_.lasers();
  const RouteTable::Neighbour* n = lasers.neighbours_begin(satellite);
  for (; n != lasers.neighbours_end(satellite); ++n) {
    choice.offer(
        joined_cost(lasers.edge_cost(n->edge), columns_.neighbour_cost(n->satellite, column)),
        laser_from(satellite, n->edge));
  }
  const std::uint32_t terminal = stations_.terminal(target);
  if (terminal != StationNumbers::kNone) {
    for (const V2xWays::Reached& relay : v2x_.reached(terminal)) {
      if (access_.serving(relay.terminal) != NodeId{satellite}) continue;
      choice.offer(joined_cost(costs_.user(relay.terminal), relay.cost),
                   topology_.terminals()[relay.terminal].down);
    }
  }
  if (topology_.node(target).kind == NodeKind::kDatacenter) {
    for (const LinkCosts::Feeder& feeder : costs_.feeders_of_satellite(satellite)) {
      choice.offer(joined_cost(feeder.cost, costs_.ground(feeder.gateway, target)), feeder.down);
    }
  }
  return choice;
}

LinkId Router::find_from_satellite(std::uint32_t satellite, std::uint32_t column) const {
  if (columns_.cost(satellite, column) >= kUnreachable) return {};
  const std::uint32_t edge =
      costs_.policy().next_edge(columns_.lasers(), satellite, columns_.exit(column));
  if (edge != RoutingPolicy::kFollowTable) return laser_from(satellite, edge);
  return choose_from_satellite(satellite, column).link;
}

LinkId Router::next_from_satellite(std::uint32_t satellite, std::uint32_t column) {
  if (columns_.on_demand()) return find_from_satellite(satellite, column);
  if (chosen_stride_ != columns_.count()) forget_choices();
  std::uint32_t& chosen = chosen_[satellite * chosen_stride_ + column];
  if (chosen == kUnknownLink) chosen = find_from_satellite(satellite, column).value;
  return LinkId{chosen};
}

// Up to a satellite or over the terrestrial link.
RouteChoice Router::choose_own_link(std::uint32_t terminal, std::uint32_t column) const {
  const Terminal& from = topology_.terminals()[terminal];
  const NodeId satellite = access_.serving(terminal);
  RouteChoice choice;
  if (satellite.valid()) {
    choice.offer(joined_cost(costs_.user(terminal), columns_.cost(satellite.index(), column)),
                 from.up);
  }
  if (!from.terrestrial.valid()) return choice;
  const RouteChoice onward =
      ground_.choose(topology_.link(from.terrestrial).to, columns_.destination(column));
  choice.offer(joined_cost(costs_.fixed(from.terrestrial), onward.cost), from.terrestrial);
  return choice;
}

RouteChoice Router::choose_from_terminal(std::uint32_t terminal, std::uint32_t column) const {
  RouteChoice choice;
  for (const V2xWays::Reached& relay : v2x_.reached(terminal)) {
    const RouteChoice own = choose_own_link(relay.terminal, column);
    const bool here = relay.terminal == terminal;
    choice.offer(joined_cost(relay.cost, own.cost),
                 here ? own.link : v2x_.first(terminal, relay.terminal));
  }
  const std::uint32_t target = stations_.terminal(columns_.destination(column));
  if (target != StationNumbers::kNone && target != terminal) {
    choice.offer(v2x_.cost(terminal, target), v2x_.first(terminal, target));
  }
  return choice;
}

LinkId Router::next_over_v2x(NodeId at, NodeId target) const {
  const std::uint32_t to = stations_.terminal(target);
  return to == StationNumbers::kNone ? LinkId{} : v2x_.first(stations_.terminal(at), to);
}

// What has nowhere to go waits for a satellite.
LinkId Router::next_from_terminal(std::uint32_t terminal, NodeId target, Time now) {
  const Terminal& from = topology_.terminals()[terminal];
  if (!from.terrestrial.valid() && v2x_.reached(terminal).size() == 1) return from.up;
  const LinkId link = choose_from_terminal(terminal, columns_.use(target, now)).link;
  return link.valid() ? link : from.up;
}

LinkId Router::next_link(NodeId at, NodeId destination, bool landed, Time now) {
  const NodeId target = topology_.attachment(destination);
  if (at == target) return reverse_of(topology_.lan(destination));
  switch (topology_.node(at).kind) {
    case NodeKind::kSatellite:
      return next_from_satellite(at.value, columns_.use(target, now));
    case NodeKind::kHost:
      return topology_.lan(at);
    case NodeKind::kTerminal:
      if (landed) return next_over_v2x(at, target);
      return next_from_terminal(stations_.terminal(at), target, now);
    default:
      if (ground_.stays(at, target, landed)) return ground_.next(at, target);
      return ground_.up(at, columns_.use(target, now)).link;
  }
}

// As next_link(), without a trace of the question.
LinkId Router::find_link(NodeId at, std::uint32_t column, bool landed) const {
  const NodeId target = columns_.destination(column);
  switch (topology_.node(at).kind) {
    case NodeKind::kSatellite:
      return find_from_satellite(at.value, column);
    case NodeKind::kTerminal:
      if (landed) return next_over_v2x(at, target);
      return choose_from_terminal(stations_.terminal(at), column).link;
    default:
      if (ground_.stays(at, target, landed)) return ground_.next(at, target);
      return ground_.up(at, column).link;
  }
}

RouteTable::Cost Router::walked_delay_ns(NodeId from, std::uint32_t column) const {
  Cost delay_ns = 0;
  bool landed = false;
  for (NodeId at = from; at != columns_.destination(column);) {
    const LinkId link = find_link(at, column, landed);
    if (!link.valid() || delay_ns >= kUnreachable) return kUnreachable;
    delay_ns = joined_cost(delay_ns, costs_.delay_ns(link));
    landed |= lands(topology_.link(link).kind);
    at = geometry_.to(link);
  }
  return std::min(delay_ns, kUnreachable);
}

RouteTable::Cost Router::delay_to_column(NodeId from, std::uint32_t column) const {
  return costs_.policy().is_least_delay() ? cost_to_column(from, column)
                                          : walked_delay_ns(from, column);
}

RouteTable::Cost Router::cost_to_column(NodeId from, std::uint32_t column) const {
  if (topology_.is_satellite(from)) return columns_.cost(from.index(), column);
  const std::uint32_t terminal = stations_.terminal(from);
  return terminal == StationNumbers::kNone ? ground_.up(from, column).cost
                                           : choose_from_terminal(terminal, column).cost;
}

RouteTable::Cost Router::cost_ns(NodeId from, NodeId to) const {
  if (from == to) return 0;
  const NodeKind from_kind = topology_.node(from).kind;
  const NodeKind to_kind = topology_.node(to).kind;
  if (from_kind == NodeKind::kDatacenter && to_kind == NodeKind::kDatacenter) {
    return costs_.fixed_delay_ns(topology_.fibre_to(from, to));
  }
  const std::uint32_t to_column = columns_.find(to);
  const std::uint32_t from_column = columns_.find(from);
  // Links cost the same both ways, so the column of the other end answers as well. That of a
  // terminal is searched anyway, for what comes back to it.
  const bool prefer_from =
      costs_.policy().is_least_delay() && stations_.terminal(from) != StationNumbers::kNone;
  if (from_column != RouteColumns::kNone && (prefer_from || to_column == RouteColumns::kNone)) {
    return delay_to_column(to, from_column);
  }
  return to_column == RouteColumns::kNone ? kUnreachable : delay_to_column(from, to_column);
}

std::vector<NodeId> Router::among_nearest(NodeId from, const std::vector<NodeId>& candidates,
                                          std::size_t count) const {
  const std::uint32_t column = columns_.find(from);
  const bool by_cost = columns_.on_demand() && costs_.policy().is_least_delay();
  if (!by_cost || column == RouteColumns::kNone || count >= candidates.size()) return candidates;
  RouteSearch& search = columns_.search(column);
  search.settle_nearest(candidates, count);
  std::vector<NodeId> near;
  for (const NodeId node : candidates) {
    if (!topology_.is_satellite(node) || search.settled(node.index()) < kUnreachable) {
      near.push_back(node);
    }
  }
  return near;
}

double Router::to_datacenters_ms(std::uint32_t satellite) const {
  double sum_ms = 0;
  int reachable = 0;
  for (const NodeId datacenter : topology_.datacenters()) {
    const Cost cost = delay_to_column(NodeId{satellite}, columns_.find(datacenter));
    if (cost >= kUnreachable) continue;
    sum_ms += cost * 1e-6;
    ++reachable;
  }
  return reachable > 0 ? sum_ms / reachable : -1.0;
}

std::vector<Router::PricedLink> Router::priced_links() const {
  std::vector<PricedLink> links;
  for (std::uint32_t i = 0; i < topology_.links().size(); ++i) {
    const LinkId link{i};
    const LinkKind kind = topology_.link(link).kind;
    const NodeId from = geometry_.from(link);
    const NodeId to = geometry_.to(link);
    if (kind == LinkKind::kLan || !from.valid() || !to.valid()) continue;
    const Cost delay_ns = costs_.delay_ns(link);
    if (delay_ns >= kUnreachable) continue;
    links.push_back({link, from, to, costs_.priced(link, delay_ns), delay_ns});
  }
  return links;
}

}  // namespace orbitmesh
