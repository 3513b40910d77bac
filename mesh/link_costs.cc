#include "mesh/link_costs.h"

#include <algorithm>

#include "core/units.h"
#include "mesh/route_choice.h"
#include "mesh/v2x_channel.h"
#include "orbit/ephemeris.h"

namespace orbitmesh {
namespace {

using Cost = LinkCosts::Cost;
constexpr Cost kUnreachable = RouteTable::kUnreachable;

Cost propagation_ns(double range_m) {
  const double ns = range_m * (1e9 / kSpeedOfLight_m_s);
  return std::max<Cost>(1, static_cast<Cost>(ns + 0.5));
}

}  // namespace

LinkCosts::LinkCosts(const Topology& topology, const AccessState& access,
                     const LinkGeometry& geometry, const LinkConditions& conditions,
                     const AccessOptions& options, Routing routing)
    : topology_(topology),
      access_(access),
      geometry_(geometry),
      conditions_(conditions),
      policy_(make_routing_policy(routing, topology)),
      reach_(topology, geometry),
      moving_delay_ns_(topology.links().size(), kUnreachable),
      user_cost_(topology.terminals().size(), kUnreachable),
      feeders_of_gateway_(topology.gateways().size()),
      feeders_of_satellite_(topology.satellite_count()) {
  if (options.access_delay) {
    user_access_ns_ =
        static_cast<Cost>(static_cast<double>(mean_access_rtt().ns()) / 2 * options.access_share);
  }
}

void LinkCosts::update(Time now, const std::vector<Vec3>& r_ecef_m, RouteTable& lasers) {
  policy_->begin_step({now, r_ecef_m, meters_});
  update_lasers(now, r_ecef_m, lasers);
  update_users(now, r_ecef_m);
  update_feeders(r_ecef_m);
  update_v2x(now);
}

Cost LinkCosts::in_condition(LinkId link, Cost cost) const {
  const LinkCondition& there = conditions_.condition(link);
  const LinkCondition& back = conditions_.condition(reverse_of(link));
  if (!there.up || !back.up) return kUnreachable;
  return cost + static_cast<Cost>((there.extra_delay + back.extra_delay).ns() / 2);
}

Cost LinkCosts::priced(LinkId link, Cost delay_ns) const {
  return delay_ns >= kUnreachable ? kUnreachable : policy_->cost(link, delay_ns);
}

Cost LinkCosts::note_delay(LinkId link, Cost delay_ns) {
  moving_delay_ns_[link.index()] = delay_ns;
  moving_delay_ns_[reverse_of(link).index()] = delay_ns;
  return priced(link, delay_ns);
}

Cost LinkCosts::fixed_delay_ns(LinkId link) const {
  const std::int64_t delay_ns = geometry_.fixed_delay(link).ns();
  return in_condition(link, std::max<Cost>(1, static_cast<Cost>(delay_ns)));
}

Cost LinkCosts::ground(std::uint32_t gateway, NodeId datacenter) const {
  const Gateway& g = topology_.gateways()[gateway];
  const LinkId fibre = topology_.fibre_to(g.pop, datacenter);
  if (!fibre.valid()) return kUnreachable;
  return joined_cost(fixed(g.to_pop), fixed(fibre));
}

Cost LinkCosts::delay_ns(LinkId link) const {
  const LinkKind kind = topology_.link(link).kind;
  return has_fixed_delay(kind) && kind != LinkKind::kV2xLink ? fixed_delay_ns(link)
                                                             : moving_delay_ns_[link.index()];
}

// Of a user or feeder link.
Cost LinkCosts::radio_delay_ns(LinkId link, Vec3 r_ground_ecef_m, NodeId satellite,
                               const std::vector<Vec3>& r_ecef_m) const {
  if (!conditions_.node_up(satellite)) return kUnreachable;
  const double range_m = norm(r_ground_ecef_m - r_ecef_m[satellite.index()]);
  return in_condition(link, propagation_ns(range_m));
}

void LinkCosts::update_lasers(Time now, const std::vector<Vec3>& r_ecef_m, RouteTable& lasers) {
  for (std::size_t e = 0; e < topology_.isls().size(); ++e) {
    const auto& isl = topology_.isls()[e];
    const double range_m = norm(r_ecef_m[isl.a] - r_ecef_m[isl.b]);
    const Cost delay_ns =
        propagation_ns(range_m) + static_cast<Cost>(topology_.link(isl.forward).fixed_delay.ns());
    const bool up = has_position(r_ecef_m[isl.a]) && has_position(r_ecef_m[isl.b]) &&
                    reach_.holds(e, range_m, now);
    lasers.set_edge_cost(
        e, note_delay(isl.forward, up ? in_condition(isl.forward, delay_ns) : kUnreachable));
  }
}

void LinkCosts::update_users(Time now, const std::vector<Vec3>& r_ecef_m) {
  for (std::size_t k = 0; k < user_cost_.size(); ++k) {
    const Terminal& terminal = topology_.terminals()[k];
    const NodeId satellite = access_.serving(k);
    Cost delay_ns = kUnreachable;
    if (satellite.valid()) {
      const Vec3 r_terminal_ecef_m = topology_.node(terminal.node).r_ecef_m_at(now);
      delay_ns = joined_cost(radio_delay_ns(terminal.up, r_terminal_ecef_m, satellite, r_ecef_m),
                             user_access_ns_);
    }
    user_cost_[k] = note_delay(terminal.up, delay_ns);
  }
}

void LinkCosts::update_v2x(Time now) {
  for (const V2xLink& link : topology_.v2x()) {
    note_delay(link.forward,
               in_reach(topology_, link, now) ? fixed_delay_ns(link.forward) : kUnreachable);
  }
}

void LinkCosts::update_feeders(const std::vector<Vec3>& r_ecef_m) {
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

}  // namespace orbitmesh
