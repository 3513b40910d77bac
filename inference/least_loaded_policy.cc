#include "inference/least_loaded_policy.h"

#include <tuple>

#include "inference/latency_estimate.h"

namespace orbitmesh {

Placement LeastLoadedPolicy::place(const PolicyView& view) {
  const auto rank = [](const Candidate& c) {
    return std::make_tuple(expected_wait(c), *c.path_delay, c.node);
  };
  const Candidate* best = nullptr;
  for (const Candidate& c : view.candidates) {
    if (!c.path_delay) continue;
    if (best == nullptr || rank(c) < rank(*best)) best = &c;
  }
  return best != nullptr ? Placement{best->tier, best->node} : Placement{};
}

}  // namespace orbitmesh
