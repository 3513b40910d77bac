#pragma once

#include "tests/mesh/ns3/twin/arrival.h"

namespace orbitmesh::twin {

/// The scenario over PacketNetwork. Only one simulation can run in a process.
Report run_lean();

/// The scenario over nodes with full IPv4 stacks, PointToPointNetDevices and static host
/// routes, moved by hand: each packet's delay is computed from the ephemeris itself, and
/// routes are rewritten whenever the mesh computes new ones.
Report run_reference();

}  // namespace orbitmesh::twin
