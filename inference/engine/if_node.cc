#include "inference/engine/if_node.h"

#include <fmt/format.h>

#include "core/error.h"

namespace orbitmesh {

bool is_if_node(const OnnxNode& node) {
  return node.op == "If" && (node.domain.empty() || node.domain == "ai.onnx");
}

IfGraphs if_graphs(OnnxNode& node) {
  if (node.inputs.size() != 1) throw InputError("needs one input, the condition");
  IfGraphs graphs{nullptr, nullptr};
  for (OnnxAttribute& attribute : node.attributes) {
    const bool is_then = attribute.name == "then_branch";
    if (attribute.graph.size() != 1 || (!is_then && attribute.name != "else_branch")) {
      throw InputError(fmt::format("attribute '{}' is not supported", attribute.name));
    }
    (is_then ? graphs.then_branch : graphs.else_branch) = &attribute.graph.front();
  }
  if (graphs.then_branch == nullptr || graphs.else_branch == nullptr) {
    throw InputError("needs a then_branch and an else_branch");
  }
  return graphs;
}

bool takes_first_branch(const Value& condition) {
  if (condition.type != ElementType::kInteger || condition.size() != 1) {
    throw InputError("the condition is no single truth value");
  }
  return condition.integers.front() != 0;
}

}  // namespace orbitmesh
