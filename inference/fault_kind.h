#pragma once

#include <array>
#include <cstddef>

#include "core/fields.h"

namespace orbitmesh {

/// What radiation does to a device.
enum class FaultKind {
  kSeu,      ///< single-event upset: wrong bits in the weights, until the next scrub
  kSefi,     ///< functional interrupt: the node reboots
  kSdc,      ///< silent data corruption: logic or a register gives a wrong result
  kDue,      ///< detected uncorrectable error: the models are loaded anew
  kSel,      ///< latch-up: the node is switched off and on, or lost
  kWearOut,  ///< total dose: the node is lost
};

inline constexpr std::size_t kFaultKinds = 6;

constexpr std::array<EnumName<FaultKind>, kFaultKinds> enum_names(FaultKind) {
  return {{{FaultKind::kSeu, "seu"},
           {FaultKind::kSefi, "sefi"},
           {FaultKind::kSdc, "sdc"},
           {FaultKind::kDue, "due"},
           {FaultKind::kSel, "sel"},
           {FaultKind::kWearOut, "wear_out"}}};
}

}  // namespace orbitmesh
