#pragma once

#include <cstdint>
#include <vector>

#include "inference/weight_format.h"

namespace orbitmesh {

/// Which output channel the elements of a weight array belong to: element i to channel
/// i / inner % channels.
struct ChannelLayout {
  std::int64_t channels = 1;
  std::int64_t inner = 1;
};

/// The bits of a weight array as a node's memory holds them. The executor computes with the
/// fp32 values that the bits stand for.
class StoredWeights {
 public:
  /// Rounds `values` to the format, to the nearest. The scale of an int8 channel is its
  /// largest magnitude / 127; it is no part of the bits. Throws InputError for kInt8 when a
  /// value is not finite.
  StoredWeights(WeightFormat format, ChannelLayout layout, std::vector<float>& values);

  std::uint32_t bits_per_element() const;
  /// Inverts a bit of an element and updates its value. Precondition: both exist.
  void flip(std::size_t element, std::uint32_t bit, std::vector<float>& values);

 private:
  std::size_t channel(std::size_t element) const;
  void round_to_halves(std::vector<float>& values);
  void quantize(std::vector<float>& values);

  WeightFormat format_;
  ChannelLayout layout_;
  std::vector<std::uint16_t> halves_;  ///< of kFp16 and kBf16; kFp32 needs no copy
  std::vector<std::int8_t> bytes_;     ///< of kInt8
  std::vector<float> scales_;          ///< of kInt8, one a channel
};

}  // namespace orbitmesh
