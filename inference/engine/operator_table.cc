#include "inference/engine/operator_table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "core/error.h"
#include "inference/engine/operators.h"

namespace orbitmesh {
namespace {

struct Operator {
  std::string_view name;
  std::size_t min_inputs;
  std::size_t max_inputs;
  Kernel (*make)(NodeSettings&);
};

constexpr std::size_t kMany = 10'000;

constexpr std::array<Operator, 33> kOperators = {{
    {"Add", 2, 2, make_add},
    {"AveragePool", 1, 1, make_average_pool},
    {"BatchNormalization", 5, 5, make_batch_normalization},
    {"Cast", 1, 1, make_cast},
    {"Clip", 1, 3, make_clip},
    {"Concat", 1, kMany, make_concat},
    {"ConstantOfShape", 1, 1, make_constant_of_shape},
    {"Conv", 2, 3, make_conv},
    {"Div", 2, 2, make_div},
    {"Dropout", 1, 3, make_dropout},
    {"Flatten", 1, 1, make_flatten},
    {"Gather", 2, 2, make_gather},
    {"Gemm", 2, 3, make_gemm},
    {"GlobalAveragePool", 1, 1, make_global_average_pool},
    {"Identity", 1, 1, make_identity},
    {"LeakyRelu", 1, 1, make_leaky_relu},
    {"MatMul", 2, 2, make_matmul},
    {"MaxPool", 1, 1, make_max_pool},
    {"Mul", 2, 2, make_mul},
    {"PRelu", 2, 2, make_prelu},
    {"Pad", 1, 4, make_pad},
    {"Relu", 1, 1, make_relu},
    {"Reshape", 2, 2, make_reshape},
    {"Resize", 2, 4, make_resize},
    {"Shape", 1, 1, make_shape},
    {"Sigmoid", 1, 1, make_sigmoid},
    {"Slice", 1, 5, make_slice},
    {"Softmax", 1, 1, make_softmax},
    {"Squeeze", 1, 2, make_squeeze},
    {"Sub", 2, 2, make_sub},
    {"Tanh", 1, 1, make_tanh},
    {"Transpose", 1, 1, make_transpose},
    {"Unsqueeze", 1, 2, make_unsqueeze},
}};

const Operator& find_operator(const OnnxNode& node) {
  const bool default_domain = node.domain.empty() || node.domain == "ai.onnx";
  const auto found = std::find_if(kOperators.begin(), kOperators.end(), [&](const Operator& entry) {
    return default_domain && entry.name == node.op;
  });
  if (found != kOperators.end()) return *found;
  throw InputError(fmt::format("operator '{}{}{}' is not supported; supported are {}", node.domain,
                               default_domain ? "" : ".", node.op,
                               fmt::join(operator_names(), ", ")));
}

}  // namespace

std::vector<std::string_view> operator_names() {
  std::vector<std::string_view> names;
  for (const Operator& entry : kOperators) names.push_back(entry.name);
  return names;
}

Kernel make_kernel(const OnnxNode& node, std::int64_t opset) {
  const Operator& entry = find_operator(node);
  if (node.inputs.size() < entry.min_inputs || node.inputs.size() > entry.max_inputs) {
    throw InputError(fmt::format("has {} inputs; expected {} to {}", node.inputs.size(),
                                 entry.min_inputs, entry.max_inputs));
  }
  for (std::size_t i = 0; i < node.outputs.size(); ++i) {
    if ((i == 0) == !node.outputs[i].empty()) continue;
    throw InputError("needs its first output and supports no other");
  }
  if (node.outputs.empty()) throw InputError("has no output");
  NodeSettings settings(node, opset);
  Kernel kernel = entry.make(settings);
  settings.reject_unread();
  return kernel;
}

}  // namespace orbitmesh
