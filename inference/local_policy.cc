#include "inference/local_policy.h"

namespace orbitmesh {

Placement LocalPolicy::place(const PolicyView& view) {
  if (!view.local) return {};
  return {Tier::kLocal, NodeId{}};
}

}  // namespace orbitmesh
