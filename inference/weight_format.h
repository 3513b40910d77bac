#pragma once

#include <array>

#include "core/fields.h"

namespace orbitmesh {

/// How the weights of a model lie in a node's memory, where a fault inverts their bits. kInt8:
/// one scale for each output channel, value = scale times a whole number from -128 to 127.
enum class WeightFormat { kFp32, kFp16, kBf16, kInt8 };

constexpr std::array<EnumName<WeightFormat>, 4> enum_names(WeightFormat) {
  return {{{WeightFormat::kFp32, "fp32"},
           {WeightFormat::kFp16, "fp16"},
           {WeightFormat::kBf16, "bf16"},
           {WeightFormat::kInt8, "int8"}}};
}

}  // namespace orbitmesh
