#pragma once

#include "inference/engine/loops/arithmetic.h"
#include "inference/engine/loops/inner_loops.h"

namespace orbitmesh {

/// kRows rows from row `i` by kVecs vectors of columns from column `j`, in registers.
template <class Arithmetic, int kRows, int kVecs>
ORBITMESH_INLINE void channel_tile(const ChannelConvolution& c, std::int64_t i, std::int64_t j) {
  using Vec = typename Arithmetic::Vec;
  constexpr std::int64_t kWidth = Arithmetic::kWidth;
  Vec sum[kRows][kVecs] = {};
  const std::int64_t row_step = c.row_step;
  const float* const first = c.image + i * row_step + j;
  for (std::int64_t t = 0; t < c.taps; ++t) {
    const Vec weight = broadcast<Vec>(c.weights[t]);
    const float* const from = first + c.offsets[t];
#pragma GCC unroll 8
    for (int r = 0; r < kRows; ++r) {
#pragma GCC unroll 4
      for (int v = 0; v < kVecs; ++v) {
        const Vec pixels = load<Vec>(from + r * row_step + v * kWidth);
        sum[r][v] = Arithmetic::multiply_add(weight, pixels, sum[r][v]);
      }
    }
  }
#pragma GCC unroll 8
  for (int r = 0; r < kRows; ++r) {
    float* const out = c.out + (i + r) * c.columns + j;
#pragma GCC unroll 4
    for (int v = 0; v < kVecs; ++v) {
      store_some(sum[r][v] + c.bias, out + v * kWidth, c.columns - j - v * kWidth);
    }
  }
}

/// All rows of kVecs vectors of columns.
template <class Arithmetic, int kRows, int kVecs>
ORBITMESH_INLINE void channel_columns(const ChannelConvolution& c, std::int64_t j) {
  std::int64_t i = 0;
  for (; i + kRows <= c.rows; i += kRows) channel_tile<Arithmetic, kRows, kVecs>(c, i, j);
  for (; i < c.rows; ++i) channel_tile<Arithmetic, 1, kVecs>(c, i, j);
}

/// InnerLoops::convolve_channel; eight sums at a time hide an addition's latency.
template <class Arithmetic>
ORBITMESH_INLINE void convolve_channel(const ChannelConvolution& c) {
  constexpr std::int64_t kWidth = Arithmetic::kWidth;
  std::int64_t j = 0;
  for (; c.columns - j > 3 * kWidth; j += 4 * kWidth) channel_columns<Arithmetic, 2, 4>(c, j);
  for (; c.columns - j > kWidth; j += 2 * kWidth) channel_columns<Arithmetic, 4, 2>(c, j);
  if (j < c.columns) channel_columns<Arithmetic, 8, 1>(c, j);
}

}  // namespace orbitmesh
