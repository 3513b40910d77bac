#include "inference/engine/activation_flip.h"

#include <algorithm>
#include <cmath>

#include "inference/bit_flip.h"
#include "inference/engine/half_float.h"

namespace orbitmesh {
namespace {

float largest_magnitude(const Value& value) {
  float largest = 0;
  for (const float x : value.floats) largest = std::max(largest, std::fabs(x));
  return largest;
}

float flip_int8(float x, std::uint32_t bit, float scale) {
  constexpr float kLargest = 127;
  const float steps = scale > 0 ? std::floor(x / scale + 0.5F) : 0.0F;
  const auto byte = static_cast<std::int8_t>(std::clamp(steps, -kLargest, kLargest));
  const auto flipped = static_cast<std::uint8_t>(static_cast<std::uint8_t>(byte) ^ (1U << bit));
  return scale * static_cast<float>(static_cast<std::int8_t>(flipped));
}

}  // namespace

void ActivationFlip::arm(std::uint64_t element, std::uint32_t bit) {
  element_ = element;
  bit_ = bit;
  seen_ = 0;
}

void ActivationFlip::after(const PlannedNode&, const KernelCall& call) {
  for (std::size_t i = 0; i < call.output_count(); ++i) {
    if (!call.has_output(i)) continue;
    Value& value = call.output(i);
    const std::uint64_t elements = value.floats.size();
    if (element_ >= seen_ && element_ - seen_ < elements) flip(value, element_ - seen_);
    seen_ += elements;
  }
}

void ActivationFlip::flip(Value& value, std::size_t element) const {
  float& x = value.floats[element];
  switch (format_) {
    case WeightFormat::kFp32:
      x = flip_bit(x, bit_);
      return;
    case WeightFormat::kFp16:
      x = half_to_float(static_cast<std::uint16_t>(float_to_half(x) ^ (1U << bit_)));
      return;
    case WeightFormat::kBf16:
      x = bfloat16_to_float(static_cast<std::uint16_t>(float_to_bfloat16(x) ^ (1U << bit_)));
      return;
    case WeightFormat::kInt8:
      x = flip_int8(x, bit_, largest_magnitude(value) / 127);
  }
}

}  // namespace orbitmesh
