#pragma once

#include "inference/engine/value.h"

namespace orbitmesh {

/// Gives `out` the type of `in` and the shape, then calls copy(pointer to the elements of
/// in, pointer to those of out): for operators that only move elements.
template <class Copy>
void move_elements(const Value& in, const Shape& shape, Value& out, Copy copy) {
  out.reset(in.type, shape);
  if (in.type == ElementType::kFloat) {
    copy(in.floats.data(), out.floats.data());
  } else {
    copy(in.integers.data(), out.integers.data());
  }
}

}  // namespace orbitmesh
