#include "inference/round_robin_policy.h"

#include <utility>

namespace orbitmesh {

Placement RoundRobinPolicy::place(const PolicyView& view) {
  // Ids after the last one come before those up to it.
  const auto turn = [this](const Candidate& c) {
    return std::make_pair(last_.valid() && !(last_ < c.node), c.node);
  };
  const Candidate* next = nullptr;
  for (const Candidate& c : view.candidates) {
    if (!c.path_delay) continue;
    if (next == nullptr || turn(c) < turn(*next)) next = &c;
  }
  if (next == nullptr) return {};
  last_ = next->node;
  return {next->tier, next->node};
}

}  // namespace orbitmesh
