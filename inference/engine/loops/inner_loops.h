#pragma once

#include <cstdint>

#include "core/simd_level.h"
#include "inference/engine/kernel_set.h"

namespace orbitmesh {

/// Several columns of C = A B + bias, for row-major A (rows x depth), a panel of B (depth x
/// columns) and C.
struct PanelProduct {
  const float* a = nullptr;
  std::int64_t a_stride = 0;  ///< elements from one row to the next; likewise below
  const float* b = nullptr;
  std::int64_t b_stride = 0;
  float* c = nullptr;
  std::int64_t c_stride = 0;
  std::int64_t rows = 0;
  std::int64_t depth = 0;
  std::int64_t columns = 0;         ///< at most InnerLoops::panel_columns
  const float* row_bias = nullptr;  ///< null: none
};

/// Where a panel's columns come from: row k is the elements at `offsets[k]` from each of its
/// segments' first, one segment after another.
struct PanelSource {
  /// Columns that lie side by side.
  struct Segment {
    const float* first = nullptr;
    std::int64_t columns = 0;
  };

  const Segment* segments = nullptr;
  std::int64_t segment_count = 0;
  const std::int64_t* offsets = nullptr;
  std::int64_t depth = 0;
};

/// A channel of a convolution that reads one channel: out[i][j] is the sum over the taps t of
/// weights[t] image[i row_step + j + offsets[t]], and then the bias.
struct ChannelConvolution {
  const float* image = nullptr;  ///< with kReadAhead elements behind the last that counts
  std::int64_t row_step = 0;
  const std::int64_t* offsets = nullptr;
  const float* weights = nullptr;
  std::int64_t taps = 0;
  float bias = 0;
  float* out = nullptr;  ///< rows x columns
  std::int64_t rows = 0;
  std::int64_t columns = 0;
};

/// What the loop of ChannelConvolution may read and not use.
inline constexpr std::int64_t kReadAhead = 64;

/// The loops that take an inference's time, as compiled for one instruction set. A sum runs
/// over its terms in order; all members of a KernelSet give the same bits.
struct InnerLoops {
  std::int64_t panel_columns;
  /// Every row of B must have panel_columns readable elements, whatever `columns` is.
  void (*multiply_panel)(const PanelProduct&);
  /// Writes rows of panel_columns elements; those that no segment fills stay as they are.
  void (*fill_panel)(const PanelSource&, float* panel);
  void (*convolve_channel)(const ChannelConvolution&);
};

/// The loops of a set for a CPU of a level. Throws InputError for kV3 on a CPU below kAvx2.
const InnerLoops& inner_loops(KernelSet set, SimdLevel simd);

// One a file, for its instruction set.
extern const InnerLoops kPortableBaselineLoops;
extern const InnerLoops kPortableAvx2Loops;
extern const InnerLoops kPortableAvx512Loops;
extern const InnerLoops kV3Avx2Loops;
extern const InnerLoops kV3Avx512Loops;

}  // namespace orbitmesh
