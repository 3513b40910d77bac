#pragma once

#include <array>

#include "core/fields.h"

namespace orbitmesh {

/// How the built-in executor computes sums of products. Each set gives the same bits on every
/// CPU that runs it, and the two give different ones.
enum class KernelSet {
  kPortable,  ///< every product and every sum rounded to fp32: any x86-64 CPU
  kV3,        ///< fused multiply-adds, rounded once: CPUs with AVX2 and FMA (x86-64-v3)
};

constexpr std::array<EnumName<KernelSet>, 2> enum_names(KernelSet) {
  return {{{KernelSet::kPortable, "portable"}, {KernelSet::kV3, "v3"}}};
}

}  // namespace orbitmesh
