#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <type_traits>

#include "core/error.h"
#include "inference/engine/operators.h"

// Operators that make arrays from shapes and settings, and Cast.

namespace orbitmesh {
namespace {

// TensorProto.DataType in onnx.proto.
constexpr std::int64_t kOnnxFloat = 1;
constexpr std::int64_t kOnnxInt32 = 6;
constexpr std::int64_t kOnnxInt64 = 7;
constexpr std::int64_t kOnnxBool = 9;

/// Truncates towards zero. What C++ leaves undefined is defined here: the nearest limit for
/// a number out of range and 0 for NaN.
std::int64_t to_integer(float x, std::int64_t min, std::int64_t max) {
  if (x != x) return 0;
  if (x <= static_cast<float>(min)) return min;
  if (x >= static_cast<float>(max)) return max;
  return static_cast<std::int64_t>(x);
}

template <class T>
std::int64_t cast_integer(T x, std::int64_t to) {
  if (to == kOnnxBool) return x != 0 ? 1 : 0;
  const bool narrow = to == kOnnxInt32;
  if constexpr (std::is_same_v<T, float>) {
    const auto min = std::numeric_limits<std::int64_t>::min();
    const auto max = std::numeric_limits<std::int64_t>::max();
    return narrow ? to_integer(x, std::numeric_limits<std::int32_t>::min(),
                               std::numeric_limits<std::int32_t>::max())
                  : to_integer(x, min, max);
  } else {
    return narrow ? static_cast<std::int32_t>(static_cast<std::uint32_t>(x)) : x;
  }
}

template <class T>
void cast_elements(const std::vector<T>& in, std::int64_t to, Value& out) {
  if (to == kOnnxFloat) {
    std::transform(in.begin(), in.end(), out.floats.begin(),
                   [](T x) { return static_cast<float>(x); });
  } else {
    std::transform(in.begin(), in.end(), out.integers.begin(),
                   [to](T x) { return cast_integer(x, to); });
  }
}

void run_cast(const KernelCall& call, std::int64_t to) {
  const Value& x = call.input(0);
  Value& y = call.output();
  y.reset(to == kOnnxFloat ? ElementType::kFloat : ElementType::kInteger, x.shape);
  if (x.type == ElementType::kFloat) {
    cast_elements(x.floats, to, y);
  } else {
    cast_elements(x.integers, to, y);
  }
}

/// The dimensions from `start` up to `end`, counted as Python's slices.
void run_shape(const KernelCall& call, std::int64_t start, std::int64_t end) {
  const Shape& shape = call.input(0).shape;
  const auto rank = static_cast<std::int64_t>(shape.size());
  const auto clamped = [rank](std::int64_t i) {
    return std::clamp<std::int64_t>(i < 0 ? i + rank : i, 0, rank);
  };
  const std::int64_t first = clamped(start);
  const std::int64_t last = std::max(first, clamped(end));
  Value& y = call.output();
  y.reset(ElementType::kInteger, {last - first});
  std::copy(shape.begin() + first, shape.begin() + last, y.integers.begin());
}

void run_constant_of_shape(const KernelCall& call, const Value& element) {
  Value& y = call.output();
  y.reset(element.type, call.integers(0).integers);
  if (element.type == ElementType::kFloat) {
    std::fill(y.floats.begin(), y.floats.end(), element.floats[0]);
  } else {
    std::fill(y.integers.begin(), y.integers.end(), element.integers[0]);
  }
}

}  // namespace

Kernel make_cast(NodeSettings& settings) {
  const std::int64_t to = settings.integer("to", 0);
  settings.integer("saturate", 1);  // of 8-bit floats only
  if (to != kOnnxFloat && to != kOnnxInt32 && to != kOnnxInt64 && to != kOnnxBool) {
    throw InputError(
        fmt::format("attribute 'to' is {}; float (1), int32 (6), int64 (7) and bool (9) are "
                    "supported",
                    to));
  }
  return [=](const KernelCall& call) { run_cast(call, to); };
}

Kernel make_shape(NodeSettings& settings) {
  const std::int64_t start = settings.integer("start", 0);
  const std::int64_t end = settings.integer("end", std::numeric_limits<std::int64_t>::max());
  return [=](const KernelCall& call) { run_shape(call, start, end); };
}

Kernel make_size(NodeSettings&) {
  return [](const KernelCall& call) {
    call.output().reset(ElementType::kInteger, {});
    call.output().integers[0] = call.input(0).size();
  };
}

Kernel make_constant_of_shape(NodeSettings& settings) {
  Value element;
  element.reset(ElementType::kFloat, {1});
  element.floats[0] = 0;
  if (const OnnxTensor* const value = settings.tensor("value")) {
    if (value->value.size() != 1) throw InputError("attribute 'value' is no single element");
    element = value->value;
  }
  return [=](const KernelCall& call) { run_constant_of_shape(call, element); };
}

}  // namespace orbitmesh
