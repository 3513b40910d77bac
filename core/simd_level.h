#pragma once

namespace orbitmesh {

/// Instruction sets that vector kernels are compiled for, each with those before it. All
/// give the same bits: the order of operations is fixed and no product is fused with a sum.
enum class SimdLevel {
  kBaseline,  ///< SSE2, on every x86-64
  kAvx2,
  kAvx512,  ///< AVX-512 F, DQ and VL
};

/// The widest level of this CPU.
SimdLevel best_simd_level();

}  // namespace orbitmesh
