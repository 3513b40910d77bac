#pragma once

#include <cstdint>
#include <vector>

#include "orbit/element_set.h"

namespace orbitmesh {

/// Element sets farther than this from the time they are used at are old: SGP4's error grows by
/// some kilometres a day, and a satellite that manoeuvres is elsewhere.
inline constexpr Duration kOldElements = Duration::from_s(7 * 86'400);

/// How far element sets are from a span of time, each from the farther of its ends.
struct ElementAge {
  std::int64_t old = 0;  ///< sets farther than kOldElements
  Duration greatest;
};

/// Precondition: first <= last.
ElementAge element_age(const std::vector<ElementSet>& elements, Epoch first, Epoch last);

}  // namespace orbitmesh
