#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inference/engine/split_model.h"
#include "inference/models/named_model.h"
#include "inference/weight_format.h"

namespace orbitmesh {

/// What a model takes in one inference of its sample.
struct ModelInfo {
  std::int64_t opset = 0;
  std::vector<std::string> operators;  ///< of all graphs, in alphabetical order
  std::vector<OnnxInput> inputs;
  std::vector<std::string> outputs;
  std::int64_t weights = 0;       ///< number of elements
  std::int64_t weight_bytes = 0;  ///< in the format asked for
  double flops = 0;               ///< [FLOP], as NodeProfile counts
  std::vector<NodeProfile> nodes;
  std::vector<CutPoint> cuts;  ///< one more than nodes
};

/// Runs the model once. `format` as EngineOptions::weights.
ModelInfo model_info(const NamedModel& model, std::optional<WeightFormat> format);

}  // namespace orbitmesh
