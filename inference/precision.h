#pragma once

#include <array>

#include "core/fields.h"

namespace orbitmesh {

/// Number format of a model's arithmetic. `kBf16` stands for bf16 and fp16 alike: on
/// every accelerator profiled here the two run at the same rate.
enum class Precision { kFp32, kBf16, kFp8, kInt8 };

constexpr std::array<EnumName<Precision>, 4> enum_names(Precision) {
  return {{{Precision::kFp32, "fp32"},
           {Precision::kBf16, "bf16"},
           {Precision::kFp8, "fp8"},
           {Precision::kInt8, "int8"}}};
}

}  // namespace orbitmesh
