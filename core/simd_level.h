#pragma once

namespace orbitmesh {

/// Instruction sets that vector kernels are compiled for, each with those before it.
enum class SimdLevel {
  kBaseline,  ///< SSE2, on every x86-64
  kAvx2,      ///< AVX2 and FMA
  kAvx512,    ///< AVX-512 F, DQ and VL
};

/// The widest level of this CPU.
SimdLevel best_simd_level();

}  // namespace orbitmesh
