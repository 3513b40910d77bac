#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "mesh/access_state.h"
#include "mesh/link_conditions.h"
#include "mesh/link_geometry.h"
#include "mesh/route_search.h"
#include "mesh/route_table.h"
#include "mesh/routing/routing_policy.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// Routes for all destinations in use, by least delay unless a RoutingPolicy says otherwise.
///
/// Destinations are terminals, datacenters and satellites. Terminals and datacenters
/// always have a column of the route table; a satellite gets one when the first packet
/// for it asks and keeps it for kColumnLifetime after the last. Lasers never carry
/// traffic down and up again through a gateway: a packet that has come down stays on the
/// ground ("landed"); one that comes over a terminal's terrestrial link has landed at the
/// PoP. Ties go to the lowest link id. Paths have no loops, because every hop lowers the
/// remaining cost by at least 1 within one table, and a packet that meets a changed table
/// only starts on the new one.
///
/// Links that are down in either direction, and nodes that are down, do not exist; extra delay
/// counts with the mean of both directions, which keeps paths the same both ways.
class Router : public PathCost {
 public:
  static constexpr Duration kColumnLifetime = Duration::from_s(60);

  /// `on_demand`: recompute() takes the link costs alone, and a route is searched when it is
  /// asked for; the answers are the same.
  Router(const Topology& topology, const AccessState& access, const LinkGeometry& geometry,
         const LinkConditions& conditions, const AccessOptions& options, bool on_demand = false,
         Routing routing = Routing::kShortestDelay);

  /// Where policies that watch the load read it; must outlive the router.
  void set_meters(const LinkMeters& meters) { meters_ = &meters; }

  /// Computes all link costs from `r_ecef_m` and, unless on demand, all routes.
  void recompute(Time now, const std::vector<Vec3>& r_ecef_m);

  /// The link on which a packet for end host `destination` leaves `at`; invalid when
  /// there is none. `landed`: it has come down from a satellite.
  LinkId next_link(NodeId at, NodeId destination, bool landed, Time now);

  /// One-way delay of the present route between two nodes that are no LAN hosts, without
  /// queueing, from the terminals' and datacenters' columns; RouteTable::kUnreachable when there
  /// is no path, or when both are satellites and neither is in use as a destination. Where
  /// `from` alone is in use, it is the delay of the way back.
  RouteTable::Cost cost_ns(NodeId from, NodeId to) const;

  bool has_datacenters() const override { return !topology_.datacenters().empty(); }
  double to_datacenters_ms(std::uint32_t satellite) const override;

  /// A link as it is now, with what routing compares.
  struct PricedLink {
    LinkId link;
    NodeId from;
    NodeId to;
    RouteTable::Cost cost = 0;
    RouteTable::Cost delay_ns = 0;
  };
  /// Every link that is up but those of LANs, in order of LinkId.
  std::vector<PricedLink> priced_links() const;

 private:
  using Cost = RouteTable::Cost;
  static constexpr std::uint32_t kNoColumn = 0xffffffffU;
  static constexpr std::uint32_t kUnknownLink = 0xfffffffeU;

  struct Feeder {
    std::uint32_t gateway = 0;
    LinkId up;
    LinkId down;
    Cost cost = 0;
  };
  struct Exit {
    std::uint32_t satellite = 0;
    Cost cost = RouteTable::kUnreachable;
  };
  struct Choice {
    Cost cost = RouteTable::kUnreachable;
    LinkId link;
    void offer(Cost candidate, LinkId via) {
      if (candidate >= RouteTable::kUnreachable) return;
      if (candidate < cost || (candidate == cost && via < link)) {
        cost = candidate;
        link = via;
      }
    }
  };

