#pragma once

#include <cmath>
#include <vector>

#include "core/simd_level.h"
#include "inference/engine/kernel_set.h"

namespace orbitmesh {

struct KernelChoice {
  KernelSet kernels;
  SimdLevel simd;
};

/// Every kernel set at every instruction set that this CPU can run.
inline std::vector<KernelChoice> kernel_choices() {
  std::vector<KernelChoice> choices;
  for (const SimdLevel simd : {SimdLevel::kBaseline, SimdLevel::kAvx2, SimdLevel::kAvx512}) {
    if (simd > best_simd_level()) break;
    choices.push_back({KernelSet::kPortable, simd});
    if (simd >= SimdLevel::kAvx2) choices.push_back({KernelSet::kV3, simd});
  }
  return choices;
}

/// sum + a b as the set's definition says.
inline float plain_multiply_add(KernelSet kernels, float a, float b, float sum) {
  return kernels == KernelSet::kV3 ? std::fma(a, b, sum) : sum + a * b;
}

}  // namespace orbitmesh
