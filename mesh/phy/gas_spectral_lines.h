#pragma once

#include <array>

namespace orbitmesh {

/// A line of the oxygen spectrum with the coefficients a1 to a6 of Rec. ITU-R P.676-12,
/// table 1: strength and its temperature dependence, width and its dependence, overlap.
struct OxygenLine {
  double frequency_GHz;
  double a1, a2, a3, a4, a5, a6;
};

/// A line of the water vapour spectrum with the coefficients b1 to b6 of table 2.
struct VapourLine {
  double frequency_GHz;
  double b1, b2, b3, b4, b5, b6;
};

extern const std::array<OxygenLine, 44> kOxygenLines;
extern const std::array<VapourLine, 35> kVapourLines;

}  // namespace orbitmesh
