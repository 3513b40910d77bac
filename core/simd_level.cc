#include "core/simd_level.h"

namespace orbitmesh {

SimdLevel best_simd_level() {
  if (__builtin_cpu_supports("avx2") == 0 || __builtin_cpu_supports("fma") == 0) {
    return SimdLevel::kBaseline;
  }
  const bool avx512 = __builtin_cpu_supports("avx512f") != 0 &&
                      __builtin_cpu_supports("avx512dq") != 0 &&
                      __builtin_cpu_supports("avx512vl") != 0;
  return avx512 ? SimdLevel::kAvx512 : SimdLevel::kAvx2;
}

}  // namespace orbitmesh
