#pragma once

#include <cstdint>
#include <vector>

#include "core/time.h"
#include "core/vec3.h"
#include "mesh/link_geometry.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// Whether lasers are in reach of each other and pointed: one that was out of reach carries
/// nothing until its acquisition time is over, counted from the first whole second in reach.
/// All are pointed when the run begins. The answers do not depend on when they are asked for.
class LaserReach {
 public:
  /// Everything given must outlive it.
  LaserReach(const Topology& topology, const LinkGeometry& geometry);

  /// Of the topology's laser number `laser`, whose ends are `range_m` apart at `now`; `now` never
  /// decreases.
  bool holds(std::size_t laser, double range_m, Time now);

 private:
  bool in_reach_at(const Topology::Isl& isl, std::int64_t second) const;

  const Topology& topology_;
  const LinkGeometry& geometry_;
  struct Seen {
    std::int64_t until_s = 0;
    std::int64_t out_s = INT64_MIN;  // last whole second up to then out of reach
  };
  std::vector<Seen> seen_;  // of each laser
};

}  // namespace orbitmesh
