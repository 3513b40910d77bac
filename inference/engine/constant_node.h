#pragma once

#include "inference/engine/onnx_model.h"

namespace orbitmesh {

/// Whether a node is ONNX's Constant, which becomes a value when the model is loaded.
bool is_constant_node(const OnnxNode& node);

/// The value of a Constant node. Throws InputError, without a place, for a kind of value that
/// is not supported.
OnnxTensor constant_of(const OnnxNode& node);

}  // namespace orbitmesh
