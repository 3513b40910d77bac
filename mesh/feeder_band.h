#pragma once

#include <array>
#include <string_view>

#include "core/fields.h"

namespace orbitmesh {

/// Frequencies of a gateway's feeder links: docs/models/feeder-links.md.
enum class FeederBand {
  kKa,  ///< 28.5 GHz up, 18.8 GHz down
  kE,   ///< 83.5 GHz up, 73.5 GHz down
};

constexpr std::array<EnumName<FeederBand>, 2> enum_names(FeederBand) {
  return {{{FeederBand::kKa, "ka"}, {FeederBand::kE, "e"}}};
}

}  // namespace orbitmesh
