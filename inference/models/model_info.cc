#include "inference/models/model_info.h"

#include <set>

#include "inference/engine/onnx_engine.h"

namespace orbitmesh {
namespace {

void add_operators(const OnnxGraph& graph, std::set<std::string>& operators) {
  for (const OnnxNode& node : graph.nodes) {
    operators.insert(node.op);
    for (const OnnxAttribute& attribute : node.attributes) {
      for (const OnnxGraph& nested : attribute.graph) add_operators(nested, operators);
    }
  }
}

}  // namespace

ModelInfo model_info(const NamedModel& model, std::optional<WeightFormat> format) {
  ModelInfo info;
  info.opset = model.model.opset;
  info.inputs = model.model.inputs;
  info.outputs = model.model.outputs;
  std::set<std::string> operators;
  add_operators(model.model, operators);
  info.operators.assign(operators.begin(), operators.end());

  EngineOptions options;
  options.weights = format;
  OnnxEngine engine(model.model, options);
  for (const WeightTensor& tensor : engine.weights()) {
    info.weights += static_cast<std::int64_t>(tensor.elements);
    info.weight_bytes += static_cast<std::int64_t>(tensor.elements * tensor.bits_per_element / 8);
  }
  info.nodes = engine.profile(model.sample);
  for (const NodeProfile& node : info.nodes) info.flops += node.flops;
  std::vector<std::int64_t> input_bytes;
  for (const Value& input : model.sample) input_bytes.push_back(stored_bytes(input));
  info.cuts = cut_points(model.model, info.nodes, input_bytes);
  return info;
}

}  // namespace orbitmesh
