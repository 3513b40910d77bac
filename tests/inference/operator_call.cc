#include "tests/inference/operator_call.h"

#include "inference/engine/operator_table.h"

namespace orbitmesh {
namespace {

using Kind = OnnxAttribute::Kind;

OnnxAttribute attribute_of(std::string name, Kind kind) {
  OnnxAttribute attribute;
  attribute.name = std::move(name);
  attribute.kind = kind;
  return attribute;
}

bool is_absent(const Value& value) { return value.shape == absent().shape; }

}  // namespace

Value float_value(Shape shape, std::vector<float> elements) {
  Value value;
  value.type = ElementType::kFloat;
  value.shape = std::move(shape);
  value.floats = std::move(elements);
  return value;
}

Value integer_value(Shape shape, std::vector<std::int64_t> elements) {
  Value value;
  value.type = ElementType::kInteger;
  value.shape = std::move(shape);
  value.integers = std::move(elements);
  return value;
}

Value absent() { return float_value({-1}, {}); }

OnnxAttribute integer_attribute(std::string name, std::int64_t integer) {
  OnnxAttribute attribute = attribute_of(std::move(name), Kind::kInteger);
  attribute.integer = integer;
  return attribute;
}

OnnxAttribute integers_attribute(std::string name, std::vector<std::int64_t> integers) {
  OnnxAttribute attribute = attribute_of(std::move(name), Kind::kIntegers);
  attribute.integers = std::move(integers);
  return attribute;
}

OnnxAttribute number_attribute(std::string name, float number) {
  OnnxAttribute attribute = attribute_of(std::move(name), Kind::kFloat);
  attribute.number = number;
  return attribute;
}

OnnxAttribute text_attribute(std::string name, std::string text) {
  OnnxAttribute attribute = attribute_of(std::move(name), Kind::kText);
  attribute.text = std::move(text);
  return attribute;
}

OnnxAttribute tensor_attribute(std::string name, Value value) {
  OnnxAttribute attribute = attribute_of(std::move(name), Kind::kTensor);
  attribute.tensor.value = std::move(value);
  return attribute;
}

Value OperatorCall::run() const { return run_all(1).front(); }

std::vector<Value> OperatorCall::run_all(std::size_t output_count) const {
  OnnxNode node;
  node.op = op;
  node.attributes = attributes;
  node.outputs.assign(output_count, "y");
  std::vector<const Value*> pointers;
  for (const Value& input : inputs) {
    node.inputs.emplace_back(is_absent(input) ? "" : "x");
    pointers.push_back(is_absent(input) ? nullptr : &input);
  }
  std::vector<Value> outputs(output_count);
  std::vector<Value*> places;
  for (Value& output : outputs) places.push_back(&output);
  Workspace workspace;
  workspace.loops = &inner_loops(kernels, simd);
  make_kernel(node, opset)(KernelCall(pointers, places, workspace));
  return outputs;
}

}  // namespace orbitmesh
