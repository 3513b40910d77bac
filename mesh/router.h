#pragma once

#include <cstdint>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "mesh/access_state.h"
#include "mesh/link_geometry.h"
#include "mesh/route_table.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// Shortest-delay routes for all destinations in use.
///
/// Destinations are terminals, datacenters and satellites. Terminals and datacenters
/// always have a column of the route table; a satellite gets one when the first packet
/// for it asks and keeps it for kColumnLifetime after the last. Lasers never carry
/// traffic down and up again through a gateway: a packet that has come down stays on the
/// ground ("landed"). Ties go to the lowest link id. Paths have no loops, because every
/// hop lowers the remaining cost by at least 1 ns within one table, and a packet that
/// meets a changed table only starts on the new one.
class Router : public PathCost {
 public:
  static constexpr Duration kColumnLifetime = Duration::from_s(60);

  Router(const Topology& topology, const AccessState& access, const LinkGeometry& geometry,
         const AccessOptions& options);

  /// Computes all link costs from `r_ecef_m` and all routes.
  void recompute(Time now, const std::vector<Vec3>& r_ecef_m);

  /// The link on which a packet for end host `destination` leaves `at`; invalid when
  /// there is none. `landed`: it has come down from a satellite.
  LinkId next_link(NodeId at, NodeId destination, bool landed, Time now);

  /// Least one-way delay between two nodes that are no LAN hosts, from the terminals' and
  /// datacenters' columns; RouteTable::kUnreachable when there is no path, or when both
  /// are satellites and neither is in use as a destination.
  RouteTable::Cost cost_ns(NodeId from, NodeId to) const;

  bool has_datacenters() const override { return !topology_.datacenters().empty(); }
  double to_datacenters_ms(std::uint32_t satellite) const override;

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

  void update_isl_costs(const std::vector<Vec3>& r_ecef_m);
  void update_access_costs(const std::vector<Vec3>& r_ecef_m);
  void drop_idle_columns(Time now);
  std::uint32_t add_column(NodeId destination, Time now);
  std::uint32_t use_column(NodeId destination, Time now);
  void seed_column(std::uint32_t column);
  void forget_choices();
  Cost ground_cost(std::uint32_t gateway, NodeId datacenter) const;
  LinkId next_from_satellite(std::uint32_t satellite, NodeId target, std::uint32_t column);
  Choice choose_from_satellite(std::uint32_t satellite, NodeId target, std::uint32_t column) const;
  Choice choose_up_from_gateway(std::uint32_t gateway, std::uint32_t column) const;
  Choice choose_up_from_pop(NodeId pop, std::uint32_t column) const;
  Choice choose_up_from_datacenter(NodeId datacenter, std::uint32_t column) const;
  Choice choose_up(NodeId ground, std::uint32_t column) const;
  LinkId next_on_ground(NodeId at, NodeId target, bool landed, Time now);
  Cost cost_to_column(NodeId from, std::uint32_t column) const;

  const Topology& topology_;
  const AccessState& access_;
  const LinkGeometry& geometry_;
  Cost user_access_cost_ = 0;
  RouteTable table_;
  std::vector<NodeId> destinations_;      // of each column
  std::vector<Time> last_use_;            // of each column
  std::vector<std::uint32_t> column_of_;  // of each node, or kNoColumn
  std::vector<Cost> user_cost_;           // of each terminal
  std::vector<std::vector<Feeder>> feeders_of_gateway_;
  std::vector<std::vector<Feeder>> feeders_of_satellite_;
  std::vector<std::uint32_t> gateway_of_node_;
  std::vector<std::uint32_t> terminal_of_node_;
  std::vector<std::uint32_t> chosen_;  // [satellite][column] link id or kUnknownLink
  std::size_t chosen_stride_ = 0;
};

}  // namespace orbitmesh
