#include "inference/ground_policy.h"

#include "inference/least_delay.h"

namespace orbitmesh {

Placement GroundPolicy::place(const PolicyView& view) {
  if (site_.valid()) return place_at_site(view);
  const Candidate* best =
      least_delay(view.candidates, [](const Candidate& c) { return c.tier == Tier::kGround; });
  return best ? Placement{Tier::kGround, best->node} : Placement{};
}

Placement GroundPolicy::place_at_site(const PolicyView& view) const {
  for (const Candidate& c : view.candidates) {
    if (c.node == site_) return {c.tier, c.node};
  }
  return {};
}

}  // namespace orbitmesh
