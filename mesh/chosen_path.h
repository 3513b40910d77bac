#pragma once

#include <cstdint>

#include "core/ids.h"

namespace orbitmesh {

/// Which way through the mesh a packet takes: the route of all (0), or one of several disjoint
/// paths from an end host to its destination, counted from 1 (mesh/disjoint_ways.h).
struct ChosenPath {
  NodeId from;  ///< the end host; of no meaning for number 0
  std::uint8_t number = 0;
};

}  // namespace orbitmesh
