#include "inference/engine/onnx_engine.h"

#include <fmt/format.h>

#include <limits>
#include <stdexcept>
#include <utility>

#include "core/error.h"
#include "inference/bit_flip.h"
#include "inference/engine/half_float.h"
#include "inference/engine/onnx_reader.h"

namespace orbitmesh {

OnnxEngine::OnnxEngine(OnnxModel model, SimdLevel simd) : plan_(plan_graph(std::move(model))) {
  workspace_.simd = simd;
}

void OnnxEngine::flip(const WeightBit& bit) {
  if (bit.tensor >= plan_.weights.size()) throw std::out_of_range("no such weight tensor");
  const WeightTensor& tensor = plan_.weights[bit.tensor];
  if (bit.element >= tensor.elements || bit.bit >= tensor.bits_per_element) {
    throw std::out_of_range(
        fmt::format("element {} bit {} of weight tensor '{}', which has {} "
                    "elements of {} bits",
                    bit.element, bit.bit, tensor.name, tensor.elements, tensor.bits_per_element));
  }
  PlannedWeight& weight = plan_.weight_values[bit.tensor];
  float& value = plan_.values[weight.value].floats[bit.element];
  if (weight.halves.empty()) {
    value = flip_bit(value, bit.bit);
  } else {
    std::uint16_t& half = weight.halves[bit.element];
    half = static_cast<std::uint16_t>(half ^ (1U << bit.bit));
    value = half_to_float(half);
  }
}

Tensor OnnxEngine::run(const Tensor& input) {
  load(input);
  execute();
  return output(0);
}

std::vector<Tensor> OnnxEngine::run_all(const Tensor& input) {
  load(input);
  execute();
  std::vector<Tensor> outputs;
  for (std::size_t i = 0; i < plan_.outputs.size(); ++i) outputs.push_back(output(i));
  return outputs;
}

void OnnxEngine::load(const Tensor& input) {
  const Shape& expected = plan_.input_shape;
  bool fits = input.shape.size() == expected.size();
  for (std::size_t i = 0; fits && i < expected.size(); ++i) {
    fits = input.shape[i] >= 1 && (expected[i] == -1 || expected[i] == input.shape[i]);
  }
  if (!fits) {
    throw InputError({plan_.file, 0, 0},
                     fmt::format("the input has shape {}; expected {} (-1: any)",
                                 to_string(input.shape), to_string(expected)));
  }
  if (element_count(input.shape) != static_cast<std::int64_t>(input.values.size())) {
    throw InputError({plan_.file, 0, 0}, fmt::format("the input has {} values for shape {}",
                                                     input.values.size(), to_string(input.shape)));
  }
  Value& value = plan_.values[plan_.input];
  value.shape = input.shape;
  value.floats = input.values;
}

void OnnxEngine::execute() {
  workspace_.multiply_adds = 0;
  std::int64_t elements = 0;
  for (const PlannedNode& node : plan_.nodes) {
    try {
      run_node(node);
      elements += plan_.values[node.output].size();
      if (elements > kMaxTotalElements) {
        throw InputError(fmt::format("an inference of more than {} elements", kMaxTotalElements));
      }
    } catch (const InputError& error) {
      throw InputError({plan_.file, 0, 0}, fmt::format("{}: {}", node.label, error.what()));
    }
  }
}

void OnnxEngine::run_node(const PlannedNode& node) {
  node_inputs_.clear();
  for (const std::size_t input : node.inputs) {
    node_inputs_.push_back(input == PlannedNode::kAbsent ? nullptr : &plan_.values[input]);
  }
  node.kernel(KernelCall(node_inputs_, plan_.values[node.output], workspace_));
}

Tensor OnnxEngine::output(std::size_t i) const {
  const Value& value = plan_.values[plan_.outputs[i]];
  if (value.type != ElementType::kFloat) {
    throw InputError({plan_.file, 0, 0}, fmt::format("output '{}' has integers, expected floats",
                                                     plan_.output_names[i]));
  }
  Tensor tensor{value.shape, value.floats};
  // Which of two NaN an addition keeps depends on how the compiler orders it.
  for (float& element : tensor.values) {
    if (element != element) element = std::numeric_limits<float>::quiet_NaN();
  }
  return tensor;
}

std::unique_ptr<OnnxEngine> make_onnx_engine(std::string_view bytes, const std::string& file) {
  return std::make_unique<OnnxEngine>(parse_onnx(bytes, file));
}

std::unique_ptr<OnnxEngine> load_onnx_engine(const std::string& path) {
  return std::make_unique<OnnxEngine>(read_onnx_file(path));
}

}  // namespace orbitmesh
