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

/// An answer after a fault; `id` tells it from other answers. One that was not computed is
/// what the intact model would say, unless the fault changes that. Two answers that a fault has
/// changed are never the same. Precondition: not kHang.
constexpr ComputedAnswer after_fault(ComputedAnswer answer, FaultOutcome outcome,
                                     std::uint64_t id) {
  constexpr std::uint32_t kNoClass = std::uint32_t{1} << 31;
  const bool modelled = answer.worth == Answer::kNone;
  if (outcome == FaultOutcome::kMasked && modelled) answer.worth = Answer::kIntact;
  if (outcome == FaultOutcome::kTolerable && modelled) answer.worth = Answer::kTolerable;
  if (outcome == FaultOutcome::kDue) answer.worth = Answer::kDetected;
  if (outcome == FaultOutcome::kCritical && answer.worth != Answer::kDetected) {
    answer.worth = Answer::kCorrupted;
    answer.value = kNoClass | static_cast<std::uint32_t>(id);
  }
  return answer;
}

}  // namespace orbitmesh
