#pragma once

#include <algorithm>
#include <array>

#include "core/fields.h"
#include "core/math.h"

namespace orbitmesh {

/// Total solar irradiance at 1 AU [W/m2] (IAU 2015 Resolution B3, nominal).
inline constexpr double kSolarConstant_W_m2 = 1361.0;

/// How a solar array follows the Sun.
enum class ArrayPointing {
  kTracking,  ///< always perpendicular to the Sun
  kOneAxis,   ///< turns about the normal of the orbit: cosine of the beta angle
  kZenith,    ///< does not turn, faces away from the Earth
};

constexpr std::array<EnumName<ArrayPointing>, 3> enum_names(ArrayPointing) {
  return {{{ArrayPointing::kTracking, "tracking"},
           {ArrayPointing::kOneAxis, "one-axis"},
           {ArrayPointing::kZenith, "zenith"}}};
}

/// Share of its first power that an array has left after `years` at a yearly loss in [0, 1).
inline double array_share_left(double years, double loss_per_year) {
  return math::pow(1.0 - loss_per_year, years);
}

/// Electric power of an array [W]: `power_w` at kSolarConstant_W_m2 and normal incidence,
/// `irradiance` what arrives over that constant (distance and shadow included), `incidence`
/// the cosine between its normal and the Sun; behind the array it is dark.
inline double array_power_w(double power_w, double irradiance, double incidence) {
  return power_w * irradiance * std::max(0.0, incidence);
}

}  // namespace orbitmesh
