#pragma once

#include <cstdint>
#include <vector>

#include "inference/engine/loops/inner_loops.h"

namespace orbitmesh {

/// C = A B + bias for row-major A (rows x depth), B (depth x columns) and C. Each element is
/// the sum over k = 0, 1, ... of a[i][k] b[k][j], rounded as the KernelSet says, and then
/// bias[i]: the same bits whatever the CPU, the blocking and the alignment.
struct MatrixProduct {
  const float* a = nullptr;
  std::int64_t a_stride = 0;  ///< elements from one row to the next; likewise below
  const float* b = nullptr;
  std::int64_t b_stride = 0;
  float* c = nullptr;
  std::int64_t c_stride = 0;
  std::int64_t rows = 0;
  std::int64_t depth = 0;
  std::int64_t columns = 0;
  const float* row_bias = nullptr;  ///< null: none
};

/// Computes the product; `scratch` is overwritten. Throws InputError when a panel of B would
/// have more elements than an array may have.
void multiply(const MatrixProduct& product, const InnerLoops& loops, std::vector<float>& scratch);

}  // namespace orbitmesh
