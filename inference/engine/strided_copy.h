#pragma once

#include <cstdint>

#include "inference/engine/value.h"

namespace orbitmesh {

/// Elements from one step along each dimension to the next in a row-major array.
inline Shape row_major_steps(const Shape& shape) {
  Shape steps(shape.size(), 1);
  for (std::size_t i = shape.size(); i-- > 1;) steps[i - 1] = steps[i] * shape[i];
  return steps;
}

/// Writes an array of the shape, row-major, whose element at index (i, j, ...) is
/// in[i steps[0] + j steps[1] + ...].
template <class T>
void strided_copy(const T* in, const Shape& steps, const Shape& shape, T* out,
                  std::size_t depth = 0) {
  if (depth == shape.size()) {
    *out = *in;
    return;
  }
  const bool last = depth + 1 == shape.size();
  const std::int64_t block = product(shape, depth + 1, shape.size());
  for (std::int64_t i = 0; i < shape[depth]; ++i) {
    if (last) {
      out[i] = in[i * steps[depth]];
    } else {
      strided_copy(in + i * steps[depth], steps, shape, out + i * block, depth + 1);
    }
  }
}

}  // namespace orbitmesh
