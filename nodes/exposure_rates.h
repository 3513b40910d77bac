#pragma once

#include <array>

#include "core/fields.h"

namespace orbitmesh {

/// How the rates of radiation effects at a satellite follow its orbit.
enum class ExposureRates {
  kLocal,         ///< those of its place
  kOrbitAverage,  ///< the long-term mean of its orbit at every time
};

constexpr std::array<EnumName<ExposureRates>, 2> enum_names(ExposureRates) {
  return {{{ExposureRates::kLocal, "local"}, {ExposureRates::kOrbitAverage, "orbit-average"}}};
}

}  // namespace orbitmesh
