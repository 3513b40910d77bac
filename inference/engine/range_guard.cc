#include "inference/engine/range_guard.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace orbitmesh {
namespace {

/// Operators that move values and make none.
bool only_moves(std::string_view op) {
  constexpr std::array<std::string_view, 9> kMovers = {"Concat",    "Flatten", "Gather",
                                                       "Identity",  "Reshape", "Slice",
                                                       "Transpose", "Squeeze", "Unsqueeze"};
  return std::find(kMovers.begin(), kMovers.end(), op) != kMovers.end();
}

}  // namespace

void RangeGuard::after(const PlannedNode& node, const KernelCall& call) {
  if (only_moves(node.op)) return;
  std::vector<Bounds>& bounds = bounds_[&node];
  bounds.resize(call.output_count());
  for (std::size_t i = 0; i < call.output_count(); ++i) {
    if (!call.has_output(i)) continue;
    // Two comparisons an element count as one multiply-add.
    call.spend(static_cast<double>(call.output(i).floats.size()));
    learning_ ? learn(call.output(i), bounds[i]) : restrict(call.output(i), bounds[i]);
  }
}

void RangeGuard::learn(const Value& value, Bounds& bounds) const {
  for (const float x : value.floats) {
    bounds.low = bounds.known ? std::min(bounds.low, x) : x;
    bounds.high = bounds.known ? std::max(bounds.high, x) : x;
    bounds.known = true;
  }
}

void RangeGuard::restrict(Value& value, const Bounds& bounds) const {
  if (!bounds.known) return;
  for (float& x : value.floats) {
    x = x < bounds.low ? bounds.low : x;
    x = x > bounds.high ? bounds.high : x;
  }
}

}  // namespace orbitmesh
