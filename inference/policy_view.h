#pragma once

#include <optional>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "inference/tier.h"

namespace orbitmesh {

/// A remote node that holds the model of a request.
struct Candidate {
  NodeId node;
  Tier tier = Tier::kNone;             ///< kSatellite or kGround
  std::optional<Duration> path_delay;  ///< one way, unloaded; empty without a path now
};

/// What a client knows when it places a request.
struct PolicyView {
  Time now;
  Duration deadline;  ///< from the scheduled issue time
  Bytes request;
  bool local_holds_model = false;  ///< the client's own accelerator can run the model
  /// The remote nodes on offer: of the satellites that hold the model the nearest one
  /// alone, of the ground nodes all. In no order of merit.
  std::vector<Candidate> candidates;
};

/// Where to run a request; the default value is "no placement".
struct Placement {
  Tier tier = Tier::kNone;
  NodeId node;  ///< of a remote placement

  bool placed() const { return tier != Tier::kNone; }
};

}  // namespace orbitmesh
