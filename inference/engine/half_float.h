#pragma once

#include <cstdint>

namespace orbitmesh {

// Conversions between IEEE 754 binary32 and the 16-bit formats. binary32 holds every 16-bit
// value exactly; the way back rounds to the nearest, a tie to the even one, and overflows to
// infinity. Infinities and NaN stay what they are.

/// IEEE 754 binary16.
float half_to_float(std::uint16_t half);
std::uint16_t float_to_half(float value);

/// bfloat16: the upper half of a binary32.
float bfloat16_to_float(std::uint16_t bits);
std::uint16_t float_to_bfloat16(float value);

}  // namespace orbitmesh
