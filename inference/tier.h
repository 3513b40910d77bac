#pragma once

#include <array>

#include "core/fields.h"

namespace orbitmesh {

/// Where a request runs.
enum class Tier { kNone, kLocal, kSatellite, kGround };

constexpr std::array<EnumName<Tier>, 4> enum_names(Tier) {
  return {{{Tier::kNone, "none"},
           {Tier::kLocal, "local"},
           {Tier::kSatellite, "satellite"},
           {Tier::kGround, "ground"}}};
}

}  // namespace orbitmesh
