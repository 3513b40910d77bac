#include "inference/replicated_policy.h"

#include <algorithm>

#include "inference/ranked_places.h"

namespace orbitmesh {

namespace {

bool in_radiation(const PolicyView& view, NodeId node) {
  return std::any_of(view.candidates.begin(), view.candidates.end(), [&](const Candidate& c) {
    return c.node == node && c.zone != RadiationZone::kQuiet;
  });
}

}  // namespace

Placement ReplicatedPolicy::place(const PolicyView& view) {
  Placement placement;
  std::size_t placed = 0;
  const std::size_t wanted = copies_ + (on_mismatch_ == OnMismatch::kRetry ? 1 : 0);
  for (const RankedPlace& place : ranked_places(view)) {
    if (place.tier == Tier::kLocal || placed == wanted) continue;
    if (placed == 0) {
      placement.tier = place.tier;
      placement.node = place.node;
      if (when_ == ReplicateWhen::kSaa && !in_radiation(view, place.node)) return placement;
    } else {
      const bool stands_by = placed >= copies_;
      placement.further.push_back(
          {place.tier, place.node, stands_by ? std::nullopt : std::optional<Duration>(Duration())});
    }
    ++placed;
  }
  if (placed > 1) placement.quorum = 2;
  return placement;
}

}  // namespace orbitmesh
