#pragma once

#include <array>

#include "core/fields.h"

namespace orbitmesh {

/// What a policy does when a remote answer does not come in time.
enum class Fallback {
  kNone,
  kLocal,  ///< the client's own accelerator runs a copy
};

constexpr std::array<EnumName<Fallback>, 2> enum_names(Fallback) {
  return {{{Fallback::kNone, "none"}, {Fallback::kLocal, "local"}}};
}

}  // namespace orbitmesh
