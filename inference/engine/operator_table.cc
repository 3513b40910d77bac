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
  std::size_t max_outputs = 1;
};

constexpr std::size_t kMany = 10'000;

constexpr std::array<Operator, 69> kOperators = {{
    {"Abs", 1, 1, make_abs},
    {"Add", 2, 2, make_add},
    {"And", 2, 2, make_and},
    {"ArgMax", 1, 1, make_arg_max},
    {"AveragePool", 1, 1, make_average_pool},
    {"BatchNormalization", 5, 5, make_batch_normalization},
    {"Cast", 1, 1, make_cast},
    {"Ceil", 1, 1, make_ceil},
    {"Clip", 1, 3, make_clip},
    {"Concat", 1, kMany, make_concat},
    {"ConstantOfShape", 1, 1, make_constant_of_shape},
    {"Conv", 2, 3, make_conv},
    {"ConvTranspose", 2, 3, make_conv_transpose},
    {"Div", 2, 2, make_div},
    {"Dropout", 1, 3, make_dropout},
    {"Elu", 1, 1, make_elu},
    {"Equal", 2, 2, make_equal},
    {"Erf", 1, 1, make_erf},
    {"Exp", 1, 1, make_exp},
    {"Expand", 2, 2, make_expand},
    {"Flatten", 1, 1, make_flatten},
    {"Floor", 1, 1, make_floor},
    {"Gather", 2, 2, make_gather},
    {"Gemm", 2, 3, make_gemm},
    {"GlobalAveragePool", 1, 1, make_global_average_pool},
    {"Greater", 2, 2, make_greater},
    {"GreaterOrEqual", 2, 2, make_greater_or_equal},
    {"HardSigmoid", 1, 1, make_hard_sigmoid},
    {"HardSwish", 1, 1, make_hard_swish},
    {"Identity", 1, 1, make_identity},
    {"InstanceNormalization", 3, 3, make_instance_normalization},
    {"LSTM", 3, 8, make_lstm, 3},
    {"LayerNormalization", 2, 3, make_layer_normalization},
    {"LeakyRelu", 1, 1, make_leaky_relu},
    {"Less", 2, 2, make_less},
    {"LessOrEqual", 2, 2, make_less_or_equal},
    {"Log", 1, 1, make_log},
    {"MatMul", 2, 2, make_matmul},
    {"Max", 1, kMany, make_max},
    {"MaxPool", 1, 1, make_max_pool},
    {"Min", 1, kMany, make_min},
    {"Mul", 2, 2, make_mul},
    {"Neg", 1, 1, make_neg},
    {"Not", 1, 1, make_not},
    {"Or", 2, 2, make_or},
    {"PRelu", 2, 2, make_prelu},
    {"Pad", 1, 4, make_pad},
    {"Pow", 2, 2, make_pow},
    {"Reciprocal", 1, 1, make_reciprocal},
    {"ReduceMax", 1, 2, make_reduce_max},
    {"ReduceMean", 1, 2, make_reduce_mean},
    {"ReduceMin", 1, 2, make_reduce_min},
    {"ReduceSum", 1, 2, make_reduce_sum},
    {"Relu", 1, 1, make_relu},
    {"Reshape", 2, 2, make_reshape},
    {"Resize", 2, 4, make_resize},
    {"Shape", 1, 1, make_shape},
    {"Sigmoid", 1, 1, make_sigmoid},
    {"Size", 1, 1, make_size},
    {"Slice", 1, 5, make_slice},
    {"Softmax", 1, 1, make_softmax},
    {"Split", 1, 2, make_split, kMany},
    {"Sqrt", 1, 1, make_sqrt},
    {"Squeeze", 1, 2, make_squeeze},
    {"Sub", 2, 2, make_sub},
    {"Tanh", 1, 1, make_tanh},
    {"Transpose", 1, 1, make_transpose},
    {"Unsqueeze", 1, 2, make_unsqueeze},
    {"Where", 3, 3, make_where},
}};

const Operator& find_operator(const OnnxNode& node, std::int64_t opset) {
  const bool default_domain = node.domain.empty() || node.domain == "ai.onnx";
  const auto found = std::find_if(kOperators.begin(), kOperators.end(), [&](const Operator& entry) {
    return default_domain && entry.name == node.op;
  });
  if (found != kOperators.end()) return *found;
  throw InputError(fmt::format(
      "operator '{}{}{}' is not supported (the model uses opset {}); supported are Constant, If, "
      "{}",
      node.domain, default_domain ? "" : ".", node.op, opset, fmt::join(operator_names(), ", ")));
}

void check_outputs(const OnnxNode& node, std::size_t most) {
  std::size_t used = node.outputs.size();
  while (used > 0 && node.outputs[used - 1].empty()) --used;
  if (used == 0) throw InputError("has no output");
  if (used > most) {
    throw InputError(
        fmt::format("has {} outputs and supports no other than the first {}", used, most));
  }
}

}  // namespace

std::vector<std::string_view> operator_names() {
  std::vector<std::string_view> names;
  for (const Operator& entry : kOperators) names.push_back(entry.name);
  return names;
}

Kernel make_kernel(const OnnxNode& node, std::int64_t opset) {
  const Operator& entry = find_operator(node, opset);
  if (node.inputs.size() < entry.min_inputs || node.inputs.size() > entry.max_inputs) {
    throw InputError(fmt::format("has {} inputs; expected {} to {}", node.inputs.size(),
                                 entry.min_inputs, entry.max_inputs));
  }
  check_outputs(node, entry.max_outputs);
  NodeSettings settings(node, opset);
  Kernel kernel = entry.make(settings);
  settings.reject_unread();
  return kernel;
}

}  // namespace orbitmesh
