#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/time.h"
#include "core/vec3.h"
#include "mesh/link_meters.h"
#include "mesh/route_table.h"
#include "mesh/routing/routing.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// What a policy may know when routes are computed.
struct RoutingState {
  Time now;
  const std::vector<Vec3>& r_sat_ecef_m;
  const LinkMeters* meters = nullptr;  ///< null where links are not modelled
};

/// Decides which paths are best. A new one is a class that overrides what differs from least
/// delay, and a line in make_routing_policy().
class RoutingPolicy {
 public:
  using Cost = RouteTable::Cost;
  static constexpr std::uint32_t kFollowTable = 0xffffffffU;

  virtual ~RoutingPolicy() = default;

  /// Before every computation of link costs; `now` never decreases and may repeat.
  virtual void begin_step(const RoutingState& /*state*/) {}

  /// What a link of that delay costs in the sums that are compared: in [1,
  /// RouteTable::kMaxLinkCost], the same for both directions, constant within a step.
  virtual Cost cost(LinkId /*link*/, Cost delay_ns) const { return delay_ns; }

  /// Edge of `graph` on which a packet leaves `satellite`, for a destination that is reached
  /// through the satellite `exit`; kFollowTable for the path of least cost. Constant within a
  /// step. Whoever answers with an edge must do so at every satellite from there to `exit`, and
  /// come ever closer to it: then no path has a loop, since every other hop lowers the cost.
  virtual std::uint32_t next_edge(const RouteTable& /*graph*/, std::uint32_t /*satellite*/,
                                  std::uint32_t /*exit*/) const {
    return kFollowTable;
  }

  /// Whether the path of least delay is always taken.
  virtual bool is_least_delay() const { return false; }
  /// Whether every step must be seen, so that none may be left out while nobody asks.
  virtual bool watches_load() const { return false; }
};

/// The policy of that name for links of `topology`, which must outlive it.
std::unique_ptr<RoutingPolicy> make_routing_policy(Routing routing, const Topology& topology);

}  // namespace orbitmesh
