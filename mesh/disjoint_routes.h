#pragma once

#include <cstddef>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "mesh/disjoint_paths.h"
#include "mesh/router.h"
#include "mesh/topology.h"

namespace orbitmesh {

struct DisjointRoute {
  std::vector<LinkId> links;  ///< without the LANs of the two ends
  Duration delay;             ///< one way, without LANs, queueing and serialisation
};

/// Up to `k` paths from one end host to another over the links that are up now, disjoint and of
/// least total cost under the router's policy: for sends that are replicated so that one outage
/// does not lose them all. The user links of the two ends and their satellites are shared, since
/// a terminal has one; the ground relays nothing between satellites, as for routes. Empty when
/// there is no path, and for hosts behind one terminal.
std::vector<DisjointRoute> disjoint_routes(const Topology& topology, const Router& router,
                                           NodeId from, NodeId to, std::size_t k,
                                           Disjointness disjointness);

}  // namespace orbitmesh
