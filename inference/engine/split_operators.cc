#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/error.h"
#include "inference/engine/broadcast.h"
#include "inference/engine/broadcast_copy.h"
#include "inference/engine/element_copy.h"
#include "inference/engine/operators.h"

// Operators that take an array apart, and Expand, which repeats it.

namespace orbitmesh {
namespace {

/// How many elements of the axis each output takes: as listed or, without a list, equally,
/// the last one less.
Shape split_sizes(const KernelCall& call, const std::optional<Shape>& attribute,
                  std::int64_t extent) {
  const auto count = static_cast<std::int64_t>(call.output_count());
  Shape sizes = call.has(1) ? call.integers(1).integers : attribute.value_or(Shape());
  if (sizes.empty()) {
    const std::int64_t chunk = (extent + count - 1) / count;
    for (std::int64_t i = 0; i < count; ++i) {
      sizes.push_back(std::clamp<std::int64_t>(extent - i * chunk, 0, chunk));
    }
  }
  std::int64_t left = extent;
  bool fits = true;
  for (const std::int64_t size : sizes) {
    fits = fits && size >= 0 && size <= left;
    if (fits) left -= size;
  }
  if (!fits || left != 0 || static_cast<std::int64_t>(sizes.size()) != count) {
    throw InputError(
        fmt::format("an axis of {} into {} parts of {}", extent, count, to_string(sizes)));
  }
  return sizes;
}

void run_split(const KernelCall& call, std::int64_t axis_setting,
               const std::optional<Shape>& attribute) {
  const Value& x = call.input(0);
  const std::size_t axis = normalized_axis(axis_setting, x.shape.size());
  const Shape sizes = split_sizes(call, attribute, x.shape[axis]);
  const std::int64_t outer = product(x.shape, 0, axis);
  const std::int64_t inner = product(x.shape, axis + 1, x.shape.size());
  std::int64_t begin = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const std::int64_t block = sizes[i] * inner;
    if (call.has_output(i)) {
      Shape shape = x.shape;
      shape[axis] = sizes[i];
      move_elements(x, shape, call.output(i), [&](const auto* in, auto* out) {
        for (std::int64_t o = 0; o < outer; ++o) {
          std::copy_n(in + o * x.shape[axis] * inner + begin, block, out + o * block);
        }
      });
    }
    begin += block;
  }
}

void run_expand(const KernelCall& call) {
  Value sized;
  sized.shape = call.integers(1).integers;
  element_count(sized.shape);
  const BroadcastPlan plan(call.input(0).shape, sized.shape);
  broadcast_copy(call.input(0), plan.shape(), call.output());
}

}  // namespace

Kernel make_split(NodeSettings& settings) {
  const std::int64_t axis = settings.integer("axis", 0);
  const auto sizes = settings.integers("split");
  const auto outputs = static_cast<std::int64_t>(settings.output_count());
  settings.require_integer("num_outputs", outputs);
  return [=](const KernelCall& call) { run_split(call, axis, sizes); };
}

Kernel make_expand(NodeSettings&) { return run_expand; }

}  // namespace orbitmesh
