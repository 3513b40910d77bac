#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inference/engine.h"
#include "inference/engine/kernel.h"
#include "inference/engine/onnx_model.h"
#include "inference/engine/stored_weights.h"

namespace orbitmesh {

struct PlannedBranch;

/// A node with its kernel or, for If, its branches; values are indices into GraphPlan::values.
struct PlannedNode {
  static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

  std::string label;
  std::string op;
  Kernel kernel;                          ///< none for If
  std::vector<std::size_t> inputs;        ///< kAbsent for an optional input left out
  std::vector<std::size_t> outputs;       ///< kAbsent for an optional output left out
  std::vector<std::string> output_names;  ///< parallel to `outputs`
  std::vector<PlannedBranch> branches;    ///< of If: then, else
  bool transposes_b = false;              ///< of Gemm: the second matrix
};

/// A graph nested in a node.
struct PlannedBranch {
  std::vector<PlannedNode> nodes;
  std::vector<std::size_t> outputs;
};

/// A weight array as faults address it.
struct PlannedWeight {
  std::size_t value = 0;
  StoredWeights stored;
};

/// An input of the model.
struct PlannedInput {
  OnnxInput declared;
  std::size_t value = 0;
};

/// A model that is ready to run: every name resolved, every kernel made.
struct GraphPlan {
  std::string file;
  /// Constants filled in, the others empty; nodes whose outputs are not needed at the same
  /// time share one.
  std::vector<Value> values;
  std::vector<PlannedNode> nodes;
  std::vector<PlannedInput> inputs;
  std::vector<std::size_t> outputs;
  std::vector<std::string> output_names;
  /// Float initializers in the file's order, then Constant nodes in the graph's; those of a
  /// nested graph where its node stands.
  std::vector<WeightTensor> weights;
  std::vector<PlannedWeight> weight_values;  ///< parallel to `weights`
};

/// Checks a model and prepares it. Throws InputError, naming file and node, for an operator
/// that is not supported, a name that is defined twice or used before it is defined (as in a
/// cycle), and a model without inputs or outputs.
GraphPlan plan_graph(OnnxModel model, std::optional<WeightFormat> format = std::nullopt);

}  // namespace orbitmesh
