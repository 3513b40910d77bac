#pragma once

#include <optional>

#include "core/simd_level.h"
#include "inference/engine/kernel_set.h"
#include "inference/weight_format.h"

namespace orbitmesh {

/// How a model is loaded.
struct EngineOptions {
  /// Format that the weights are held in, rounded when the model is loaded; none: each array
  /// as its file has it. Arrays of a single element stay as they are: settings rather than
  /// weights. With kInt8 so do all but the weights of convolutions, products and LSTM.
  std::optional<WeightFormat> weights = std::nullopt;
  KernelSet kernels = KernelSet::kPortable;
  SimdLevel simd = best_simd_level();
};

}  // namespace orbitmesh
