#include "inference/engine/broadcast.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"

namespace orbitmesh {
namespace {

/// Dimension `i` from the back, 1 beyond the front.
std::int64_t from_back(const Shape& shape, std::size_t i) {
  return i < shape.size() ? shape[shape.size() - 1 - i] : 1;
}

}  // namespace

BroadcastPlan::BroadcastPlan(const Shape& a, const Shape& b) {
  std::int64_t a_step = 1;
  std::int64_t b_step = 1;
  shape_.reserve(std::max(a.size(), b.size()));
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const std::int64_t in_a = from_back(a, i);
    const std::int64_t in_b = from_back(b, i);
    if (in_a != in_b && in_a != 1 && in_b != 1) {
      throw InputError(
          fmt::format("shapes {} and {} do not go together", to_string(a), to_string(b)));
    }
    const std::int64_t extent = in_a == 1 ? in_b : in_a;
    shape_.push_back(extent);
    const Axis axis{extent, in_a == 1 ? 0 : a_step, in_b == 1 ? 0 : b_step};
    a_step *= in_a;
    b_step *= in_b;
    if (extent == 1) continue;
    const bool continues = !axes_.empty() &&
                           axis.a_step == axes_.back().a_step * axes_.back().extent &&
                           axis.b_step == axes_.back().b_step * axes_.back().extent;
    if (continues) {
      axes_.back().extent *= extent;
    } else {
      axes_.push_back(axis);
    }
  }
  if (axes_.empty()) axes_.push_back({1, 1, 1});
  std::reverse(shape_.begin(), shape_.end());
  std::reverse(axes_.begin(), axes_.end());
}

}  // namespace orbitmesh
