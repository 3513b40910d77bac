#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "inference/engine.h"
#include "inference/engine/kernel.h"
#include "inference/engine/onnx_model.h"

namespace orbitmesh {

/// A node with its kernel; values are indices into GraphPlan::values.
struct PlannedNode {
  static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

  std::string label;
  Kernel kernel;
  std::vector<std::size_t> inputs;  ///< kAbsent for an optional input left out
  std::size_t output = 0;
};

/// A weight array as faults address it.
struct PlannedWeight {
  std::size_t value = 0;
  std::vector<std::uint16_t> halves;  ///< the stored bits of an fp16 array
};

/// A model that is ready to run: every name resolved, every kernel made.
struct GraphPlan {
  std::string file;
  /// Constants filled in, the others empty; nodes whose outputs are not needed at the same
  /// time share one.
  std::vector<Value> values;
  std::vector<PlannedNode> nodes;
  std::size_t input = 0;
  Shape input_shape;
  std::vector<std::size_t> outputs;
  std::vector<std::string> output_names;
  /// Float initializers in the file's order, then Constant nodes in the graph's.
  std::vector<WeightTensor> weights;
  std::vector<PlannedWeight> weight_values;  ///< parallel to `weights`
};

/// Checks a model and prepares it. Throws InputError, naming file and node, for an operator
/// that is not supported, a name that is defined twice or used before it is defined (as in a
/// cycle), and a model without exactly one input, of floats.
GraphPlan plan_graph(OnnxModel model);

}  // namespace orbitmesh