  Cost in_condition(LinkId link, Cost cost) const;
  Cost priced(LinkId link, Cost delay_ns) const;
  Cost note_delay(LinkId link, Cost delay_ns);
  Cost fixed_delay_ns(LinkId link) const;
  Cost fixed_cost(LinkId link) const { return priced(link, fixed_delay_ns(link)); }
  Cost radio_delay_ns(LinkId link, Vec3 r_ground_ecef_m, NodeId satellite,
                      const std::vector<Vec3>& r_ecef_m) const;
  Cost present_delay_ns(LinkId link) const;
  void update_isl_costs(const std::vector<Vec3>& r_ecef_m);
  void update_access_costs(Time now, const std::vector<Vec3>& r_ecef_m);
  void drop_idle_columns(Time now);
  std::uint32_t add_column(NodeId destination, Time now);
  std::uint32_t use_column(NodeId destination, Time now);
  void seed_column(std::uint32_t column) const;
  void seed(std::size_t satellite, std::uint32_t column, Cost cost) const;
  RouteSearch& search(std::uint32_t column) const;
  Cost column_cost(std::size_t satellite, std::uint32_t column) const;
  Cost neighbour_cost(std::size_t satellite, std::uint32_t column) const;
  void forget_choices();
  Cost ground_cost(std::uint32_t gateway, NodeId datacenter) const;
  LinkId laser_from(std::uint32_t satellite, std::uint32_t edge) const;
  LinkId find_from_satellite(std::uint32_t satellite, NodeId target, std::uint32_t column) const;
  LinkId next_from_satellite(std::uint32_t satellite, NodeId target, std::uint32_t column);
  Choice choose_from_satellite(std::uint32_t satellite, NodeId target, std::uint32_t column) const;
  Choice choose_up_from_gateway(std::uint32_t gateway, std::uint32_t column) const;
  Choice choose_up_from_pop(NodeId pop, std::uint32_t column) const;
  Choice choose_up_from_datacenter(NodeId datacenter, std::uint32_t column) const;
  Choice choose_up(NodeId ground, std::uint32_t column) const;
  Choice find_up(NodeId ground, std::uint32_t column) const;
  std::vector<RouteSearch::Exit> exits_of(NodeId ground) const;
  Choice choose_from_terminal(std::uint32_t terminal, std::uint32_t column) const;
  LinkId terrestrial_down(NodeId pop, NodeId target) const;
  bool stays_on_ground(NodeId at, NodeId target, bool landed) const;
  LinkId link_on_ground(NodeId at, NodeId target) const;
  LinkId next_from_terminal(std::uint32_t terminal, NodeId target, Time now);
  LinkId find_link(NodeId at, std::uint32_t column, bool landed) const;
  Cost delay_to_column(NodeId from, std::uint32_t column) const;
  Cost cost_to_column(NodeId from, std::uint32_t column) const;
  Cost walked_delay_ns(NodeId from, std::uint32_t column) const;

  const Topology& topology_;
  const AccessState& access_;
  const LinkGeometry& geometry_;
  const LinkConditions& conditions_;
  std::unique_ptr<RoutingPolicy> policy_;
  const LinkMeters* meters_ = nullptr;
  Cost user_access_ns_ = 0;
  bool on_demand_;
  // What was not asked for yet is not computed, so a question may have to.
  mutable RouteTable table_;
  struct ColumnSearch {
    RouteSearch search;
    std::uint64_t step = 0;
    std::vector<std::pair<NodeId, Choice>> up;  // from ground nodes that were asked for
  };
  mutable std::vector<ColumnSearch> searches_;  // of each column, on demand
  std::uint64_t step_ = 0;                      // number of recompute()
  std::vector<NodeId> destinations_;            // of each column
  std::vector<Time> last_use_;                  // of each column
  std::vector<std::uint32_t> column_of_;        // of each node, or kNoColumn
  mutable std::vector<Exit> exits_;             // of each column: the cheapest seed
  std::vector<Cost> radio_delay_ns_;            // of each laser, feeder and user link
  std::vector<Cost> user_cost_;                 // of each terminal
  std::vector<std::vector<Feeder>> feeders_of_gateway_;
  std::vector<std::vector<Feeder>> feeders_of_satellite_;
  std::vector<std::uint32_t> gateway_of_node_;
  std::vector<std::uint32_t> terminal_of_node_;
  std::vector<std::uint32_t> chosen_;  // [satellite][column] link id or kUnknownLink
  std::size_t chosen_stride_ = 0;
};

}  // namespace orbitmesh
