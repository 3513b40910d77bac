#pragma once

#include <string>

#include "inference/accelerator_profile.h"
#include "inference/model_profile.h"

namespace orbitmesh::testing {

/// 1 TOPS and 1 TB/s reached, 10 GB, no launch time: a model of n GFLOP takes n ms.
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

inline ModelProfile model_of(std::string name, double gflop, std::int64_t weight_bytes = 1) {
  ModelProfile m;
  m.name = std::move(name);
  m.precision.value = Precision::kBf16;
  m.flop.value = Compute{gflop * 1e9};
  m.weights.value = Bytes{weight_bytes};
  return m;
}

}  // namespace orbitmesh::testing
