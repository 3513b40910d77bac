#pragma once

#include <cstdint>
#include <vector>

#include "inference/engine/value.h"

namespace orbitmesh {

/// How two arrays are laid over each other when their shapes differ, as in NumPy: aligned at
/// the last dimension, and a dimension of 1 is repeated.
class BroadcastPlan {
 public:
  /// Throws InputError for shapes that do not go together.
  BroadcastPlan(const Shape& a, const Shape& b);

  /// The shape of the result.
  const Shape& shape() const { return shape_; }

  /// out[i] = op(a[...], b[...]) for every element of the result, in row-major order. `out`
  /// may be `a` when a has the shape of the result.
  template <class T, class Op>
  void apply(const T* a, const T* b, T* out, Op op) const {
    for (const Shape::value_type dimension : shape_) {
      if (dimension == 0) return;
    }
    walk(0, a, b, out, op);
  }

 private:
  /// A run of dimensions along which both arrays are contiguous or repeated.
  struct Axis {
    std::int64_t extent;
    std::int64_t a_step;
    std::int64_t b_step;
  };

  template <class T, class Op>
  T* walk(std::size_t depth, const T* a, const T* b, T* out, Op op) const {
    const Axis& axis = axes_[depth];
    if (depth + 1 == axes_.size()) {
      row(axis, a, b, out, op);
      return out + axis.extent;
    }
    for (std::int64_t i = 0; i < axis.extent; ++i) {
      out = walk(depth + 1, a + i * axis.a_step, b + i * axis.b_step, out, op);
    }
    return out;
  }

  /// The innermost loop, with steps known to the compiler, which then vectorises it.
  template <class T, class Op>
  static void row(const Axis& axis, const T* a, const T* b, T* out, Op op) {
    if (axis.a_step == 1 && axis.b_step == 1) {
      for (std::int64_t i = 0; i < axis.extent; ++i) out[i] = op(a[i], b[i]);
    } else if (axis.a_step == 1) {
      for (std::int64_t i = 0; i < axis.extent; ++i) out[i] = op(a[i], *b);
    } else {
      for (std::int64_t i = 0; i < axis.extent; ++i) out[i] = op(*a, b[i * axis.b_step]);
    }
  }

  Shape shape_;
  std::vector<Axis> axes_;  ///< at least one; the last has steps of 0 or 1
};

}  // namespace orbitmesh
