#pragma once

#include <vector>

#include "mesh/routing/routing_policy.h"

namespace orbitmesh {

/// Every satellite hands a packet to the neighbour nearest in space to the satellite where the
/// packet leaves the mesh, as long as that leads nearer at every satellite up to there. From a
/// satellite from which it would get stuck the path of least delay is taken, up to one
/// from which it would not.
class Geographic final : public RoutingPolicy {
 public:
  void begin_step(const RoutingState& state) override { r_ecef_m_ = state.r_sat_ecef_m; }
  std::uint32_t next_edge(const RouteTable& graph, std::uint32_t satellite,
                          std::uint32_t exit) const override;

 private:
  RouteTable::Neighbour nearer(const RouteTable& graph, std::uint32_t satellite,
                               std::uint32_t exit) const;

  std::vector<Vec3> r_ecef_m_;
};

}  // namespace orbitmesh
