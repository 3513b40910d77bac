#pragma once

#include <vector>

#include "core/time.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// Whether the ends of a V2X link hear each other at `now`.
bool in_reach(const Topology& topology, const V2xLink& link, Time now);

/// Part of its rate that each V2X link of the topology has, (0, 1]: links in reach that have an
/// end in common share it evenly, active or not.
std::vector<double> v2x_shares(const Topology& topology, Time now);

}  // namespace orbitmesh
