#pragma once

#include <array>

#include "core/fields.h"

namespace orbitmesh {

/// By what the paths of packets are chosen.
enum class Routing { kShortestDelay, kFewestHops, kLoadAware, kGeographic };

constexpr std::array<EnumName<Routing>, 4> enum_names(Routing) {
  return {{{Routing::kShortestDelay, "shortest-delay"},
           {Routing::kFewestHops, "fewest-hops"},
           {Routing::kLoadAware, "load-aware"},
           {Routing::kGeographic, "geographic"}}};
}

}  // namespace orbitmesh
