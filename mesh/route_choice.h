#pragma once

#include "mesh/route_table.h"
#include "mesh/topology.h"

namespace orbitmesh {

/// Cost of two parts of a path one after the other; kUnreachable where either is.
constexpr RouteTable::Cost joined_cost(RouteTable::Cost a, RouteTable::Cost b) {
  return a >= RouteTable::kUnreachable || b >= RouteTable::kUnreachable ? RouteTable::kUnreachable
                                                                        : a + b;
}

/// The best of the links offered so far; of equal costs the lowest id.
struct RouteChoice {
  RouteTable::Cost cost = RouteTable::kUnreachable;
  LinkId link;  ///< invalid: none leads there

  void offer(RouteTable::Cost candidate, LinkId via) {
    if (candidate >= RouteTable::kUnreachable) return;
    if (candidate < cost || (candidate == cost && via < link)) {
      cost = candidate;
      link = via;
    }
  }
};

}  // namespace orbitmesh
