#include "inference/hedged_policy.h"

#include <algorithm>

#include "inference/ranked_places.h"

namespace orbitmesh {

Placement HedgedPolicy::place(const PolicyView& view) {
  const auto places = ranked_places(view);
  if (places.empty()) return {};
  Placement placement{places[0].tier, places[0].node};
  if (placement.tier != Tier::kLocal && places.size() > 1) {
    placement.further.push_back({places[1].tier, places[1].node, start_of_second(view)});
  }
  return placement;
}

Duration HedgedPolicy::start_of_second(const PolicyView& view) const {
  if (after_) return *after_;
  if (record_.count(view.now) < kEnough) return view.deadline / 2;
  return std::min(record_.quantile(quantile_, view.now), view.deadline);
}

void HedgedPolicy::observe(const AttemptObservation& observation) {
  record_.add(observation.at, observation.latency.value_or(observation.under_way));
}

}  // namespace orbitmesh
