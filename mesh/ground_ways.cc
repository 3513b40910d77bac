#include "mesh/ground_ways.h"

#include <algorithm>

namespace orbitmesh {
namespace {

constexpr RouteTable::Cost kUnreachable = RouteTable::kUnreachable;

}  // namespace

GroundWays::GroundWays(const Topology& topology, const LinkGeometry& geometry,
                       const LinkCosts& costs, const RouteColumns& columns, const V2xWays& v2x)
    : topology_(topology),
      geometry_(geometry),
      costs_(costs),
      columns_(columns),
      v2x_(v2x),
      stations_(topology) {}

bool GroundWays::stays(NodeId at, NodeId target, bool landed) const {
  return landed || (topology_.node(target).kind == NodeKind::kDatacenter &&
                    topology_.node(at).kind == NodeKind::kDatacenter);
}

RouteChoice GroundWays::choose(NodeId at, NodeId target) const {
  const NodeKind kind = topology_.node(at).kind;
  RouteChoice choice;
  if (topology_.node(target).kind != NodeKind::kDatacenter) {
    return kind == NodeKind::kPop ? terrestrial_down(at, target) : choice;
  }
  if (kind == NodeKind::kGateway) {
    const std::uint32_t gateway = stations_.gateway(at);
    choice.link = topology_.gateways()[gateway].to_pop;
    choice.cost = costs_.ground(gateway, target);
  } else if (kind == NodeKind::kPop || kind == NodeKind::kDatacenter) {
    choice.link = topology_.fibre_to(at, target);
    if (choice.link.valid()) choice.cost = costs_.fixed(choice.link);
  }
  return choice;
}

// To the terminal itself, or to one that has a way to it.
RouteChoice GroundWays::terrestrial_down(NodeId pop, NodeId target) const {
  RouteChoice choice;
  const std::uint32_t terminal = stations_.terminal(target);
  if (terminal == StationNumbers::kNone) return choice;
  for (const V2xWays::Reached& relay : v2x_.reached(terminal)) {
    const LinkId up = topology_.terminals()[relay.terminal].terrestrial;
    if (!up.valid() || topology_.link(up).to != pop) continue;
    choice.offer(joined_cost(costs_.fixed(up), relay.cost), reverse_of(up));
  }
  // What has landed waits for a link that is down.
  const LinkId own = topology_.terminals()[terminal].terrestrial;
  if (!choice.link.valid() && own.valid() && topology_.link(own).to == pop) {
    choice.link = reverse_of(own);
  }
  return choice;
}

RouteChoice GroundWays::up_from_gateway(std::uint32_t gateway, std::uint32_t column) const {
  RouteChoice choice;
  for (const LinkCosts::Feeder& feeder : costs_.feeders_of_gateway(gateway)) {
    const NodeId satellite = geometry_.to(feeder.up);
    choice.offer(joined_cost(feeder.cost, columns_.neighbour_cost(satellite.index(), column)),
                 feeder.up);
  }
  return choice;
}

RouteChoice GroundWays::up_from_pop(NodeId pop, std::uint32_t column) const {
  RouteChoice choice;
  for (std::uint32_t g = 0; g < topology_.gateways().size(); ++g) {
    const Gateway& gateway = topology_.gateways()[g];
    if (gateway.pop != pop) continue;
    const LinkId link = reverse_of(gateway.to_pop);
    choice.offer(joined_cost(costs_.fixed(link), up_from_gateway(g, column).cost), link);
  }
  const RouteChoice terrestrial = terrestrial_down(pop, columns_.destination(column));
  choice.offer(terrestrial.cost, terrestrial.link);
  return choice;
}

RouteChoice GroundWays::up_from_datacenter(NodeId datacenter, std::uint32_t column) const {
  RouteChoice choice;
  for (const NodeId pop : topology_.pops()) {
    const LinkId down = topology_.fibre_to(pop, datacenter);
    if (!down.valid()) continue;
    const LinkId up = reverse_of(down);
    choice.offer(joined_cost(costs_.fixed(up), up_from_pop(pop, column).cost), up);
  }
  return choice;
}

// Satellites that can be reached from the ground, with the cost of the way up.
std::vector<RouteSearch::Exit> GroundWays::exits_of(NodeId ground) const {
  std::vector<RouteSearch::Exit> exits;
  for (std::uint32_t g = 0; g < topology_.gateways().size(); ++g) {
    const Gateway& gateway = topology_.gateways()[g];
    Cost way = 0;
    if (ground != gateway.node) {
      way = joined_cost(way, costs_.fixed(reverse_of(gateway.to_pop)));
      if (ground != gateway.pop) {
        const LinkId down = topology_.fibre_to(gateway.pop, ground);
        way = down.valid() ? joined_cost(way, costs_.fixed(reverse_of(down))) : kUnreachable;
      }
    }
    if (way >= kUnreachable) continue;
    for (const LinkCosts::Feeder& feeder : costs_.feeders_of_gateway(g)) {
      exits.push_back({geometry_.to(feeder.up).value, joined_cost(way, feeder.cost)});
    }
  }
  return exits;
}

RouteChoice GroundWays::up(NodeId ground, std::uint32_t column) const {
  if (!columns_.on_demand()) return find_up(ground, column);
  if (known_.size() <= column) known_.resize(column + 1);
  Known& known = known_[column];
  if (known.step != columns_.step()) known = {columns_.step(), {}};
  const auto found = std::find_if(known.up.begin(), known.up.end(),
                                  [ground](const auto& entry) { return entry.first == ground; });
  if (found != known.up.end()) return found->second;
  columns_.search(column).settle_cheapest(exits_of(ground));
  known.up.emplace_back(ground, find_up(ground, column));
  return known.up.back().second;
}

RouteChoice GroundWays::find_up(NodeId ground, std::uint32_t column) const {
  switch (topology_.node(ground).kind) {
    case NodeKind::kGateway:
      return up_from_gateway(stations_.gateway(ground), column);
    case NodeKind::kPop:
      return up_from_pop(ground, column);
    case NodeKind::kDatacenter:
      return up_from_datacenter(ground, column);
    default:
      return {};
  }
}

}  // namespace orbitmesh
