#pragma once

#include <memory>

#include "mesh/mesh.h"
#include "mesh/topology.h"
#include "orbit/constellation.h"
#include "orbit/ephemeris.h"
#include "orbit/epoch.h"

namespace orbitmesh::twin {

/// 66 satellites in a Walker star at 780 km with +Grid lasers, two terminals with a host
/// each, and a datacenter behind a gateway of one antenna, all in the north, where
/// several satellites are in view. Every rate has a whole number of nanoseconds a byte,
/// so that serialisation times are exact in both simulations.
struct Scenario {
  Scenario();

  /// 100 s that have three changes of the feeder's satellite and eight user handovers.
  static constexpr Time kBegin = Time{} + Duration::from_s(180);
  static constexpr Time kEnd = Time{} + Duration::from_s(280);
  static MeshOptions mesh_options();

  Constellation constellation;
  Epoch epoch;
  std::unique_ptr<Ephemeris> ephemeris;
  std::unique_ptr<Topology> topology;
  NodeId host_a;
  NodeId host_b;
  NodeId datacenter;
};

}  // namespace orbitmesh::twin
