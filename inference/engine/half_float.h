#pragma once

#include <cstdint>

namespace orbitmesh {

/// The value of an IEEE 754 binary16, which binary32 holds exactly; infinities and NaN stay
/// what they are.
float half_to_float(std::uint16_t half);

}  // namespace orbitmesh
