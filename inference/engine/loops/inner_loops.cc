#include "inference/engine/loops/inner_loops.h"

#include "core/error.h"

namespace orbitmesh {

const InnerLoops& inner_loops(KernelSet set, SimdLevel simd) {
  if (set == KernelSet::kV3) {
    if (simd >= SimdLevel::kAvx512) return kV3Avx512Loops;
    if (simd >= SimdLevel::kAvx2) return kV3Avx2Loops;
    throw InputError(
        "kernels 'v3' need a CPU with AVX2 and FMA, which this one lacks; use 'portable'");
  }
  if (simd >= SimdLevel::kAvx512) return kPortableAvx512Loops;
  if (simd >= SimdLevel::kAvx2) return kPortableAvx2Loops;
  return kPortableBaselineLoops;
}

}  // namespace orbitmesh
