#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "inference/engine/kernel.h"
#include "inference/engine/onnx_model.h"

namespace orbitmesh {

/// Versions of ONNX's default operators that the kernels follow.
inline constexpr std::int64_t kMinOpset = 7;
inline constexpr std::int64_t kMaxOpset = 21;

/// The kernel of a node. Throws InputError, without a place, for an operator, an attribute or
/// a number of inputs or outputs that is not supported.
Kernel make_kernel(const OnnxNode& node, std::int64_t opset);

/// Names of the operators, in alphabetical order; "Constant" is not among them: it becomes a
/// value when the model is loaded.
std::vector<std::string_view> operator_names();

}  // namespace orbitmesh
