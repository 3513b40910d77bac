#include "inference/nearest_policy.h"

#include "inference/least_delay.h"

namespace orbitmesh {

Placement NearestPolicy::place(const PolicyView& view) {
  const Candidate* best = least_delay(view.candidates, [](const Candidate&) { return true; });
  return best ? Placement{best->tier, best->node} : Placement{};
}

}  // namespace orbitmesh
