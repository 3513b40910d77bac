#pragma once

#include <string>

#include "inference/model_profile.h"
#include "tests/inference/unit_accelerator.h"

namespace orbitmesh::testing {

inline ModelProfile model_of(std::string name, double gflop, std::int64_t weight_bytes = 1) {
  ModelProfile m;
  m.name = std::move(name);
  m.precision.value = Precision::kBf16;
  m.flop.value = Compute{gflop * 1e9};
  m.weights.value = Bytes{weight_bytes};
  return m;
}

}  // namespace orbitmesh::testing
