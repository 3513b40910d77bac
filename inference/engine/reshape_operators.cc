#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "core/error.h"
#include "inference/engine/operators.h"

// Operators that change the shape and leave the elements in their order.

namespace orbitmesh {
namespace {

void copy_as(const KernelCall& call, const Shape& shape) {
  const Value& x = call.input(0);
  if (element_count(shape) != x.size()) {
    throw InputError(fmt::format("an array of shape {} cannot take shape {}", to_string(x.shape),
                                 to_string(shape)));
  }
  Value& y = call.output();
  y.type = x.type;
  y.shape = shape;
  y.floats = x.floats;
  y.integers = x.integers;
}

/// Fills in the dimension written as -1.
void infer_dimension(Shape& shape, const Value& x) {
  const auto open = std::find(shape.begin(), shape.end(), -1);
  if (open == shape.end()) return;
  *open = 1;
  const std::int64_t others = element_count(shape);
  if (others == 0 || x.size() % others != 0) {
    throw InputError(fmt::format("the open dimension cannot be found for an array of shape {}",
                                 to_string(x.shape)));
  }
  *open = x.size() / others;
}

void run_reshape(const KernelCall& call, bool zero_is_zero) {
  const Value& x = call.input(0);
  Shape shape = call.integers(1).integers;
  for (std::size_t i = 0; i < shape.size() && !zero_is_zero; ++i) {
    if (shape[i] != 0) continue;
    if (i >= x.shape.size()) throw InputError("copies a dimension that the input does not have");
    shape[i] = x.shape[i];
  }
  infer_dimension(shape, x);
  copy_as(call, shape);
}

/// The axes of Squeeze and Unsqueeze: an attribute before opset 13, an input since.
std::optional<std::vector<std::int64_t>> axes_of(
    const KernelCall& call, const std::optional<std::vector<std::int64_t>>& attribute) {
  if (call.has(1)) return call.integers(1).integers;
  return attribute;
}

std::set<std::size_t> normalized_axes(const std::vector<std::int64_t>& axes, std::size_t rank) {
  std::set<std::size_t> normalized;
  for (const std::int64_t axis : axes) {
    if (!normalized.insert(normalized_axis(axis, rank)).second) {
      throw InputError(fmt::format("axis {} is listed twice", axis));
    }
  }
  return normalized;
}

Shape squeezed(const Shape& shape, const std::optional<std::vector<std::int64_t>>& axes) {
  const std::set<std::size_t> listed =
      axes ? normalized_axes(*axes, shape.size()) : std::set<std::size_t>();
  Shape kept;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool remove = axes ? listed.count(i) > 0 : shape[i] == 1;
    if (remove && shape[i] != 1) {
      throw InputError(fmt::format("axis {} of {} is not 1", i, to_string(shape)));
    }
    if (!remove) kept.push_back(shape[i]);
  }
  return kept;
}

Shape unsqueezed(const Shape& shape, const std::optional<std::vector<std::int64_t>>& axes) {
  if (!axes) throw InputError("the axes are missing");
  const std::size_t rank = shape.size() + axes->size();
  if (rank > kMaxRank) throw InputError(fmt::format("makes an array of {} dimensions", rank));
  const std::set<std::size_t> inserted = normalized_axes(*axes, rank);
  Shape out;
  auto next = shape.begin();
  for (std::size_t i = 0; i < rank; ++i) out.push_back(inserted.count(i) > 0 ? 1 : *next++);
  return out;
}

}  // namespace

Kernel make_identity(NodeSettings&) {
  return [](const KernelCall& call) { copy_as(call, call.input(0).shape); };
}

Kernel make_dropout(NodeSettings& settings) {
  settings.number("ratio", 0.5F);  // of training only
  settings.integer("seed", 0);
  return [](const KernelCall& call) {
    if (call.has(2) && call.integers(2).integers != std::vector<std::int64_t>{0}) {
      throw InputError("training mode is not supported");
    }
    copy_as(call, call.input(0).shape);
  };
}

Kernel make_reshape(NodeSettings& settings) {
  const bool zero_is_zero = settings.integer("allowzero", 0) != 0;
  return [=](const KernelCall& call) { run_reshape(call, zero_is_zero); };
}

Kernel make_flatten(NodeSettings& settings) {
  const std::int64_t axis = settings.integer("axis", 1);
  return [=](const KernelCall& call) {
    const Shape& shape = call.input(0).shape;
    const std::size_t rank = shape.size();
    const std::size_t split =
        axis == static_cast<std::int64_t>(rank) ? rank : normalized_axis(axis, rank);
    copy_as(call, {product(shape, 0, split), product(shape, split, rank)});
  };
}

Kernel make_squeeze(NodeSettings& settings) {
  const auto attribute = settings.integers("axes");
  return [=](const KernelCall& call) {
    copy_as(call, squeezed(call.input(0).shape, axes_of(call, attribute)));
  };
}

Kernel make_unsqueeze(NodeSettings& settings) {
  const auto attribute = settings.integers("axes");
  return [=](const KernelCall& call) {
    copy_as(call, unsqueezed(call.input(0).shape, axes_of(call, attribute)));
  };
}

}  // namespace orbitmesh
