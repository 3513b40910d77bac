#pragma once

#include "inference/accelerator_profile.h"

namespace orbitmesh::testing {

/// 1 TFLOPS and 1 TB/s reached, 10 GB, no launch time: a model of n GFLOP takes n ms.
inline AcceleratorProfile unit_accelerator() {
  AcceleratorProfile a;
  a.name = "unit";
  a.peak.bf16 = Sourced<ComputeRate>{{1e12}, "test", Confidence::kGuess};
  a.memory.value = Bytes{10'000'000'000};
  a.bandwidth.value = Bandwidth{1e12};
  a.launch_overhead.value = Duration();
  a.eff_compute.value = 1.0;
  a.eff_memory.value = 1.0;
  return a;
}

}  // namespace orbitmesh::testing
