#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/time.h"
#include "mesh/records.h"
#include "orbit/geodetic.h"
#include "tests/validation/ground_list.h"
#include "tests/validation/starlink_sky.h"

namespace orbitmesh {

/// A dish and the PoP that its traffic goes to. All gateways are joined to the PoP by fibre, and
/// the routes take the one of least delay.
struct PathSpec {
  std::string site;
  Geodetic dish;
  std::string pop;
  Geodetic pop_location;
  std::vector<ListedGateway> gateways;
};

/// One ping of the idle path, out and back.
struct PingSample {
  Time at;
  double to_gateway_ms = 0;
  double to_pop_ms = 0;       ///< with the fibre between gateway and PoP
  double propagation_ms = 0;  ///< radio and laser links of the way to the gateway alone
  int lasers = 0;             ///< hops each way
};

struct FollowedPath {
  std::vector<PingSample> pings;
  std::vector<SlotRecord> slots;
  std::int64_t unserved = 0;  ///< pings without a path
};

/// Runs the mesh with each path from the sky's epoch on, and pings each path three times a slot:
/// four echoes each, 100 ms apart. Starlink's access rules apply: 25 deg of elevation, 22 deg
/// (gateways 18 deg) from the geostationary arc, a cone of 110 deg that leans 10 deg polewards.
std::vector<FollowedPath> follow_paths(const StarlinkSky& sky, const std::vector<PathSpec>& paths,
                                       Duration window);

}  // namespace orbitmesh
