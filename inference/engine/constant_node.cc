#include "inference/engine/constant_node.h"

#include <fmt/format.h>

#include <utility>

#include "core/error.h"
#include "inference/engine/node_settings.h"

namespace orbitmesh {
namespace {

OnnxTensor constant(std::vector<float> floats, const Shape& shape) {
  OnnxTensor tensor;
  tensor.value.type = ElementType::kFloat;
  tensor.value.shape = shape;
  tensor.value.floats = std::move(floats);
  return tensor;
}

OnnxTensor constant(std::vector<std::int64_t> integers, const Shape& shape) {
  OnnxTensor tensor;
  tensor.value.type = ElementType::kInteger;
  tensor.value.shape = shape;
  tensor.value.integers = std::move(integers);
  return tensor;
}

template <class T>
OnnxTensor list_constant(const std::vector<T>& elements) {
  return constant(elements, {static_cast<std::int64_t>(elements.size())});
}

}  // namespace

bool is_constant_node(const OnnxNode& node) {
  return node.op == "Constant" && (node.domain.empty() || node.domain == "ai.onnx");
}

OnnxTensor constant_of(const OnnxNode& node) {
  if (node.outputs.size() != 1 || node.attributes.size() != 1) {
    throw InputError("needs one output and one attribute");
  }
  NodeSettings settings(node, 0);
  if (const OnnxTensor* const tensor = settings.tensor("value")) return *tensor;
  if (settings.has("value_float")) {
    return constant(std::vector{settings.number("value_float", 0)}, {});
  }
  if (settings.has("value_int")) return constant(std::vector{settings.integer("value_int", 0)}, {});
  if (const auto floats = settings.numbers("value_floats")) return list_constant(*floats);
  if (const auto integers = settings.integers("value_ints")) return list_constant(*integers);
  throw InputError(fmt::format("attribute '{}' is not supported", node.attributes.front().name));
}

}  // namespace orbitmesh
