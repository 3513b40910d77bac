#pragma once

#include "core/units.h"

namespace orbitmesh {

constexpr Frequency gigahertz(double ghz) { return {ghz * 1e9}; }
constexpr double to_GHz(Frequency f) { return f.si * 1e-9; }

constexpr RainRate millimetres_per_hour(double mm_h) { return {mm_h / 3.6e6}; }
constexpr double to_mm_h(RainRate rain) { return rain.si * 3.6e6; }

/// The most that rain of one rate may be: three times what is exceeded for 0.01 % of the time in
/// Kuala Lumpur (docs/models/rain.md), so that more is a mistake of units.
constexpr RainRate kMostSteadyRain = millimetres_per_hour(300);

/// 10 log10 of a ratio of powers. Precondition: the ratio is positive.
double to_decibel(double power_ratio);
double from_decibel(double dB);

}  // namespace orbitmesh
