#include "inference/engine/onnx_engine.h"

#include <fmt/format.h>

#include <limits>
#include <stdexcept>
#include <utility>

#include "core/error.h"
#include "inference/engine/if_node.h"
#include "inference/engine/onnx_reader.h"
#include "inference/engine/profile_recorder.h"

namespace orbitmesh {
namespace {

bool fits(const OnnxInput& declared, const Shape& shape) {
  bool same = shape.size() == declared.shape.size();
  for (std::size_t i = 0; same && i < shape.size(); ++i) {
    same = shape[i] >= 1 && (declared.shape[i] == -1 || declared.shape[i] == shape[i]);
  }
  return same;
}

void check_input(const OnnxInput& declared, const Value& value, const std::string& label) {
  if (!declared.is_open && value.type != declared.type) {
    throw InputError(label + " has the wrong type");
  }
  if (!declared.is_open && !fits(declared, value.shape)) {
    throw InputError(fmt::format("{} has shape {}; expected {} (-1: any)", label,
                                 to_string(value.shape), to_string(declared.shape)));
  }
  if (element_count(value.shape) == value.size()) return;
  throw InputError(
      fmt::format("{} has {} values for shape {}", label, value.size(), to_string(value.shape)));
}

}  // namespace

OnnxEngine::OnnxEngine(OnnxModel model, const EngineOptions& options)
    : plan_(plan_graph(std::move(model), options.weights)) {
  workspace_.loops = &inner_loops(options.kernels, options.simd);
}

void check_address(const std::vector<WeightTensor>& weights, const WeightBit& bit) {
  if (bit.tensor >= weights.size()) throw std::out_of_range("no such weight tensor");
  const WeightTensor& tensor = weights[bit.tensor];
  if (bit.element < tensor.elements && bit.bit < tensor.bits_per_element) return;
  throw std::out_of_range(
      fmt::format("element {} bit {} of weight tensor '{}', which has {} "
                  "elements of {} bits",
                  bit.element, bit.bit, tensor.name, tensor.elements, tensor.bits_per_element));
}

void OnnxEngine::flip(const WeightBit& bit) {
  check_address(plan_.weights, bit);
  PlannedWeight& weight = plan_.weight_values[bit.tensor];
  weight.stored.flip(bit.element, bit.bit, plan_.values[weight.value].floats);
}

Tensor OnnxEngine::run(const Tensor& input) {
  load(input);
  execute();
  return float_output(0);
}

std::vector<Tensor> OnnxEngine::run_all(const Tensor& input) {
  load(input);
  execute();
  std::vector<Tensor> outputs;
  for (std::size_t i = 0; i < plan_.outputs.size(); ++i) outputs.push_back(float_output(i));
  return outputs;
}

std::vector<Value> OnnxEngine::run_values(const std::vector<Value>& inputs) {
  load(inputs);
  execute();
  std::vector<Value> outputs;
  for (std::size_t i = 0; i < plan_.outputs.size(); ++i) outputs.push_back(output(i));
  return outputs;
}

void OnnxEngine::load(const Tensor& input) {
  if (plan_.inputs.size() != 1) {
    throw InputError({plan_.file, 0, 0},
                     fmt::format("has {} inputs; expected one", plan_.inputs.size()));
  }
  const PlannedInput& planned = plan_.inputs.front();
  Value value;
  value.shape = input.shape;
  value.floats = input.values;
  try {
    check_input(planned.declared, value, "the input");
  } catch (const InputError& error) {
    throw InputError({plan_.file, 0, 0}, error.what());
  }
  plan_.values[planned.value] = std::move(value);
}

void OnnxEngine::load(const std::vector<Value>& inputs) {
  if (inputs.size() != plan_.inputs.size()) {
    throw InputError({plan_.file, 0, 0}, fmt::format("has {} inputs; {} were given",
                                                     plan_.inputs.size(), inputs.size()));
  }
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const PlannedInput& planned = plan_.inputs[i];
    try {
      check_input(planned.declared, inputs[i], fmt::format("input '{}'", planned.declared.name));
    } catch (const InputError& error) {
      throw InputError({plan_.file, 0, 0}, error.what());
    }
    plan_.values[planned.value] = inputs[i];
  }
}

