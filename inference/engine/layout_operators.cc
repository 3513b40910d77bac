#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>

#include "core/error.h"
#include "inference/engine/element_copy.h"
#include "inference/engine/operators.h"
#include "inference/engine/strided_copy.h"

// Operators that pick and reorder elements.

namespace orbitmesh {
namespace {

void run_transpose(const KernelCall& call, const std::optional<Shape>& order) {
  const Value& x = call.input(0);
  Shape from(x.shape.size());
  std::iota(from.rbegin(), from.rend(), 0);
  if (order) {
    if (!std::is_permutation(from.begin(), from.end(), order->begin(), order->end())) {
      throw InputError(fmt::format("the order {} of the dimensions of {}", to_string(*order),
                                   to_string(x.shape)));
    }
    from = *order;
  }
  const Shape in_steps = row_major_steps(x.shape);
  Shape shape;
  Shape steps;
  for (const std::int64_t axis : from) {
    shape.push_back(x.shape[static_cast<std::size_t>(axis)]);
    steps.push_back(in_steps[static_cast<std::size_t>(axis)]);
  }
  move_elements(x, shape, call.output(),
                [&](const auto* in, auto* out) { strided_copy(in, steps, shape, out); });
}

/// The shape of the inputs side by side.
Shape concatenated(const KernelCall& call, std::size_t axis) {
  Shape shape = call.input(0).shape;
  for (std::size_t i = 1; i < call.input_count(); ++i) {
    Shape other = call.input(i).shape;
    if (call.input(i).type != call.input(0).type) {
      throw InputError("some inputs have integers and others floats");
    }
    const bool same_rank = other.size() == shape.size();
    const std::int64_t added = same_rank ? other[axis] : 0;
    if (same_rank) other[axis] = shape[axis];
    if (other != shape) {
      throw InputError(fmt::format("input {} of shape {} does not fit beside {}", i,
                                   to_string(call.input(i).shape), to_string(shape)));
    }
    shape[axis] += added;
    element_count(shape);
  }
  return shape;
}

void run_concat(const KernelCall& call, std::int64_t axis_setting) {
  const std::size_t axis = normalized_axis(axis_setting, call.input(0).shape.size());
  const Shape shape = concatenated(call, axis);
  const std::int64_t outer = product(shape, 0, axis);
  const std::int64_t stride = product(shape, axis, shape.size());
  std::int64_t begin = 0;
  for (std::size_t i = 0; i < call.input_count(); ++i) {
    const Value& x = call.input(i);
    const std::int64_t block = product(x.shape, axis, x.shape.size());
    move_elements(x, shape, call.output(), [&](const auto* in, auto* out) {
      for (std::int64_t o = 0; o < outer; ++o) {
        std::copy_n(in + o * block, block, out + o * stride + begin);
      }
    });
    begin += block;
  }
}

/// What Slice takes of one axis: `count` elements, `step` apart, from `start`.
struct SliceRange {
  std::int64_t start = 0;
  std::int64_t step = 1;
  std::int64_t count = 0;
};

SliceRange slice_range(std::int64_t start, std::int64_t end, std::int64_t step,
                       std::int64_t extent) {
  constexpr std::int64_t kMaxStep = std::int64_t{1} << 40;
  if (step == 0) throw InputError("a step of 0");
  step = std::clamp(step, -kMaxStep, kMaxStep);
  const auto from_front = [extent](std::int64_t i) { return i < 0 ? i + extent : i; };
  const std::int64_t low = step > 0 ? 0 : -1;
  const std::int64_t high = step > 0 ? extent : extent - 1;
  start = std::clamp(from_front(start), std::max<std::int64_t>(low, 0), high);
  end = std::clamp(from_front(end), low, high);
  const std::int64_t distance = step > 0 ? end - start : start - end;
  const std::int64_t stride = step > 0 ? step : -step;
  return {start, step, std::max<std::int64_t>(0, (distance + stride - 1) / stride)};
}

/// The operands of Slice: attributes before opset 10, inputs since.
struct SliceOperands {
  Shape starts;
  Shape ends;
  Shape axes;
  Shape steps;
};

SliceOperands slice_operands(const KernelCall& call, SliceOperands operands) {
  if (call.has(1)) operands.starts = call.integers(1).integers;
  if (call.has(2)) operands.ends = call.integers(2).integers;
  if (call.has(3)) operands.axes = call.integers(3).integers;
  if (call.has(4)) operands.steps = call.integers(4).integers;
  const std::size_t count = operands.starts.size();
  if (operands.axes.empty()) {
    operands.axes.resize(count);
    std::iota(operands.axes.begin(), operands.axes.end(), 0);
  }
  if (operands.steps.empty()) operands.steps.resize(count, 1);
  if (operands.ends.size() != count || operands.axes.size() != count ||
      operands.steps.size() != count) {
    throw InputError("starts, ends, axes and steps differ in length");
  }
  return operands;
}

void run_slice(const KernelCall& call, const SliceOperands& attributes) {
  const Value& x = call.input(0);
  const SliceOperands operands = slice_operands(call, attributes);
  Shape shape = x.shape;
  Shape steps = row_major_steps(x.shape);
  const Shape in_steps = steps;
  std::int64_t offset = 0;
  for (std::size_t i = 0; i < operands.starts.size(); ++i) {
    const std::size_t axis = normalized_axis(operands.axes[i], x.shape.size());
    const SliceRange range =
        slice_range(operands.starts[i], operands.ends[i], operands.steps[i], x.shape[axis]);
    shape[axis] = range.count;
    // The step of a single element may be too large to be multiplied.
    steps[axis] = range.count > 1 ? in_steps[axis] * range.step : 0;
    offset += range.start * in_steps[axis];
  }
  if (element_count(shape) == 0) offset = 0;
  move_elements(x, shape, call.output(),
                [&](const auto* in, auto* out) { strided_copy(in + offset, steps, shape, out); });
}

void run_gather(const KernelCall& call, std::int64_t axis_setting) {
  const Value& x = call.input(0);
  const Value& indices = call.integers(1);
  const std::size_t axis = normalized_axis(axis_setting, x.shape.size());
  const std::int64_t extent = x.shape[axis];
  Shape shape(x.shape.begin(), x.shape.begin() + static_cast<std::ptrdiff_t>(axis));
  shape.insert(shape.end(), indices.shape.begin(), indices.shape.end());
  shape.insert(shape.end(), x.shape.begin() + static_cast<std::ptrdiff_t>(axis) + 1, x.shape.end());
  for (const std::int64_t index : indices.integers) {
    if (index >= -extent && index < extent) continue;
    throw InputError(fmt::format("index {} along an axis of {}", index, extent));
  }
  const std::int64_t outer = product(x.shape, 0, axis);
  const std::int64_t inner = product(x.shape, axis + 1, x.shape.size());
  move_elements(x, shape, call.output(), [&](const auto* in, auto* out) {
    for (std::int64_t o = 0; o < outer; ++o) {
      for (const std::int64_t index : indices.integers) {
        const std::int64_t row = o * extent + (index < 0 ? index + extent : index);
        out = std::copy_n(in + row * inner, inner, out);
      }
    }
  });
}

}  // namespace

Kernel make_transpose(NodeSettings& settings) {
  const auto order = settings.integers("perm");
  return [=](const KernelCall& call) { run_transpose(call, order); };
}

Kernel make_concat(NodeSettings& settings) {
  if (!settings.has("axis")) throw InputError("attribute 'axis' is missing");
  const std::int64_t axis = settings.integer("axis", 0);
  return [=](const KernelCall& call) { run_concat(call, axis); };
}

Kernel make_slice(NodeSettings& settings) {
  SliceOperands attributes;
  attributes.starts = settings.integers("starts").value_or(Shape());
  attributes.ends = settings.integers("ends").value_or(Shape());
  attributes.axes = settings.integers("axes").value_or(Shape());
  return [=](const KernelCall& call) { run_slice(call, attributes); };
}

Kernel make_gather(NodeSettings& settings) {
  const std::int64_t axis = settings.integer("axis", 0);
  return [=](const KernelCall& call) { run_gather(call, axis); };
}

}  // namespace orbitmesh
