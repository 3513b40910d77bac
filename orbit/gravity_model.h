#pragma once

#include <array>

#include "core/fields.h"

namespace orbitmesh {

/// Constants of the Earth's gravity under SGP4. Element sets are fitted with WGS72, so only
/// that model gives them back.
enum class GravityModel { kWgs72, kWgs84 };

constexpr std::array<EnumName<GravityModel>, 2> enum_names(GravityModel) {
  return {{{GravityModel::kWgs72, "wgs72"}, {GravityModel::kWgs84, "wgs84"}}};
}

}  // namespace orbitmesh
