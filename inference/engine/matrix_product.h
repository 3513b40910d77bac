#pragma once

#include <cstdint>
#include <vector>

#include "core/simd_level.h"

namespace orbitmesh {

/// Columns that the kernel computes together.
inline constexpr std::int64_t kPanelColumns = 8;

/// C = A B + bias for row-major A (rows x depth), B (depth x columns) and C. Each element is
/// the sum over k = 0, 1, ... of a[i][k] b[k][j], every product and sum rounded to fp32, and
/// then bias[i]: the same bits whatever the CPU, the blocking and the alignment.
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

/// Computes at most kPanelColumns columns. Every row of B must have kPanelColumns readable
/// elements, whatever `columns` is.
void multiply_panel(const MatrixProduct& product, SimdLevel simd);

/// Computes any number of columns; `scratch` is overwritten.
void multiply(const MatrixProduct& product, SimdLevel simd, std::vector<float>& scratch);

}  // namespace orbitmesh
