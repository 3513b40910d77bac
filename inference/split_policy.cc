#include "inference/split_policy.h"

#include <tuple>

#include "inference/latency_estimate.h"
#include "inference/ranked_places.h"

namespace orbitmesh {

Placement SplitPolicy::place(const PolicyView& view) {
  Placement best;
  Duration least = Duration::max();
  for (std::size_t i = 0; i < view.cuts.size(); ++i) {
    const auto cut = static_cast<std::int64_t>(i);
    if (cut_ && *cut_ != cut) continue;
    for (const Candidate& candidate : view.candidates) {
      const std::optional<Duration> latency = estimated_split_latency(view, candidate, i);
      if (!latency || !(std::tie(*latency, candidate.node) < std::tie(least, best.node))) continue;
      best = {candidate.tier, candidate.node, {}, 1, cut};
      least = *latency;
    }
  }
  if (best.placed() && cut_) return best;
  const auto whole = ranked_places(view);
  if (whole.empty() || (best.placed() && least < whole.front().latency)) return best;
  return {whole.front().tier, whole.front().node};
}

}  // namespace orbitmesh
