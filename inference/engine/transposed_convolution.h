#pragma once

#include <cstdint>

#include "inference/engine/kernel.h"

namespace orbitmesh {

/// One spatial axis of a transposed convolution.
struct TransposeAxis {
  std::int64_t in = 1;
  std::int64_t out = 1;
  std::int64_t kernel = 1;
  std::int64_t stride = 1;
  std::int64_t dilation = 1;
  std::int64_t pad_begin = 0;
};

/// A transposed convolution: every input pixel adds its multiple of the kernel to the output.
/// Weights are [channels, outputs of a group, kernel height, kernel width].
struct TransposedConvolution {
  TransposeAxis y;
  TransposeAxis x;
  std::int64_t channels = 0;
  std::int64_t outputs = 0;
  std::int64_t groups = 1;
  const float* weights = nullptr;
  const float* bias = nullptr;  ///< null: none

  std::int64_t taps() const { return y.kernel * x.kernel; }
  std::int64_t group_channels() const { return channels / groups; }
  std::int64_t group_outputs() const { return outputs / groups; }
};

/// Multiply-adds for one image.
double multiply_adds(const TransposedConvolution& conv);

/// Computes one image. The sum that makes an output pixel runs over channel, row and column of
/// the kernel in this order, the bias added last; a tap that meets no pixel counts as one that
/// meets zero. Throws InputError for a padding of more elements than an array may have.
void convolve_transposed(const TransposedConvolution& conv, const float* image, float* out,
                         Workspace& workspace);

}  // namespace orbitmesh
