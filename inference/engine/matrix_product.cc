#include "inference/engine/matrix_product.h"

#include <algorithm>
#include <cstddef>

namespace orbitmesh {
namespace {

// Vectors of the compiler's own.
using Vec4 [[gnu::vector_size(16)]] = float;
using Vec8 [[gnu::vector_size(32)]] = float;

// Everything below is inlined into run_baseline() or run_avx2() and so compiled for its
// instruction set; it uses nothing from std, whose functions the two would share.
#define ORBITMESH_INLINE [[gnu::always_inline]] inline

template <class Vec>
constexpr std::int64_t width() {
  return static_cast<std::int64_t>(sizeof(Vec) / sizeof(float));
}

/// Rows x (Vecs vectors of columns) of C from row `i` and column `j`, in registers. Writes
/// the first `columns` of these columns.
template <class Vec, int kRows, int kVecs>
ORBITMESH_INLINE void tile(const MatrixProduct& p, std::int64_t i, std::int64_t j,
                           std::int64_t columns) {
  constexpr std::int64_t kWidth = width<Vec>();
  Vec sum[kRows][kVecs] = {};
  const float* const a = p.a + i * p.a_stride;
  const float* b = p.b + j;
  for (std::int64_t k = 0; k < p.depth; ++k, b += p.b_stride) {
    for (int r = 0; r < kRows; ++r) {
      const float factor = a[r * p.a_stride + k];
      for (int v = 0; v < kVecs; ++v) {
        Vec part;
        __builtin_memcpy(&part, b + v * kWidth, sizeof part);
        sum[r][v] += factor * part;
      }
    }
  }
  for (int r = 0; r < kRows; ++r) {
    float* const c = p.c + (i + r) * p.c_stride + j;
    for (int v = 0; v < kVecs; ++v) {
      if (p.row_bias != nullptr) sum[r][v] += p.row_bias[i + r];
      if (columns == kWidth * kVecs) {
        __builtin_memcpy(c + v * kWidth, &sum[r][v], sizeof(Vec));
        continue;
      }
      for (std::int64_t l = 0; l < kWidth && v * kWidth + l < columns; ++l) {
        c[v * kWidth + l] = sum[r][v][l];
      }
    }
  }
}

/// One panel of columns, kRows rows at a time.
template <class Vec, int kRows>
ORBITMESH_INLINE void panel(const MatrixProduct& p) {
  constexpr int kVecs = static_cast<int>(kPanelColumns / width<Vec>());
  std::int64_t i = 0;
  for (; i + kRows <= p.rows; i += kRows) tile<Vec, kRows, kVecs>(p, i, 0, p.columns);
  for (; i + 2 <= p.rows; i += 2) tile<Vec, 2, kVecs>(p, i, 0, p.columns);
  for (; i < p.rows; ++i) tile<Vec, 1, kVecs>(p, i, 0, p.columns);
}

constexpr std::int64_t kWideColumns = 32;

/// kWideColumns columns of one row, with enough sums at a time to hide their latency.
template <class Vec>
ORBITMESH_INLINE void wide_row(const MatrixProduct& p) {
  tile<Vec, 1, static_cast<int>(kWideColumns / width<Vec>())>(p, 0, 0, kWideColumns);
}

template <class Vec, int kRows>
ORBITMESH_INLINE void run(const MatrixProduct& p) {
  if (p.columns == kWideColumns) {
    wide_row<Vec>(p);
  } else {
    panel<Vec, kRows>(p);
  }
}

void run_baseline(const MatrixProduct& p) { run<Vec4, 4>(p); }
[[gnu::target("avx2")]] void run_avx2(const MatrixProduct& p) { run<Vec8, 8>(p); }

void dispatch(const MatrixProduct& p, SimdLevel simd) {
  if (simd >= SimdLevel::kAvx2) {
    run_avx2(p);
  } else {
    run_baseline(p);
  }
}

/// `columns` columns from column `j`.
MatrixProduct part(const MatrixProduct& whole, std::int64_t j, std::int64_t columns) {
  MatrixProduct p = whole;
  p.b += j;
  p.c += j;
  p.columns = columns;
  return p;
}

/// The last columns, fewer than a panel, copied to where rows of a whole panel are readable.
MatrixProduct padded_part(const MatrixProduct& whole, std::int64_t j, std::vector<float>& scratch) {
  MatrixProduct p = part(whole, j, whole.columns - j);
  scratch.assign(static_cast<std::size_t>(p.depth * kPanelColumns), 0.0F);
  for (std::int64_t k = 0; k < p.depth; ++k) {
    std::copy_n(p.b + k * p.b_stride, p.columns,
                &scratch[static_cast<std::size_t>(k * kPanelColumns)]);
  }
  p.b = scratch.data();
  p.b_stride = kPanelColumns;
  return p;
}

}  // namespace

void multiply_panel(const MatrixProduct& product, SimdLevel simd) { dispatch(product, simd); }

void multiply(const MatrixProduct& product, SimdLevel simd, std::vector<float>& scratch) {
  std::int64_t j = 0;
  for (; product.rows == 1 && j + kWideColumns <= product.columns; j += kWideColumns) {
    dispatch(part(product, j, kWideColumns), simd);
  }
  for (; j + kPanelColumns <= product.columns; j += kPanelColumns) {
    dispatch(part(product, j, kPanelColumns), simd);
  }
  if (j < product.columns) dispatch(padded_part(product, j, scratch), simd);
}

}  // namespace orbitmesh
