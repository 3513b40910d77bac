#include "inference/engine/stored_weights.h"

#include <algorithm>
#include <cmath>

#include "core/error.h"
#include "inference/bit_flip.h"
#include "inference/engine/half_float.h"

namespace orbitmesh {

StoredWeights::StoredWeights(WeightFormat format, ChannelLayout layout, std::vector<float>& values)
    : format_(format), layout_(layout) {
  if (format == WeightFormat::kInt8) quantize(values);
  if (format == WeightFormat::kFp16 || format == WeightFormat::kBf16) round_to_halves(values);
}

void StoredWeights::round_to_halves(std::vector<float>& values) {
  const bool is_half = format_ == WeightFormat::kFp16;
  halves_.reserve(values.size());
  for (float& value : values) {
    halves_.push_back(is_half ? float_to_half(value) : float_to_bfloat16(value));
    value = is_half ? half_to_float(halves_.back()) : bfloat16_to_float(halves_.back());
  }
}

std::size_t StoredWeights::channel(std::size_t element) const {
  return element / static_cast<std::size_t>(layout_.inner) %
         static_cast<std::size_t>(layout_.channels);
}

void StoredWeights::quantize(std::vector<float>& values) {
  constexpr float kLargest = 127;
  scales_.assign(static_cast<std::size_t>(layout_.channels), 0.0F);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) throw InputError("a weight that is not finite, held as int8");
    float& scale = scales_[channel(i)];
    scale = std::max(scale, std::fabs(values[i]) / kLargest);
  }
  bytes_.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const float scale = scales_[channel(i)];
    const float steps = scale > 0 ? std::floor(values[i] / scale + 0.5F) : 0.0F;
    bytes_.push_back(static_cast<std::int8_t>(std::clamp(steps, -kLargest, kLargest)));
    values[i] = scale * static_cast<float>(bytes_.back());
  }
}

std::uint32_t StoredWeights::bits_per_element() const {
  if (format_ == WeightFormat::kFp32) return 32;
  return format_ == WeightFormat::kInt8 ? 8 : 16;
}

void StoredWeights::flip(std::size_t element, std::uint32_t bit, std::vector<float>& values) {
  float& value = values[element];
  if (format_ == WeightFormat::kFp32) {
    value = flip_bit(value, bit);
  } else if (format_ == WeightFormat::kInt8) {
    const auto byte = static_cast<std::uint8_t>(bytes_[element]);
    bytes_[element] = static_cast<std::int8_t>(byte ^ (1U << bit));
    value = scales_[channel(element)] * static_cast<float>(bytes_[element]);
  } else {
    std::uint16_t& half = halves_[element];
    half = static_cast<std::uint16_t>(half ^ (1U << bit));
    value = format_ == WeightFormat::kFp16 ? half_to_float(half) : bfloat16_to_float(half);
  }
}

}  // namespace orbitmesh
