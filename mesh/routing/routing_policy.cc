#include "mesh/routing/routing_policy.h"

#include <stdexcept>

#include "mesh/routing/fewest_hops.h"
#include "mesh/routing/geographic.h"
#include "mesh/routing/load_aware.h"
#include "mesh/routing/shortest_delay.h"

namespace orbitmesh {

std::unique_ptr<RoutingPolicy> make_routing_policy(Routing routing, const Topology& topology) {
  switch (routing) {
    case Routing::kShortestDelay:
      return std::make_unique<ShortestDelay>();
    case Routing::kFewestHops:
      return std::make_unique<FewestHops>();
    case Routing::kLoadAware:
      return std::make_unique<LoadAware>(topology.links().size());
    case Routing::kGeographic:
      return std::make_unique<Geographic>();
  }
  throw std::invalid_argument("no such routing");
}

}  // namespace orbitmesh
