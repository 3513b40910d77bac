#pragma once

#include <cstdint>

namespace orbitmesh {

/// Faults of a run in figures: how many there were, and how many a run without
/// acceleration would be expected to have. `acceleration` times the expected count is the
/// mean of what happens.
struct FaultSummary {
  double acceleration = 1.0;  ///< factor on every fault rate
  double expected_seu = 0;    ///< mean number of wrong bits over the run at factor 1
  double expected_sefi = 0;   ///< mean number of reboots over the run at factor 1
  std::int64_t seu = 0;       ///< that happened; count_faults(kSeu)
  std::int64_t sefi = 0;      ///< that happened; count_faults(kSefi)
};

}  // namespace orbitmesh