void OnnxEngine::execute() {
  workspace_.multiply_adds = 0;
  elements_ = 0;
  try {
    run_nodes(plan_.nodes);
  } catch (const InputError& error) {
    throw InputError({plan_.file, 0, 0}, error.what());
  }
}

void OnnxEngine::run_nodes(const std::vector<PlannedNode>& nodes) {
  for (const PlannedNode& node : nodes) run_labelled(node);
}

void OnnxEngine::run_labelled(const PlannedNode& node) {
  try {
    run_node(node);
  } catch (const InputError& error) {
    throw InputError(fmt::format("{}: {}", node.label, error.what()));
  }
}

void OnnxEngine::run_node(const PlannedNode& node) {
  if (!node.branches.empty()) {
    run_branch(node);
  } else {
    node_inputs_.clear();
    for (const std::size_t input : node.inputs) {
      node_inputs_.push_back(input == PlannedNode::kAbsent ? nullptr : &plan_.values[input]);
    }
    node_outputs_.clear();
    for (const std::size_t output : node.outputs) {
      node_outputs_.push_back(output == PlannedNode::kAbsent ? nullptr : &plan_.values[output]);
    }
    const KernelCall call(node_inputs_, node_outputs_, workspace_);
    node.kernel(call);
    for (NodeWatcher* watcher : watchers_) watcher->after(node, call);
  }
  for (const std::size_t output : node.outputs) {
    if (output != PlannedNode::kAbsent) elements_ += plan_.values[output].size();
  }
  if (elements_ <= kMaxTotalElements) return;
  throw InputError(fmt::format("an inference of more than {} elements", kMaxTotalElements));
}

void OnnxEngine::run_branch(const PlannedNode& node) {
  if (node.inputs.front() == PlannedNode::kAbsent) throw InputError("the condition is missing");
  const bool first = takes_first_branch(plan_.values[node.inputs.front()]);
  const PlannedBranch& branch = node.branches[first ? 0 : 1];
  run_nodes(branch.nodes);
  for (std::size_t i = 0; i < node.outputs.size(); ++i) {
    if (node.outputs[i] == PlannedNode::kAbsent) continue;
    plan_.values[node.outputs[i]] = plan_.values[branch.outputs[i]];
  }
}

std::vector<NodeProfile> OnnxEngine::profile(const std::vector<Value>& inputs) {
  load(inputs);
  workspace_.multiply_adds = 0;
  elements_ = 0;
  ProfileRecorder recorder(plan_);
  try {
    for (const PlannedNode& node : plan_.nodes) {
      const double before = workspace_.multiply_adds;
      recorder.begin(node);
      run_labelled(node);
      recorder.end(node, 2 * (workspace_.multiply_adds - before));
    }
  } catch (const InputError& error) {
    throw InputError({plan_.file, 0, 0}, error.what());
  }
  return recorder.take();
}

Value OnnxEngine::output(std::size_t i) const {
  Value value = plan_.values[plan_.outputs[i]];
  // Which of two NaN an addition keeps depends on how the compiler orders it.
  for (float& element : value.floats) {
    if (element != element) element = std::numeric_limits<float>::quiet_NaN();
  }
  return value;
}

Tensor OnnxEngine::float_output(std::size_t i) const {
  Value value = output(i);
  if (value.type != ElementType::kFloat) {
    throw InputError({plan_.file, 0, 0}, fmt::format("output '{}' has integers, expected floats",
                                                     plan_.output_names[i]));
  }
  return {std::move(value.shape), std::move(value.floats)};
}

std::unique_ptr<OnnxEngine> make_onnx_engine(std::string_view bytes, const std::string& file,
                                             const EngineOptions& options) {
  return std::make_unique<OnnxEngine>(parse_onnx(bytes, file), options);
}

}  // namespace orbitmesh
