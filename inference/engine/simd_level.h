#pragma once

namespace orbitmesh {

/// Instruction sets that the matrix kernel is compiled for. Both give the same bits: the
/// order of the sums is fixed and neither fuses a product with a sum.
enum class SimdLevel {
  kBaseline,  ///< SSE2, on every x86-64
  kAvx2,
};

/// The widest level of this CPU.
SimdLevel best_simd_level();

}  // namespace orbitmesh
