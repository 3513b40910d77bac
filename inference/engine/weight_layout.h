#pragma once

#include <map>
#include <string>

#include "inference/engine/onnx_model.h"
#include "inference/engine/stored_weights.h"

namespace orbitmesh {

/// Where the output channels of a weight array lie among its dimensions.
enum class ChannelAxis { kFirst, kSecond, kLast, kFirstTwo };

/// Whether a Gemm takes its second matrix transposed.
bool transposes_weights(const OnnxNode& node);

/// The arrays of a graph and of those nested in it that are the weights of a convolution, a
/// matrix product or a recurrent layer, by name: those that int8 accelerators hold as int8.
/// Biases, normalisations and arrays that are computed from weights are not among them.
std::map<std::string, ChannelAxis> channel_axes(const OnnxGraph& graph);

/// The layout of an array of that shape; one channel when it has too few dimensions.
ChannelLayout channel_layout(ChannelAxis axis, const Shape& shape);

}  // namespace orbitmesh
