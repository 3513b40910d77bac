#pragma once

#include <array>
#include <cstdint>

#include "inference/fault_kind.h"

namespace orbitmesh {

/// Faults of one kind in figures.
struct FaultTally {
  std::int64_t happened = 0;  ///< count_faults() of the kind
  double expected = 0;        ///< mean number over the run at acceleration 1
};

/// Faults of a run: how many there were, and how many a run without acceleration would be
/// expected to have. `acceleration` times the expected number is the mean of what happens, but
/// for nodes that are lost. Wear-out has no expected number.
struct FaultSummary {
  double acceleration = 1.0;                      ///< factor on the rates of single particles
  std::array<FaultTally, kFaultKinds> tallies{};  ///< by FaultKind

  FaultTally& of(FaultKind kind) { return tallies[static_cast<std::size_t>(kind)]; }
  const FaultTally& of(FaultKind kind) const { return tallies[static_cast<std::size_t>(kind)]; }
};

}  // namespace orbitmesh
