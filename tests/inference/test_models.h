#pragma once

#include <cstdint>
#include <string>

#include "inference/accelerator_profile.h"
#include "inference/model_profile.h"

namespace orbitmesh::testing {

/// 1 TFLOPS and 1 TB/s reached, 10 GB, no launch time.
inline AcceleratorProfile round_accelerator() {
  AcceleratorProfile a;
  a.name = "round";
  a.peak.bf16 = Sourced<ComputeRate>{{1e12}, "test", Confidence::kGuess};
  a.memory.value = Bytes{10'000'000'000};
  a.bandwidth.value = Bandwidth{1e12};
  a.launch_overhead.value = Duration();
  a.eff_compute.value = 1.0;
  a.eff_memory.value = 1.0;
  return a;
}

/// A language model whose prompt takes 1 ms a token and whose step reads 4 GB of weights in
/// 4 ms, with 1 MB (1 us) of cache a token. Profile's lengths: 10 and 5 tokens.
inline ModelProfile language_model() {
  ModelProfile m;
  m.name = "language";
  m.precision.value = Precision::kBf16;
  m.flop.value = Compute{10e9};
  m.weights.value = Bytes{4'000'000'000};
  m.tokens = TokenCost{};
  m.tokens->prompt.value = 10;
  m.tokens->kv_cache.value = Bytes{1'000'000};
  m.decode = DecodePhase{};
  m.decode->steps.value = 4;
  m.decode->flop.value = Compute{1e9};
  m.decode->bytes.value = Bytes{4'000'000'000};
  return m;
}

}  // namespace orbitmesh::testing
