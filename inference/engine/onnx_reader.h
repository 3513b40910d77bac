#pragma once

#include <string>
#include <string_view>

#include "inference/engine/onnx_model.h"

namespace orbitmesh {

/// Largest model file [byte].
inline constexpr std::int64_t kMaxModelBytes = 512'000'000;

/// Decodes an ONNX ModelProto (https://onnx.ai/onnx/repo-docs/IR.html). `file` stands in the
/// errors. Throws InputError, naming the byte, for what is not well-formed, for a data type
/// other than float, float16, bfloat16, integers and bool, for weights in other files, for
/// functions, sparse and string tensors, and beyond the limits of DecodeBudget, which hold for
/// nested graphs too.
OnnxModel parse_onnx(std::string_view bytes, const std::string& file);

/// The same for a file of at most kMaxModelBytes.
OnnxModel read_onnx_file(const std::string& path);

}  // namespace orbitmesh
