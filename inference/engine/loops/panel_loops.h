#pragma once

#include "inference/engine/loops/arithmetic.h"
#include "inference/engine/loops/inner_loops.h"

namespace orbitmesh {

/// kRows rows from row `i` by kVecs vectors of columns, in registers.
template <class Arithmetic, int kRows, int kVecs>
ORBITMESH_INLINE void panel_tile(const PanelProduct& p, std::int64_t i) {
  using Vec = typename Arithmetic::Vec;
  constexpr std::int64_t kWidth = Arithmetic::kWidth;
  Vec sum[kRows][kVecs] = {};
  const std::int64_t a_stride = p.a_stride;
  const float* a = p.a + i * a_stride;
  const float* b = p.b;
  for (std::int64_t k = 0; k < p.depth; ++k, ++a, b += p.b_stride) {
    Vec part[kVecs];
#pragma GCC unroll 4
    for (int v = 0; v < kVecs; ++v) part[v] = load<Vec>(b + v * kWidth);
#pragma GCC unroll 12
    for (int r = 0; r < kRows; ++r) {
      const Vec factor = broadcast<Vec>(a[r * a_stride]);
#pragma GCC unroll 4
      for (int v = 0; v < kVecs; ++v) {
        sum[r][v] = Arithmetic::multiply_add(factor, part[v], sum[r][v]);
      }
    }
  }
#pragma GCC unroll 12
  for (int r = 0; r < kRows; ++r) {
    float* const c = p.c + (i + r) * p.c_stride;
#pragma GCC unroll 4
    for (int v = 0; v < kVecs; ++v) {
      if (p.row_bias != nullptr) sum[r][v] += p.row_bias[i + r];
      if (v * kWidth < p.columns) store_some(sum[r][v], c + v * kWidth, p.columns - v * kWidth);
    }
  }
}

/// Blocks of kRows rows from row `i` on, as many as there are. Returns the first row left.
template <class Arithmetic, int kRows, int kVecs>
ORBITMESH_INLINE std::int64_t panel_blocks(const PanelProduct& p, std::int64_t i) {
  for (; i + kRows <= p.rows; i += kRows) panel_tile<Arithmetic, kRows, kVecs>(p, i);
  return i;
}

/// All rows, in blocks of kRows and smaller ones for what is left.
template <class Arithmetic, int kRows, int kVecs>
ORBITMESH_INLINE void panel_rows(const PanelProduct& p) {
  std::int64_t i = panel_blocks<Arithmetic, kRows, kVecs>(p, 0);
  if constexpr (kRows > 8) i = panel_blocks<Arithmetic, 8, kVecs>(p, i);
  i = panel_blocks<Arithmetic, 4, kVecs>(p, i);
  i = panel_blocks<Arithmetic, 2, kVecs>(p, i);
  panel_blocks<Arithmetic, 1, kVecs>(p, i);
}

/// InnerLoops::multiply_panel for panels of two vectors.
template <class Arithmetic, int kRows>
ORBITMESH_INLINE void multiply_panel(const PanelProduct& p) {
  if (p.columns > Arithmetic::kWidth) {
    panel_rows<Arithmetic, kRows, 2>(p);
  } else {
    panel_rows<Arithmetic, kRows, 1>(p);
  }
}

/// InnerLoops::fill_panel for panels of two vectors.
template <class Vec>
ORBITMESH_INLINE void fill_panel(const PanelSource& source, float* panel) {
  constexpr std::int64_t kWidth = sizeof(Vec) / sizeof(float);
  using Vec4 = VectorOf<16>::Type;
  if (source.segment_count == 1 && source.segments[0].columns == 2 * kWidth) {
    const float* const first = source.segments[0].first;
    for (std::int64_t k = 0; k < source.depth; ++k, panel += 2 * kWidth) {
      const float* const from = first + source.offsets[k];
      store(load<Vec>(from), panel);
      store(load<Vec>(from + kWidth), panel + kWidth);
    }
    return;
  }
  for (std::int64_t k = 0; k < source.depth; ++k, panel += 2 * kWidth) {
    float* to = panel;
    for (std::int64_t s = 0; s < source.segment_count; ++s) {
      const float* const from = source.segments[s].first + source.offsets[k];
      const std::int64_t columns = source.segments[s].columns;
      std::int64_t j = 0;
      for (; j + 4 <= columns; j += 4) store(load<Vec4>(from + j), to + j);
      for (; j < columns; ++j) to[j] = from[j];
      to += columns;
    }
  }
}

}  // namespace orbitmesh
