#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <type_traits>
#include <utility>

#include "core/error.h"
#include "inference/engine/element_copy.h"
#include "inference/engine/operators.h"
#include "inference/engine/strided_copy.h"

namespace orbitmesh {
namespace {

enum class PadMode { kConstant, kReflect, kEdge };

struct PadSettings {
  PadMode mode = PadMode::kConstant;
  std::optional<Shape> pads;  ///< before opset 11
  float value = 0;            ///< before opset 11
};

/// Index in the input for each index along one axis of the output; -1 in constant padding.
std::vector<std::int64_t> source_indices(PadMode mode, std::int64_t extent, std::int64_t begin,
                                         std::int64_t out) {
  std::vector<std::int64_t> indices;
  indices.reserve(static_cast<std::size_t>(out));
  for (std::int64_t i = -begin; i < out - begin; ++i) {
    std::int64_t from = i;
    if (i < 0 || i >= extent) {
      if (mode == PadMode::kConstant) from = -1;
      if (mode == PadMode::kEdge) from = i < 0 ? 0 : extent - 1;
      if (mode == PadMode::kReflect) from = i < 0 ? -i : 2 * (extent - 1) - i;
      if (mode != PadMode::kConstant && (from < 0 || from >= extent)) {
        throw InputError(fmt::format("padding that reaches beyond an axis of {}", extent));
      }
    }
    indices.push_back(from);
  }
  return indices;
}

/// pads[i] before and pads[rank + i] after axis i, for all axes; opset 18 may list some.
Shape all_pads(const KernelCall& call, const PadSettings& settings) {
  const std::size_t rank = call.input(0).shape.size();
  Shape pads = call.has(1) ? call.integers(1).integers : settings.pads.value_or(Shape());
  if (call.has(3)) {
    const Shape& axes = call.integers(3).integers;
    if (pads.size() != 2 * axes.size()) throw InputError("pads and axes differ in length");
    Shape all(2 * rank, 0);
    for (std::size_t i = 0; i < axes.size(); ++i) {
      const std::size_t axis = normalized_axis(axes[i], rank);
      all[axis] = pads[i];
      all[rank + axis] = pads[axes.size() + i];
    }
    pads = all;
  }
  if (pads.size() != 2 * rank) {
    throw InputError(fmt::format("{} pads for an input of {} dimensions", pads.size(), rank));
  }
  for (const std::int64_t pad : pads) {
    if (pad < -kMaxElements || pad > kMaxElements)
      throw InputError(fmt::format("a pad of {}", pad));
  }
  return pads;
}

template <class T>
class Padder {
 public:
  Padder(const std::vector<std::vector<std::int64_t>>& indices, Shape steps, T filler)
      : indices_(indices), steps_(std::move(steps)), filler_(filler) {}

  T* fill(const T* in, T* out, std::size_t depth = 0) const {
    if (depth == indices_.size()) {
      *out = in == nullptr ? filler_ : *in;
      return out + 1;
    }
    if (depth + 1 == indices_.size()) return fill_row(in, out);
    for (const std::int64_t index : indices_[depth]) {
      const bool outside = in == nullptr || index < 0;
      out = fill(outside ? nullptr : in + index * steps_[depth], out, depth + 1);
    }
    return out;
  }

 private:
  T* fill_row(const T* in, T* out) const {
    const std::vector<std::int64_t>& row = indices_.back();
    if (in == nullptr) return std::fill_n(out, row.size(), filler_);
    for (const std::int64_t index : row) *out++ = index < 0 ? filler_ : in[index];
    return out;
  }

  const std::vector<std::vector<std::int64_t>>& indices_;
  Shape steps_;
  T filler_;
};

template <class T>
T pad_value(const KernelCall& call, float fallback) {
  if (!call.has(2) || call.input(2).size() == 0) return static_cast<T>(fallback);
  if constexpr (std::is_same_v<T, float>) {
    return call.floats(2).floats[0];
  } else {
    return call.integers(2).integers[0];
  }
}

void run_pad(const KernelCall& call, const PadSettings& settings) {
  const Value& x = call.input(0);
  const std::size_t rank = x.shape.size();
  const Shape pads = all_pads(call, settings);
  Shape shape;
  for (std::size_t i = 0; i < rank; ++i) shape.push_back(x.shape[i] + pads[i] + pads[rank + i]);
  element_count(shape);
  std::vector<std::vector<std::int64_t>> indices;
  for (std::size_t i = 0; i < rank; ++i) {
    indices.push_back(source_indices(settings.mode, x.shape[i], pads[i], shape[i]));
  }
  move_elements(x, shape, call.output(), [&](const auto* in, auto* out) {
    using T = std::remove_reference_t<decltype(*out)>;
    Padder<T>(indices, row_major_steps(x.shape), pad_value<T>(call, settings.value)).fill(in, out);
  });
}

PadMode pad_mode(const std::string& name) {
  if (name == "constant") return PadMode::kConstant;
  if (name == "reflect") return PadMode::kReflect;
  if (name == "edge") return PadMode::kEdge;
  throw InputError(
      fmt::format("attribute 'mode' is '{}'; constant, reflect and edge are supported", name));
}

}  // namespace

Kernel make_pad(NodeSettings& settings) {
  PadSettings pad;
  pad.mode = pad_mode(settings.text("mode", "constant"));
  pad.pads = settings.integers("pads");
  pad.value = settings.number("value", 0);
  return [=](const KernelCall& call) { run_pad(call, pad); };
}

}  // namespace orbitmesh
