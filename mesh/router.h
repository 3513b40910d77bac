#pragma once

#include <cstdint>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "mesh/access_state.h"
#include "mesh/ground_ways.h"
#include "mesh/link_conditions.h"
#include "mesh/link_costs.h"
#include "mesh/link_geometry.h"
#include "mesh/route_choice.h"
#include "mesh/route_columns.h"
#include "mesh/route_table.h"
#include "mesh/routing/routing.h"
#include "mesh/station_numbers.h"
#include "mesh/topology.h"
#include "mesh/v2x_ways.h"

namespace orbitmesh {

/// Routes for all destinations in use, by least delay unless a RoutingPolicy says otherwise.
///
/// Destinations are terminals, datacenters and satellites (mesh/route_columns.h). Lasers never
/// carry traffic down and up again through a gateway: a packet that has come down stays on the
/// ground ("landed"); one that comes over a terminal's terrestrial link has landed at the
/// PoP, and one that has come down to a terminal goes on over V2X links alone. Ties go to the
/// lowest link id. Paths have no loops, because every hop lowers the remaining cost by at least 1
/// within one table, and a packet that meets a changed table only starts on the new one. What links
/// cost says mesh/link_costs.h.
class Router : public PathCost {
 public:
  /// `on_demand`: recompute() takes the link costs alone, and a route is searched when it is
  /// asked for; the answers are the same.
  Router(const Topology& topology, const AccessState& access, const LinkGeometry& geometry,
         const LinkConditions& conditions, const AccessOptions& options, bool on_demand = false,
         Routing routing = Routing::kShortestDelay);
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;

  /// Where policies that watch the load read it; must outlive the router.
  void set_meters(const LinkMeters& meters) { costs_.set_meters(meters); }

  /// Number of recompute() so far.
  std::uint64_t step() const { return columns_.step(); }

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

  /// The candidates without those satellites that are known to be farther from `from` than `count`
  /// others are. On demand, no more routes are looked for than that takes.
  std::vector<NodeId> among_nearest(NodeId from, const std::vector<NodeId>& candidates,
                                    std::size_t count) const;

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
  static constexpr std::uint32_t kUnknownLink = 0xfffffffeU;

  LinkId laser_from(std::uint32_t satellite, std::uint32_t edge) const;
  LinkId find_from_satellite(std::uint32_t satellite, std::uint32_t column) const;
  LinkId next_from_satellite(std::uint32_t satellite, std::uint32_t column);
  RouteChoice choose_from_satellite(std::uint32_t satellite, std::uint32_t column) const;
  RouteChoice choose_from_terminal(std::uint32_t terminal, std::uint32_t column) const;
  RouteChoice choose_own_link(std::uint32_t terminal, std::uint32_t column) const;
  LinkId next_over_v2x(NodeId at, NodeId target) const;
  LinkId next_from_terminal(std::uint32_t terminal, NodeId target, Time now);
  LinkId find_link(NodeId at, std::uint32_t column, bool landed) const;
  Cost delay_to_column(NodeId from, std::uint32_t column) const;
  Cost cost_to_column(NodeId from, std::uint32_t column) const;
  Cost walked_delay_ns(NodeId from, std::uint32_t column) const;
  void forget_choices();

  const Topology& topology_;
  const AccessState& access_;
  const LinkGeometry& geometry_;
  StationNumbers stations_;
  LinkCosts costs_;
  V2xWays v2x_;
  RouteColumns columns_;
  GroundWays ground_;
  std::vector<std::uint32_t> chosen_;  // [satellite][column] link id or kUnknownLink
  std::size_t chosen_stride_ = 0;
};

}  // namespace orbitmesh
