#pragma once

#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "inference/policy_view.h"

namespace orbitmesh {

/// A place that could run a request.
struct RankedPlace {
  Tier tier = Tier::kNone;
  NodeId node;       ///< invalid for the client's own accelerator
  Duration latency;  ///< as inference/latency_estimate.h expects it
};

/// Every place with a path, and the client's own accelerator where it holds the model, by
/// estimated latency. Ties: local before satellite before ground, then the lowest id.
std::vector<RankedPlace> ranked_places(const PolicyView& view);

}  // namespace orbitmesh
