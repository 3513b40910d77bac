#pragma once

#include <tuple>
#include <vector>

#include "inference/policy_view.h"

namespace orbitmesh {

/// The candidate with a path, accepted by `accept`, that has the least path delay (ties:
/// lowest id), or null.
template <class Accept>
const Candidate* least_delay(const std::vector<Candidate>& candidates, Accept accept) {
  const Candidate* best = nullptr;
  for (const Candidate& c : candidates) {
    if (!c.path_delay || !accept(c)) continue;
    if (best == nullptr ||
        std::tie(*c.path_delay, c.node) < std::tie(*best->path_delay, best->node)) {
      best = &c;
    }
  }
  return best;
}

}  // namespace orbitmesh
