#include "mesh/router.h"

#include <algorithm>

#include "core/units.h"
#include "orbit/ephemeris.h"

namespace orbitmesh {
namespace {

using Cost = RouteTable::Cost;
constexpr Cost kUnreachable = RouteTable::kUnreachable;

Cost propagation_ns(Vec3 a_m, Vec3 b_m) {
  const double ns = norm(a_m - b_m) * (1e9 / kSpeedOfLight_m_s);
  return std::max<Cost>(1, static_cast<Cost>(ns + 0.5));
}

Cost sum(Cost a, Cost b) { return a >= kUnreachable || b >= kUnreachable ? kUnreachable : a + b; }

std::vector<RouteTable::Edge> edges_of(const Topology& topology) {
  std::vector<RouteTable::Edge> edges;
  for (const auto& isl : topology.isls()) edges.push_back({isl.a, isl.b});
  return edges;
}

}  // namespace

Router::Router(const Topology& topology, const AccessState& access, const LinkGeometry& geometry,
               const LinkConditions& conditions, const AccessOptions& options, bool on_demand,
               Routing routing)
    : topology_(topology),
      access_(access),
      geometry_(geometry),
      conditions_(conditions),
      policy_(make_routing_policy(routing, topology)),
      on_demand_(on_demand),
      table_(topology.satellite_count(), edges_of(topology)),
      column_of_(topology.nodes().size(), kNoColumn),
      radio_delay_ns_(topology.links().size(), kUnreachable),
      user_cost_(topology.terminals().size(), kUnreachable),
      feeders_of_gateway_(topology.gateways().size()),
      feeders_of_satellite_(topology.satellite_count()),
      gateway_of_node_(topology.nodes().size(), kNoColumn),
      terminal_of_node_(topology.nodes().size(), kNoColumn) {
  if (options.access_delay) {
    user_access_ns_ =
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
  exits_.resize(destinations_.size());
  if (on_demand_) searches_.resize(destinations_.size());
  return column;
}

std::uint32_t Router::use_column(NodeId destination, Time now) {
  std::uint32_t column = column_of_[destination.index()];
  if (column == kNoColumn) {
    column = add_column(destination, now);
    if (!on_demand_) {
      seed_column(column);
      table_.solve_column(column);
      forget_choices();
    }
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
  exits_.resize(kept);
  if (on_demand_) searches_.resize(kept);
}

Cost Router::in_condition(LinkId link, Cost cost) const {
  const LinkCondition& there = conditions_.condition(link);
  const LinkCondition& back = conditions_.condition(reverse_of(link));
  if (!there.up || !back.up) return kUnreachable;
  return cost + static_cast<Cost>((there.extra_delay + back.extra_delay).ns() / 2);
}

Cost Router::priced(LinkId link, Cost delay_ns) const {
  return delay_ns >= kUnreachable ? kUnreachable : policy_->cost(link, delay_ns);
}

Cost Router::note_delay(LinkId link, Cost delay_ns) {
  radio_delay_ns_[link.index()] = delay_ns;
  radio_delay_ns_[reverse_of(link).index()] = delay_ns;
  return priced(link, delay_ns);
}

Cost Router::fixed_delay_ns(LinkId link) const {
  const std::int64_t delay_ns = geometry_.fixed_delay(link).ns();
  return in_condition(link, std::max<Cost>(1, static_cast<Cost>(delay_ns)));
}

// Of a user or feeder link.
Cost Router::radio_delay_ns(LinkId link, Vec3 r_ground_ecef_m, NodeId satellite,
                            const std::vector<Vec3>& r_ecef_m) const {
  if (!conditions_.node_up(satellite)) return kUnreachable;
  return in_condition(link, propagation_ns(r_ground_ecef_m, r_ecef_m[satellite.index()]));
}

Cost Router::present_delay_ns(LinkId link) const {
  return has_fixed_delay(topology_.link(link).kind) ? fixed_delay_ns(link)
                                                    : radio_delay_ns_[link.index()];
}

void Router::update_isl_costs(const std::vector<Vec3>& r_ecef_m) {
  for (std::size_t e = 0; e < topology_.isls().size(); ++e) {
    const auto& isl = topology_.isls()[e];
    const double range_m = norm(r_ecef_m[isl.a] - r_ecef_m[isl.b]);
    const Cost delay_ns = propagation_ns(r_ecef_m[isl.a], r_ecef_m[isl.b]) +
                          static_cast<Cost>(topology_.link(isl.forward).fixed_delay.ns());
    const bool up = range_m <= isl.max_range_m && has_position(r_ecef_m[isl.a]) &&
                    has_position(r_ecef_m[isl.b]);
    table_.set_edge_cost(
        e, note_delay(isl.forward, up ? in_condition(isl.forward, delay_ns) : kUnreachable));
  }
}

void Router::update_access_costs(Time now, const std::vector<Vec3>& r_ecef_m) {
  for (std::size_t k = 0; k < user_cost_.size(); ++k) {
    const Terminal& terminal = topology_.terminals()[k];
    const NodeId satellite = access_.serving(k);
    Cost delay_ns = kUnreachable;
    if (satellite.valid()) {
      const Vec3 r_terminal_ecef_m = topology_.node(terminal.node).r_ecef_m_at(now);
      delay_ns =
          sum(radio_delay_ns(terminal.up, r_terminal_ecef_m, satellite, r_ecef_m), user_access_ns_);
    }
    user_cost_[k] = note_delay(terminal.up, delay_ns);
  }
  for (auto& feeders : feeders_of_satellite_) feeders.clear();
  for (std::uint32_t g = 0; g < feeders_of_gateway_.size(); ++g) {
    const Gateway& gateway = topology_.gateways()[g];
    const Vec3 r_gateway_ecef_m = topology_.node(gateway.node).r_ecef_m;
    feeders_of_gateway_[g].clear();
    for (std::uint32_t k = 0; k < gateway.antennas; ++k) {
      const NodeId satellite = access_.feeder(g, k);
      if (!satellite.valid()) continue;
      const LinkId up{gateway.first_feeder.value + 2 * k};
      const Feeder feeder{
          g, up, LinkId{up.value + 1},
          note_delay(up, radio_delay_ns(up, r_gateway_ecef_m, satellite, r_ecef_m))};
      if (feeder.cost >= kUnreachable) continue;
      feeders_of_gateway_[g].push_back(feeder);
      feeders_of_satellite_[satellite.index()].push_back(feeder);
    }
  }
}

Cost Router::ground_cost(std::uint32_t gateway, NodeId datacenter) const {
  const Gateway& g = topology_.gateways()[gateway];
  const LinkId fibre = topology_.fibre_to(g.pop, datacenter);
  if (!fibre.valid()) return kUnreachable;
  return sum(fixed_cost(g.to_pop), fixed_cost(fibre));
}

void Router::seed(std::size_t satellite, std::uint32_t column, Cost cost) const {
  if (cost < exits_[column].cost) exits_[column] = {static_cast<std::uint32_t>(satellite), cost};
  if (on_demand_) {
    searches_[column].search.seed(satellite, cost);
  } else {
    table_.seed(satellite, column, cost);
  }
}

void Router::seed_column(std::uint32_t column) const {
  const NodeId target = destinations_[column];
  exits_[column] = {};
  if (topology_.is_satellite(target)) {
    if (conditions_.node_up(target)) seed(target.index(), column, 0);
    return;
  }
  const std::uint32_t terminal = terminal_of_node_[target.index()];
  if (terminal != kNoColumn) {
    const NodeId satellite = access_.serving(terminal);
    if (satellite.valid()) seed(satellite.index(), column, user_cost_[terminal]);
    return;
  }
  for (std::uint32_t g = 0; g < feeders_of_gateway_.size(); ++g) {
    const Cost ground = ground_cost(g, target);
    for (const Feeder& feeder : feeders_of_gateway_[g]) {
      seed(geometry_.from(feeder.down).index(), column, sum(feeder.cost, ground));
    }
  }
}

RouteSearch& Router::search(std::uint32_t column) const {
  ColumnSearch& entry = searches_[column];
  if (entry.step != step_) {
    entry.step = step_;
    entry.search.begin(table_, topology_.satellite_count());
    entry.up.clear();
    seed_column(column);
  }
  return entry.search;
}

Cost Router::column_cost(std::size_t satellite, std::uint32_t column) const {
  return on_demand_ ? search(column).settle(satellite) : table_.cost(satellite, column);
}

// Of a neighbour of a satellite whose own cost is known: only a cheaper one is the next hop.
Cost Router::neighbour_cost(std::size_t satellite, std::uint32_t column) const {
  return on_demand_ ? searches_[column].search.settled(satellite) : table_.cost(satellite, column);
}

void Router::forget_choices() {
  chosen_stride_ = destinations_.size();
  chosen_.assign(topology_.satellite_count() * chosen_stride_, kUnknownLink);
}

void Router::recompute(Time now, const std::vector<Vec3>& r_ecef_m) {
  drop_idle_columns(now);
  policy_->begin_step({now, r_ecef_m, meters_});
  update_isl_costs(r_ecef_m);
  update_access_costs(now, r_ecef_m);
  ++step_;
  if (on_demand_) return;
  table_.clear();
  for (std::uint32_t c = 0; c < destinations_.size(); ++c) seed_column(c);
  table_.solve();
  forget_choices();
}

LinkId Router::laser_from(std::uint32_t satellite, std::uint32_t edge) const {
  const auto& isl = topology_.isls()[edge];
  return isl.a == satellite ? isl.forward : LinkId{isl.forward.value + 1};
}

Router::Choice Router::choose_from_satellite(std::uint32_t satellite, NodeId target,
                                             std::uint32_t column) const {
  Choice choice;
  if (column_cost(satellite, column) >= kUnreachable) return choice;
  const RouteTable::Neighbour* n = table_.neighbours_begin(satellite);
  for (; n != table_.neighbours_end(satellite); ++n) {
    choice.offer(sum(table_.edge_cost(n->edge), neighbour_cost(n->satellite, column)),
                 laser_from(satellite, n->edge));
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

LinkId Router::find_from_satellite(std::uint32_t satellite, NodeId target,
                                   std::uint32_t column) const {
  if (column_cost(satellite, column) >= kUnreachable) return {};
  const std::uint32_t edge = policy_->next_edge(table_, satellite, exits_[column].satellite);
  if (edge != RoutingPolicy::kFollowTable) return laser_from(satellite, edge);
  return choose_from_satellite(satellite, target, column).link;
}

LinkId Router::next_from_satellite(std::uint32_t satellite, NodeId target, std::uint32_t column) {
  if (on_demand_) return find_from_satellite(satellite, target, column);
  std::uint32_t& chosen = chosen_[satellite * chosen_stride_ + column];
  if (chosen == kUnknownLink) chosen = find_from_satellite(satellite, target, column).value;
  return LinkId{chosen};
}

Router::Choice Router::choose_up_from_gateway(std::uint32_t gateway, std::uint32_t column) const {
  Choice choice;
  for (const Feeder& feeder : feeders_of_gateway_[gateway]) {
    const NodeId satellite = geometry_.to(feeder.up);
    choice.offer(sum(feeder.cost, neighbour_cost(satellite.index(), column)), feeder.up);
  }
  return choice;
}

Router::Choice Router::choose_up_from_pop(NodeId pop, std::uint32_t column) const {
  Choice choice;
  for (std::uint32_t g = 0; g < topology_.gateways().size(); ++g) {
    const Gateway& gateway = topology_.gateways()[g];
    if (gateway.pop != pop) continue;
    const LinkId link{gateway.to_pop.value + 1};
    choice.offer(sum(fixed_cost(link), choose_up_from_gateway(g, column).cost), link);
  }
  const LinkId terrestrial = terrestrial_down(pop, destinations_[column]);
  if (terrestrial.valid()) choice.offer(fixed_cost(terrestrial), terrestrial);
  return choice;
}

Router::Choice Router::choose_up_from_datacenter(NodeId datacenter, std::uint32_t column) const {
  Choice choice;
  for (const NodeId pop : topology_.pops()) {
    const LinkId down = topology_.fibre_to(pop, datacenter);
    if (!down.valid()) continue;
    const LinkId up{down.value + 1};
    choice.offer(sum(fixed_cost(up), choose_up_from_pop(pop, column).cost), up);
  }
  return choice;
}

// Satellites that can be reached from the ground, with the cost of the way up.
std::vector<RouteSearch::Exit> Router::exits_of(NodeId ground) const {
  std::vector<RouteSearch::Exit> exits;
  for (std::uint32_t g = 0; g < topology_.gateways().size(); ++g) {
    const Gateway& gateway = topology_.gateways()[g];
    Cost way = 0;
    if (ground != gateway.node) {
      way = sum(way, fixed_cost(LinkId{gateway.to_pop.value + 1}));
      if (ground != gateway.pop) {
        const LinkId down = topology_.fibre_to(gateway.pop, ground);
        way = down.valid() ? sum(way, fixed_cost(LinkId{down.value + 1})) : kUnreachable;
      }
    }
    if (way >= kUnreachable) continue;
    for (const Feeder& feeder : feeders_of_gateway_[g]) {
      exits.push_back({geometry_.to(feeder.up).value, sum(way, feeder.cost)});
    }
  }
  return exits;
}

Router::Choice Router::choose_up(NodeId ground, std::uint32_t column) const {
  if (!on_demand_) return find_up(ground, column);
  RouteSearch& from = search(column);
  auto& known = searches_[column].up;
  const auto found = std::find_if(known.begin(), known.end(),
                                  [ground](const auto& entry) { return entry.first == ground; });
  if (found != known.end()) return found->second;
  from.settle_cheapest(exits_of(ground));
  known.emplace_back(ground, find_up(ground, column));
  return known.back().second;
}

Router::Choice Router::find_up(NodeId ground, std::uint32_t column) const {
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

Router::Choice Router::choose_from_terminal(std::uint32_t terminal, std::uint32_t column) const {
  const Terminal& from = topology_.terminals()[terminal];
  const NodeId satellite = access_.serving(terminal);
  Choice choice;
  if (satellite.valid()) {
    choice.offer(sum(user_cost_[terminal], column_cost(satellite.index(), column)), from.up);
  }
  if (!from.terrestrial.valid()) return choice;
  const LinkId onward = link_on_ground(topology_.link(from.terrestrial).to, destinations_[column]);
  if (onward.valid()) {
    choice.offer(sum(fixed_cost(from.terrestrial), fixed_cost(onward)), from.terrestrial);
  }
  return choice;
}

// Invalid where no terrestrial link joins the two.
LinkId Router::terrestrial_down(NodeId pop, NodeId target) const {
  const std::uint32_t terminal = terminal_of_node_[target.index()];
  if (terminal == kNoColumn) return {};
  const LinkId up = topology_.terminals()[terminal].terrestrial;
  return up.valid() && topology_.link(up).to == pop ? reverse_of(up) : LinkId{};
}

bool Router::stays_on_ground(NodeId at, NodeId target, bool landed) const {
  return landed || (topology_.node(target).kind == NodeKind::kDatacenter &&
                    topology_.node(at).kind == NodeKind::kDatacenter);
}

LinkId Router::link_on_ground(NodeId at, NodeId target) const {
  const bool to_datacenter = topology_.node(target).kind == NodeKind::kDatacenter;
  switch (topology_.node(at).kind) {
    case NodeKind::kGateway:
      if (!to_datacenter) return {};
      return topology_.gateways()[gateway_of_node_[at.index()]].to_pop;
    case NodeKind::kPop:
      return to_datacenter ? topology_.fibre_to(at, target) : terrestrial_down(at, target);
    case NodeKind::kDatacenter:
      return to_datacenter ? topology_.fibre_to(at, target) : LinkId{};
    default:
      return {};
  }
}

// What has nowhere to go waits for a satellite.
LinkId Router::next_from_terminal(std::uint32_t terminal, NodeId target, Time now) {
  const Terminal& from = topology_.terminals()[terminal];
  if (!from.terrestrial.valid()) return from.up;
  const LinkId link = choose_from_terminal(terminal, use_column(target, now)).link;
  return link.valid() ? link : from.up;
}

LinkId Router::next_link(NodeId at, NodeId destination, bool landed, Time now) {
  const NodeId target = topology_.attachment(destination);
  if (at == target) return LinkId{topology_.lan(destination).value + 1};
  switch (topology_.node(at).kind) {
    case NodeKind::kSatellite:
      return next_from_satellite(at.value, target, use_column(target, now));
    case NodeKind::kHost:
      return topology_.lan(at);
    case NodeKind::kTerminal:
      if (landed) return {};
      return next_from_terminal(terminal_of_node_[at.index()], target, now);
    default:
      if (stays_on_ground(at, target, landed)) return link_on_ground(at, target);
      return choose_up(at, use_column(target, now)).link;
  }
}

// As next_link(), without a trace of the question.
LinkId Router::find_link(NodeId at, std::uint32_t column, bool landed) const {
  const NodeId target = destinations_[column];
  switch (topology_.node(at).kind) {
    case NodeKind::kSatellite:
      return find_from_satellite(at.value, target, column);
    case NodeKind::kTerminal:
      if (landed) return {};
      return choose_from_terminal(terminal_of_node_[at.index()], column).link;
    default:
      if (stays_on_ground(at, target, landed)) return link_on_ground(at, target);
      return choose_up(at, column).link;
  }
}

Cost Router::walked_delay_ns(NodeId from, std::uint32_t column) const {
  Cost delay_ns = 0;
  bool landed = false;
  for (NodeId at = from; at != destinations_[column];) {
    const LinkId link = find_link(at, column, landed);
    if (!link.valid() || delay_ns >= kUnreachable) return kUnreachable;
    delay_ns = sum(delay_ns, present_delay_ns(link));
    landed |= lands(topology_.link(link).kind);
    at = geometry_.to(link);
  }
  return std::min(delay_ns, kUnreachable);
}

Cost Router::delay_to_column(NodeId from, std::uint32_t column) const {
  return policy_->is_least_delay() ? cost_to_column(from, column) : walked_delay_ns(from, column);
}

Cost Router::cost_to_column(NodeId from, std::uint32_t column) const {
  if (topology_.is_satellite(from)) return column_cost(from.index(), column);
  const std::uint32_t terminal = terminal_of_node_[from.index()];
  return terminal == kNoColumn ? choose_up(from, column).cost
                               : choose_from_terminal(terminal, column).cost;
}

Cost Router::cost_ns(NodeId from, NodeId to) const {
  if (from == to) return 0;
  const NodeKind from_kind = topology_.node(from).kind;
  const NodeKind to_kind = topology_.node(to).kind;
  if (from_kind == NodeKind::kDatacenter && to_kind == NodeKind::kDatacenter) {
    return fixed_delay_ns(topology_.fibre_to(from, to));
  }
  const std::uint32_t to_column = column_of_[to.index()];
  if (to_column != kNoColumn) return delay_to_column(from, to_column);
  // Links cost the same both ways, so the column of the other end answers as well.
  const std::uint32_t from_column = column_of_[from.index()];
  return from_column == kNoColumn ? kUnreachable : delay_to_column(to, from_column);
}

double Router::to_datacenters_ms(std::uint32_t satellite) const {
  double sum_ms = 0;
  int reachable = 0;
  for (const NodeId datacenter : topology_.datacenters()) {
    const Cost cost = delay_to_column(NodeId{satellite}, column_of_[datacenter.index()]);
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
    const Cost delay_ns = present_delay_ns(link);
    if (delay_ns >= kUnreachable) continue;
    links.push_back({link, from, to, policy_->cost(link, delay_ns), delay_ns});
  }
  return links;
}

}  // namespace orbitmesh
