#include "inference/engine/weight_layout.h"

#include <algorithm>

namespace orbitmesh {

bool transposes_weights(const OnnxNode& node) {
  return std::any_of(node.attributes.begin(), node.attributes.end(), [](const auto& attribute) {
    return attribute.name == "transB" && attribute.integer != 0;
  });
}

namespace {

void add_axes(const OnnxNode& node, std::map<std::string, ChannelAxis>& axes) {
  const auto add = [&](std::size_t input, ChannelAxis axis) {
    if (input < node.inputs.size()) axes.emplace(node.inputs[input], axis);
  };
  if (node.op == "Conv") add(1, ChannelAxis::kFirst);
  if (node.op == "ConvTranspose") add(1, ChannelAxis::kSecond);
  if (node.op == "MatMul") add(1, ChannelAxis::kLast);
  if (node.op == "Gemm")
    add(1, transposes_weights(node) ? ChannelAxis::kFirst : ChannelAxis::kSecond);
  if (node.op == "LSTM") {
    add(1, ChannelAxis::kFirstTwo);
    add(2, ChannelAxis::kFirstTwo);
  }
}

void add_graph(const OnnxGraph& graph, std::map<std::string, ChannelAxis>& axes) {
  for (const OnnxNode& node : graph.nodes) {
    add_axes(node, axes);
    for (const OnnxAttribute& attribute : node.attributes) {
      for (const OnnxGraph& nested : attribute.graph) add_graph(nested, axes);
    }
  }
}

}  // namespace

std::map<std::string, ChannelAxis> channel_axes(const OnnxGraph& graph) {
  std::map<std::string, ChannelAxis> axes;
  add_graph(graph, axes);
  return axes;
}

ChannelLayout channel_layout(ChannelAxis axis, const Shape& shape) {
  const std::size_t rank = shape.size();
  if (rank < 2) return {};
  std::size_t first = 0;
  std::size_t last = 1;
  if (axis == ChannelAxis::kSecond) first = 1;
  if (axis == ChannelAxis::kLast) first = rank - 1;
  if (axis != ChannelAxis::kFirst) last = axis == ChannelAxis::kLast ? rank : 2;
  return {std::max<std::int64_t>(1, product(shape, first, last)),
          std::max<std::int64_t>(1, product(shape, last, rank))};
}

}  // namespace orbitmesh
