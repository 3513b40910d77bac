#pragma once

#include <cstdint>

#include "inference/fault_outcome.h"
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

/// What an answer that is not computed is after a fault; `id` tells it from other answers. Two
/// that a fault has changed are never the same. Precondition: not kHang.
constexpr ComputedAnswer after_fault(FaultOutcome outcome, std::uint64_t id) {
  constexpr std::uint32_t kNoClass = std::uint32_t{1} << 31;
  if (outcome == FaultOutcome::kMasked) return {Answer::kIntact, 0};
  if (outcome == FaultOutcome::kTolerable) return {Answer::kTolerable, 0};
  if (outcome == FaultOutcome::kDue) return {Answer::kDetected, 0};
  return {Answer::kCorrupted, kNoClass | static_cast<std::uint32_t>(id)};
}

}  // namespace orbitmesh
