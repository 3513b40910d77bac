#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "core/error.h"
#include "inference/engine/operators.h"

// Operators that turn the elements along some axes into one. Sums are in fp64, in the order
// of the elements.

namespace orbitmesh {
namespace {

struct ReduceSettings {
  std::optional<Shape> axes;
  bool keep_dimensions = true;
  bool empty_means_none = false;
};

ReduceSettings reduce_settings(NodeSettings& settings) {
  ReduceSettings reduce;
  reduce.axes = settings.integers("axes");
  reduce.keep_dimensions = settings.integer("keepdims", 1) != 0;
  reduce.empty_means_none = settings.integer("noop_with_empty_axes", 0) != 0;
  return reduce;
}

/// For each dimension whether it is reduced. Axes are an attribute or, in newer opsets, an
/// input; without any, all are.
std::vector<bool> reduced_axes(const KernelCall& call, const ReduceSettings& settings) {
  const std::size_t rank = call.floats(0).shape.size();
  const Shape axes = call.has(1) ? call.integers(1).integers : settings.axes.value_or(Shape());
  std::vector<bool> reduced(rank, axes.empty() && !settings.empty_means_none);
  for (const std::int64_t axis : axes) reduced[normalized_axis(axis, rank)] = true;
  return reduced;
}

/// Calls add(index in the output, element) for every element, in their order.
template <class Add>
void for_each_element(const Value& x, const Shape& out_steps, const Add& add) {
  Shape index(x.shape.size(), 0);
  std::int64_t out = 0;
  for (const float element : x.floats) {
    add(static_cast<std::size_t>(out), element);
    for (std::size_t axis = index.size(); axis-- > 0;) {
      out += out_steps[axis];
      if (++index[axis] < x.shape[axis]) break;
      out -= out_steps[axis] * x.shape[axis];
      index[axis] = 0;
    }
  }
}

/// Folds the reduced elements with op(result so far, element) from `start`, and turns each
/// result into an element with finish(result, number of elements).
template <class Op, class Finish>
void reduce(const KernelCall& call, const ReduceSettings& settings, double start, const Op& op,
            const Finish& finish) {
  const Value& x = call.floats(0);
  const std::vector<bool> reduced = reduced_axes(call, settings);
  Shape shape;
  Shape steps(x.shape.size(), 0);
  std::int64_t results = 1;
  for (std::size_t axis = x.shape.size(); axis-- > 0;) {
    if (!reduced[axis]) steps[axis] = std::exchange(results, results * x.shape[axis]);
  }
  for (std::size_t axis = 0; axis < x.shape.size(); ++axis) {
    if (!reduced[axis]) shape.push_back(x.shape[axis]);
    if (reduced[axis] && settings.keep_dimensions) shape.push_back(1);
  }
  Value& y = call.output();
  y.reset(ElementType::kFloat, shape);
  std::vector<double> sums(y.floats.size(), start);
  for_each_element(x, steps, [&](std::size_t out, float element) {
    sums[out] = op(sums[out], static_cast<double>(element));
  });
  const double count = y.size() == 0 ? 0 : static_cast<double>(x.size() / y.size());
  std::transform(sums.begin(), sums.end(), y.floats.begin(),
                 [&](double sum) { return static_cast<float>(finish(sum, count)); });
}

template <class Op>
Kernel fold(NodeSettings& settings, double start, Op op) {
  const ReduceSettings reduce_setting = reduce_settings(settings);
  return [=](const KernelCall& call) {
    reduce(call, reduce_setting, start, op, [](double value, double) { return value; });
  };
}

void run_arg_max(const KernelCall& call, std::int64_t axis_setting, bool keep_dimensions) {
  const Value& x = call.floats(0);
  const std::size_t axis = normalized_axis(axis_setting, x.shape.size());
  const std::int64_t extent = x.shape[axis];
  if (extent == 0) throw InputError("the largest of no elements");
  Shape shape = x.shape;
  shape[axis] = 1;
  Value& y = call.output();
  y.reset(ElementType::kInteger, shape);
  if (!keep_dimensions) y.shape.erase(y.shape.begin() + static_cast<std::ptrdiff_t>(axis));
  const std::int64_t inner = product(x.shape, axis + 1, x.shape.size());
  for (std::int64_t i = 0; i < y.size(); ++i) {
    const float* const first = x.floats.data() + i / inner * extent * inner + i % inner;
    std::int64_t best = 0;
    for (std::int64_t k = 1; k < extent; ++k) {
      if (first[k * inner] > first[best * inner]) best = k;
    }
    y.integers[static_cast<std::size_t>(i)] = best;
  }
}

}  // namespace

Kernel make_reduce_mean(NodeSettings& settings) {
  const ReduceSettings reduce_setting = reduce_settings(settings);
  return [=](const KernelCall& call) {
    reduce(
        call, reduce_setting, 0, [](double sum, double x) { return sum + x; },
        [](double sum, double count) { return sum / count; });
  };
}

Kernel make_reduce_sum(NodeSettings& settings) {
  return fold(settings, 0, [](double sum, double x) { return sum + x; });
}

Kernel make_reduce_max(NodeSettings& settings) {
  return fold(settings, -std::numeric_limits<double>::infinity(),
              [](double a, double b) { return a > b || a != a ? a : b; });
}

Kernel make_reduce_min(NodeSettings& settings) {
  return fold(settings, std::numeric_limits<double>::infinity(),
              [](double a, double b) { return a < b || a != a ? a : b; });
}

Kernel make_arg_max(NodeSettings& settings) {
  const std::int64_t axis = settings.integer("axis", 0);
  const bool keep_dimensions = settings.integer("keepdims", 1) != 0;
  settings.require_integer("select_last_index", 0);
  return [=](const KernelCall& call) { run_arg_max(call, axis, keep_dimensions); };
}

}  // namespace orbitmesh
