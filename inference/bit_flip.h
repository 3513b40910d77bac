#pragma once

#include <cstdint>
#include <cstring>

namespace orbitmesh {

/// `value` with one bit of its IEEE 754 binary32 inverted; bit 0 is the least significant of
/// the fraction, 30 the most significant of the exponent, 31 the sign. Its own inverse, also
/// for NaN. Precondition: bit < 32.
inline float flip_bit(float value, std::uint32_t bit) {
  std::uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  bits ^= std::uint32_t{1} << bit;
  std::memcpy(&value, &bits, sizeof bits);
  return value;
}

}  // namespace orbitmesh
