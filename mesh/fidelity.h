#pragma once

#include <array>
#include <string_view>

#include "core/fields.h"

namespace orbitmesh {

/// How closely the network is modelled.
enum class Fidelity {
  kPacket,  ///< every packet, on ns-3
  kIdeal,   ///< propagation and access delay alone: the perfect link to compare with
};

constexpr std::array<EnumName<Fidelity>, 2> enum_names(Fidelity) {
  return {{{Fidelity::kPacket, "packet"}, {Fidelity::kIdeal, "ideal"}}};
}
constexpr std::array<std::string_view, 1> unavailable_names(Fidelity) { return {"message"}; }

}  // namespace orbitmesh
