#pragma once

#include <cstdint>
#include <string>

#include "inference/model_profile.h"
#include "tests/inference/unit_accelerator.h"

namespace orbitmesh::testing {

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
