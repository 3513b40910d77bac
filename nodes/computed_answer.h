#pragma once

#include <cstdint>

#include "nodes/records.h"

namespace orbitmesh {

/// What computing the content of a request gave.
struct ComputedAnswer {
  Answer worth = Answer::kNone;
  std::uint32_t value = 0;  ///< the class it names; 0 without content
};

/// Whether a client that compares them takes two answers for the same. One that is known to
/// be unusable is equal to none.
constexpr bool agree(const ComputedAnswer& a, const ComputedAnswer& b) {
  return a.worth != Answer::kDetected && b.worth != Answer::kDetected && a.value == b.value;
}

}  // namespace orbitmesh
