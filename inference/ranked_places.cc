#include "inference/ranked_places.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "inference/latency_estimate.h"

namespace orbitmesh {

std::vector<RankedPlace> ranked_places(const PolicyView& view) {
  std::vector<RankedPlace> places;
  if (view.local) places.push_back({Tier::kLocal, NodeId{}, estimated_latency(*view.local)});
  for (const Candidate& candidate : view.candidates) {
    const std::optional<Duration> latency = estimated_latency(view, candidate);
    if (latency) places.push_back({candidate.tier, candidate.node, *latency});
  }
  std::sort(places.begin(), places.end(), [](const RankedPlace& a, const RankedPlace& b) {
    return std::tie(a.latency, a.tier, a.node) < std::tie(b.latency, b.tier, b.node);
  });
  return places;
}

}  // namespace orbitmesh
