#pragma once

#include "inference/engine/onnx_model.h"

namespace orbitmesh {

/// The graphs of which an If node runs one. They may read what is defined outside.
struct IfGraphs {
  OnnxGraph* then_branch;
  OnnxGraph* else_branch;
};

bool is_if_node(const OnnxNode& node);

/// Throws InputError, without a place, for a node that is no proper If.
IfGraphs if_graphs(OnnxNode& node);

/// Whether the condition says to run the first branch. Throws InputError, without a place,
/// unless it is a single truth value.
bool takes_first_branch(const Value& condition);

}  // namespace orbitmesh
