#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/time.h"
#include "core/vec3.h"
#include "mesh/access_state.h"
#include "mesh/laser_reach.h"
#include "mesh/link_conditions.h"
#include "mesh/link_geometry.h"
#include "mesh/route_table.h"
#include "mesh/routing/routing_policy.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// Delay of every link without queueing, and what routing makes of it.
///
/// Links that are down in either direction, and links of nodes that are down, are unreachable;
/// extra delay counts with the mean of both directions, so that a link costs the same both ways.
class LinkCosts {
 public:
  using Cost = RouteTable::Cost;

  /// Everything given must outlive the costs.
  LinkCosts(const Topology& topology, const AccessState& access, const LinkGeometry& geometry,
            const LinkConditions& conditions, const AccessOptions& options, Routing routing);

  /// Where policies that watch the load read it.
  void set_meters(const LinkMeters& meters) { meters_ = &meters; }

  /// Computes everything from positions at `now`, and puts the lasers' costs into `lasers`, whose
  /// edges are the topology's in order.
  void update(Time now, const std::vector<Vec3>& r_ecef_m, RouteTable& lasers);

  /// Of an antenna that tracks a satellite now.
  struct Feeder {
    std::uint32_t gateway = 0;
    LinkId up;
    LinkId down;
    Cost cost = 0;
  };
  const std::vector<Feeder>& feeders_of_gateway(std::uint32_t gateway) const {
    return feeders_of_gateway_[gateway];
  }
  const std::vector<Feeder>& feeders_of_satellite(std::size_t satellite) const {
    return feeders_of_satellite_[satellite];
  }
  /// Of a terminal's link to its serving satellite.
  Cost user(std::uint32_t terminal) const { return user_cost_[terminal]; }
  /// Of a link with a fixed delay.
  Cost fixed(LinkId link) const { return priced(link, fixed_delay_ns(link)); }
  Cost fixed_delay_ns(LinkId link) const;
  /// From a gateway over its PoP to a datacenter.
  Cost ground(std::uint32_t gateway, NodeId datacenter) const;
  /// Present delay of a link that is no LAN.
  Cost delay_ns(LinkId link) const;
  /// And its cost.
  Cost present(LinkId link) const { return priced(link, delay_ns(link)); }
  /// What a link of that delay costs.
  Cost priced(LinkId link, Cost delay_ns) const;

  const RoutingPolicy& policy() const { return *policy_; }

 private:
  Cost in_condition(LinkId link, Cost cost) const;
  Cost note_delay(LinkId link, Cost delay_ns);
  Cost radio_delay_ns(LinkId link, Vec3 r_ground_ecef_m, NodeId satellite,
                      const std::vector<Vec3>& r_ecef_m) const;
  void update_lasers(Time now, const std::vector<Vec3>& r_ecef_m, RouteTable& lasers);
  void update_users(Time now, const std::vector<Vec3>& r_ecef_m);
  void update_v2x(Time now);
  void update_feeders(const std::vector<Vec3>& r_ecef_m);

  const Topology& topology_;
  const AccessState& access_;
  const LinkGeometry& geometry_;
  const LinkConditions& conditions_;
  std::unique_ptr<RoutingPolicy> policy_;
  LaserReach reach_;
  const LinkMeters* meters_ = nullptr;
  Cost user_access_ns_ = 0;
  std::vector<Cost> moving_delay_ns_;  // of each laser, feeder, user and V2X link
  std::vector<Cost> user_cost_;        // of each terminal
  std::vector<std::vector<Feeder>> feeders_of_gateway_;
  std::vector<std::vector<Feeder>> feeders_of_satellite_;
};

}  // namespace orbitmesh
