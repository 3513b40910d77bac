#include "inference/engine/simd_level.h"

namespace orbitmesh {

SimdLevel best_simd_level() {
  return __builtin_cpu_supports("avx2") != 0 ? SimdLevel::kAvx2 : SimdLevel::kBaseline;
}

}  // namespace orbitmesh
