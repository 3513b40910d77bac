#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "mesh/link_costs.h"
#include "mesh/link_geometry.h"
#include "mesh/route_choice.h"
#include "mesh/route_columns.h"
#include "mesh/route_search.h"
#include "mesh/station_numbers.h"
#include "mesh/topology.h"
#include "mesh/v2x_ways.h"

namespace orbitmesh {

/// Ways between gateways, PoPs and datacenters, and from them up to the satellites.
class GroundWays {
 public:
  /// Everything given must outlive the ways.
  GroundWays(const Topology& topology, const LinkGeometry& geometry, const LinkCosts& costs,
             const RouteColumns& columns, const V2xWays& v2x);

  /// Whether a packet for `target` does not go up from the ground node `at`.
  bool stays(NodeId at, NodeId target, bool landed) const;
  /// Next link to `target` without a satellite; invalid when there is none.
  LinkId next(NodeId at, NodeId target) const { return choose(at, target).link; }
  /// Likewise, with the cost of the way from a PoP or datacenter.
  RouteChoice choose(NodeId at, NodeId target) const;
  /// First link up to the satellites, or over a terminal's terrestrial link, from a gateway, PoP
  /// or datacenter.
  RouteChoice up(NodeId ground, std::uint32_t column) const;

 private:
  using Cost = RouteTable::Cost;
  RouteChoice find_up(NodeId ground, std::uint32_t column) const;
  RouteChoice up_from_gateway(std::uint32_t gateway, std::uint32_t column) const;
  RouteChoice up_from_pop(NodeId pop, std::uint32_t column) const;
  RouteChoice up_from_datacenter(NodeId datacenter, std::uint32_t column) const;
  std::vector<RouteSearch::Exit> exits_of(NodeId ground) const;
  RouteChoice terrestrial_down(NodeId pop, NodeId target) const;

  const Topology& topology_;
  const LinkGeometry& geometry_;
  const LinkCosts& costs_;
  const RouteColumns& columns_;
  const V2xWays& v2x_;
  StationNumbers stations_;
  struct Known {
    std::uint64_t step = 0;
    std::vector<std::pair<NodeId, RouteChoice>> up;  // from ground nodes that were asked for
  };
  mutable std::vector<Known> known_;  // of each column, on demand
};

}  // namespace orbitmesh
