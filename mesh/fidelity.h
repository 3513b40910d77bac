#pragma once

#include <array>

#include "core/fields.h"

namespace orbitmesh {

/// How closely the network is modelled.
enum class Fidelity {
  kPacket,   ///< every packet, on ns-3
  kMessage,  ///< trains of segments: a hundredth of the work, for long and large runs
  kIdeal,    ///< propagation and access delay alone: the perfect link to compare with
};

constexpr std::array<EnumName<Fidelity>, 3> enum_names(Fidelity) {
  return {{{Fidelity::kPacket, "packet"},
           {Fidelity::kMessage, "message"},
           {Fidelity::kIdeal, "ideal"}}};
}

}  // namespace orbitmesh
