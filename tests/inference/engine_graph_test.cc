#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inference/engine/content_engine.h"
#include "inference/engine/onnx_engine.h"
#include "tests/core/expect_input_error.h"
#include "tests/inference/onnx_writer.h"
#include "tests/inference/operator_call.h"

namespace orbitmesh {
namespace {

using namespace wire_format;  // NOLINT(google-build-using-namespace): the test speaks it
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

std::unique_ptr<OnnxEngine> engine_of(const std::string& graph_parts) {
  return make_onnx_engine(model(graph_parts), "m.onnx");
}

std::string load_error(const std::string& graph_parts) {
  return input_error_of([&] { engine_of(graph_parts); });
}

std::string constant(const std::string& name, const std::vector<float>& elements) {
  return raw_tensor(name, 1, {static_cast<int>(elements.size())}, raw_bytes(elements));
}

OnnxNode node_of(const std::string& op, std::vector<std::string> inputs,
                 std::vector<std::string> outputs) {
  OnnxNode result;
  result.op = op;
  result.inputs = std::move(inputs);
  result.outputs = std::move(outputs);
  return result;
}

/// A model of one input "x" of two floats and the output "y".
OnnxModel model_of(std::vector<OnnxNode> nodes) {
  OnnxModel result;
  result.file = "m.onnx";
  result.opset = 13;
  result.nodes = std::move(nodes);
  result.inputs = {{"x", ElementType::kFloat, {2}}};
  result.outputs = {"y"};
  return result;
}

TEST(EngineGraph, RunsNodesInOrder) {
  const auto engine = engine_of(node("Add", {"x", "c"}, "sum") + node("Relu", {"sum"}, "y") +
                                initializer(constant("c", {-3, 10})));
  EXPECT_THAT(engine->run({{2}, {1, 2}}).values, ElementsAre(0, 12));
  EXPECT_THAT(engine->run({{2}, {5, 2}}).values, ElementsAre(2, 12)) << "a second run";
}

TEST(EngineGraph, KeepsAValueAsLongAsANodeReadsIt) {
  // x^2, then 3 nodes that could overwrite it, then x^2 + x^16.
  const auto engine = engine_of(node("Mul", {"x", "x"}, "x2") + node("Mul", {"x2", "x2"}, "x4") +
                                node("Mul", {"x4", "x4"}, "x8") + node("Mul", {"x8", "x8"}, "x16") +
                                node("Add", {"x2", "x16"}, "y"));
  EXPECT_THAT(engine->run({{2}, {1, 2}}).values, ElementsAre(2, 65540));
  EXPECT_THAT(engine->run({{2}, {2, 1}}).values, ElementsAre(65540, 2));
}

TEST(EngineGraph, GivesAllOutputs) {
  OnnxModel two = model_of({node_of("Relu", {"x"}, {"r"}), node_of("Add", {"r", "x"}, {"y"})});
  two.outputs = {"r", "y", "x"};
  OnnxEngine engine(std::move(two));
  const std::vector<Tensor> outputs = engine.run_all({{2}, {-1, 2}});
  EXPECT_THAT(engine.output_names(), ElementsAre("r", "y", "x"));
  ASSERT_EQ(outputs.size(), 3U);
  EXPECT_THAT(outputs[0].values, ElementsAre(0, 2));
  EXPECT_THAT(outputs[1].values, ElementsAre(-1, 4));
  EXPECT_THAT(outputs[2].values, ElementsAre(-1, 2));
}

TEST(EngineGraph, ListsFloatConstantsAsWeights) {
  OnnxNode value = node_of("Constant", {}, {"k"});
  value.attributes = {tensor_attribute("value", float_value({2}, {1, 2}))};
  OnnxNode scalar = node_of("Constant", {}, {"s"});
  scalar.attributes = {number_attribute("value_float", 4)};
  OnnxNode list = node_of("Constant", {}, {"shape"});
  list.attributes = {integers_attribute("value_ints", {1, 2})};
  OnnxModel weights = model_of(
      {value, scalar, list, node_of("Mul", {"x", "k"}, {"m"}), node_of("Add", {"m", "s"}, {"a"}),
       node_of("Add", {"a", "c"}, {"b"}), node_of("Reshape", {"b", "shape"}, {"y"})});
  OnnxTensor initial;
  initial.name = "c";
  initial.value = float_value({2}, {10, 20});
  weights.initializers = {initial};
  OnnxEngine engine(std::move(weights));
  ASSERT_EQ(engine.weights().size(), 3U) << "without the integers of the shape";
  EXPECT_EQ(engine.weights()[0].name, "c");
  EXPECT_EQ(engine.weights()[1].name, "k");
  EXPECT_EQ(engine.weights()[1].elements, 2U);
  EXPECT_EQ(engine.weights()[1].bits_per_element, 32U);
  EXPECT_EQ(engine.weights()[2].name, "s");
  EXPECT_THAT(engine.run({{2}, {1, 1}}).values, ElementsAre(15, 26));
}

TEST(EngineGraph, AcceptsInitializersListedAsInputs) {
  OnnxModel old = model_of({node_of("Relu", {"x"}, {"y"})});
  EXPECT_THAT(old.inputs.size(), 1U);
  const std::string listed = bytes_field(11, bytes_field(1, "c"));
  const auto engine =
      engine_of(node("Add", {"x", "c"}, "y") + listed + initializer(constant("c", {1, 1})));
  EXPECT_THAT(engine->run({{2}, {1, 2}}).values, ElementsAre(2, 3));
}

TEST(EngineGraph, NamesAnUnsupportedOperator) {
  EXPECT_THAT(load_error(node("FancyOp", {"x"}, "y")),
              AllOf(StartsWith("m.onnx: node 'y' (FancyOp): "),
                    HasSubstr("operator 'FancyOp' is not supported"), HasSubstr("Conv")));
  OnnxNode foreign = node_of("Relu", {"x"}, {"y"});
  foreign.domain = "com.example";
  foreign.name = "act";
  EXPECT_THAT(input_error_of([&] { OnnxEngine engine(model_of({foreign})); }),
              AllOf(HasSubstr("node 'act' (Relu)"), HasSubstr("'com.example.Relu'")));
}

TEST(EngineGraph, RefusesAttributesThatItWouldIgnore) {
  OnnxNode relu = node_of("Relu", {"x"}, {"y"});
  relu.attributes = {number_attribute("slope", 1)};
  EXPECT_THAT(input_error_of([&] { OnnxEngine engine(model_of({relu})); }),
              HasSubstr("attribute 'slope' is not supported"));
  OnnxNode pool = node_of("MaxPool", {"x"}, {"y"});
  pool.attributes = {text_attribute("kernel_shape", "2")};
  EXPECT_THAT(input_error_of([&] { OnnxEngine engine(model_of({pool})); }),
              HasSubstr("attribute 'kernel_shape' has the wrong type"));
}

TEST(EngineGraph, RefusesNamesThatAreNotDefinedBefore) {
  EXPECT_THAT(load_error(node("Relu", {"z"}, "y")), HasSubstr("input 'z' is no input"));
  EXPECT_THAT(load_error(node("Relu", {"b"}, "y") + node("Relu", {"y"}, "b")),
              HasSubstr("input 'b' is no input"))
      << "a cycle";
  EXPECT_THAT(load_error(node("Relu", {"y"}, "y")), HasSubstr("input 'y'")) << "a loop";
  EXPECT_THAT(load_error(node("Relu", {"x"}, "z")), HasSubstr("no node makes its output 'y'"));
}

TEST(EngineGraph, RefusesNamesDefinedTwice) {
  EXPECT_THAT(load_error(node("Relu", {"x"}, "y") + node("Relu", {"x"}, "y")),
              HasSubstr("'y' is defined twice"));
  EXPECT_THAT(load_error(node("Relu", {"x"}, "x")), HasSubstr("'x' is defined twice"));
  EXPECT_THAT(load_error(initializer(constant("c", {1})) + initializer(constant("c", {1}))),
              HasSubstr("'c' is defined twice"));
}

TEST(EngineGraph, RefusesAWrongNumberOfInputsAndOutputs) {
  EXPECT_THAT(load_error(node("Add", {"x"}, "y")), HasSubstr("has 1 inputs; expected 2 to 2"));
  OnnxModel wide = model_of({node_of("Dropout", {"x"}, {"y", "mask"})});
  EXPECT_THAT(input_error_of([&] { OnnxEngine engine(wide); }), HasSubstr("supports no other"));
  OnnxModel none = model_of({node_of("Relu", {"x"}, {})});
  EXPECT_THAT(input_error_of([&] { OnnxEngine engine(none); }), HasSubstr("has no output"));
}

TEST(EngineGraph, TakesSeveralInputsInOrder) {
  OnnxModel two = model_of({node_of("Sub", {"x", "z"}, {"y"})});
  two.inputs.push_back({"z", ElementType::kFloat, {1}});
  OnnxEngine engine(two);
  const std::vector<Value> outputs =
      engine.run_values({float_value({2}, {5, 7}), float_value({1}, {2})});
  ASSERT_EQ(outputs.size(), 1U);
  EXPECT_THAT(outputs[0].floats, ElementsAre(3, 5));
  EXPECT_THAT(input_error_of([&] { engine.run({{2}, {1, 2}}); }), HasSubstr("has 2 inputs"));
  EXPECT_THAT(input_error_of([&] {
                engine.run_values({float_value({2}, {5, 7}), integer_value({1}, {2})});
              }),
              HasSubstr("input 'z' has the wrong type"));
}

TEST(EngineGraph, FixesAnInput) {
  OnnxModel two = model_of({node_of("Sub", {"x", "z"}, {"y"})});
  two.inputs.push_back({"z", ElementType::kFloat, {1}});
  fix_input(two, "z", float_value({1}, {2}));
  OnnxEngine engine(two);
  EXPECT_THAT(engine.run({{2}, {5, 7}}).values, ElementsAre(3, 5));
  EXPECT_THAT(engine.weights(), IsEmpty()) << "an input is no weight";
  EXPECT_THAT(input_error_of([&] { fix_input(two, "w", {}); }), HasSubstr("no input 'w'"));
}

OnnxAttribute branch(const std::string& name, std::vector<OnnxNode> nodes, std::string output) {
  OnnxAttribute attribute;
  attribute.name = name;
  attribute.kind = OnnxAttribute::Kind::kGraph;
  attribute.graph.resize(1);
  attribute.graph[0].nodes = std::move(nodes);
  attribute.graph[0].outputs = {std::move(output)};
  return attribute;
}

/// y = x + w with w = 10 when x[0] > 0, else y = x: the weight lies in the branch.
OnnxModel model_of_two_branches() {
  OnnxNode ten = node_of("Constant", {}, {"w"});
  ten.attributes = {tensor_attribute("value", float_value({2}, {10, 10}))};
  OnnxNode choice = node_of("If", {"positive"}, {"y"});
  choice.attributes = {branch("then_branch", {ten, node_of("Add", {"x", "w"}, {"sum"})}, "sum"),
                       branch("else_branch", {node_of("Identity", {"x"}, {"sum"})}, "sum")};
  OnnxModel model = model_of({node_of("Gather", {"x", "first"}, {"x0"}),
                              node_of("Greater", {"x0", "zero"}, {"positive"}), choice});
  OnnxTensor zero;
  zero.name = "zero";
  zero.value = float_value({}, {0});
  OnnxTensor first;
  first.name = "first";
  first.value = integer_value({}, {0});
  model.initializers = {zero, first};
  return model;
}

TEST(EngineBranch, RunsTheOneThatTheConditionNames) {
  OnnxEngine engine(model_of_two_branches());
  EXPECT_THAT(engine.run({{2}, {1, 2}}).values, ElementsAre(11, 12));
  EXPECT_THAT(engine.run({{2}, {-1, 2}}).values, ElementsAre(-1, 2));
}

TEST(EngineBranch, ListsItsConstantsAsWeights) {
  OnnxEngine engine(model_of_two_branches());
  ASSERT_EQ(engine.weights().size(), 2U);
  EXPECT_EQ(engine.weights()[1].name, "w");
  engine.flip({1, 1, 31});
  EXPECT_THAT(engine.run({{2}, {1, 2}}).values, ElementsAre(11, -8));
}

/// `output` is `input`, with `number` added or multiplied if "positive" is true.
OnnxNode choice_of(const std::string& op, const std::string& input, const std::string& output,
                   float number) {
  OnnxNode weight = node_of("Constant", {}, {"w"});
  weight.attributes = {tensor_attribute("value", float_value({2}, {number, number}))};
  OnnxNode choice = node_of("If", {"positive"}, {output});
  choice.attributes = {branch("then_branch", {weight, node_of(op, {input, "w"}, {"out"})}, "out"),
                       branch("else_branch", {node_of("Identity", {input}, {"out"})}, "out")};
  return choice;
}

TEST(EngineBranch, WeightsOfOneNameAreToldApartWhereTheModelIsCut) {
  OnnxModel model = model_of({choice_of("Add", "x", "z", 10), choice_of("Mul", "z", "y", 3)});
  OnnxTensor positive;
  positive.name = "positive";
  positive.value = integer_value({}, {1});
  model.initializers = {positive};
  ContentEngine engine(model, 1, {}, nullptr, {});
  ASSERT_EQ(engine.weights().size(), 2U);
  EXPECT_THAT(engine.run({{2}, {1, 2}}).values, ElementsAre(33, 36));
  engine.flip({0, 0, 31});
  EXPECT_THAT(engine.run({{2}, {1, 2}}).values, ElementsAre(33, 36)) << "of the head";
  engine.flip({1, 0, 31});
  EXPECT_THAT(engine.run({{2}, {1, 2}}).values, ElementsAre(-33, 36));
}

TEST(EngineBranch, IsRefusedWithoutBothGraphs) {
  OnnxModel half = model_of_two_branches();
  half.nodes.back().attributes.pop_back();
  EXPECT_THAT(input_error_of([&] { OnnxEngine engine(half); }), HasSubstr("an else_branch"));
  OnnxModel wide = model_of_two_branches();
  wide.nodes.back().outputs.emplace_back("z");
  EXPECT_THAT(input_error_of([&] { OnnxEngine engine(wide); }),
              HasSubstr("a branch of 1 outputs for a node of 2"));
}

TEST(EngineBranch, HidesItsNamesFromTheOutside) {
  OnnxModel leaky = model_of_two_branches();
  leaky.nodes.push_back(node_of("Relu", {"sum"}, {"z"}));
  EXPECT_THAT(input_error_of([&] { OnnxEngine engine(leaky); }), HasSubstr("input 'sum' is no"));
}

TEST(EngineGraph, RefusesAnUnknownOpset) {
  OnnxModel future = model_of({node_of("Relu", {"x"}, {"y"})});
  future.opset = 99;
  EXPECT_THAT(input_error_of([&] { OnnxEngine engine(future); }), HasSubstr("opset 99"));
}

TEST(EngineRun, RefusesAnInputOfAnotherShape) {
  const auto engine = engine_of(node("Relu", {"x"}, "y"));
  EXPECT_THAT(input_error_of([&] {
                engine->run({{3}, {1, 2, 3}});
              }),
              HasSubstr("the input has shape [3]; expected [2]"));
  EXPECT_THAT(input_error_of([&] {
                engine->run({{2}, {1}});
              }),
              HasSubstr("1 values for shape [2]"));
  EXPECT_THAT(input_error_of([&] { engine->run({{}, {}}); }), HasSubstr("the input has shape []"));
}

TEST(EngineRun, NamesTheNodeWhoseInputsDoNotFit) {
  const auto engine =
      engine_of(node("Add", {"x", "c"}, "y") + initializer(constant("c", {1, 2, 3})));
  EXPECT_THAT(input_error_of([&] {
                engine->run({{2}, {1, 2}});
              }),
              AllOf(StartsWith("m.onnx: node 'y' (Add): "), HasSubstr("[2] and [3]")));
}

TEST(EngineRun, RefusesAnInferenceThatWouldTakeTooLong) {
  // Each of a million pixels sums over a window of a million.
  OnnxNode pool = node_of("AveragePool", {"image"}, {"y"});
  pool.attributes = {integers_attribute("kernel_shape", {1 << 20}),
                     integers_attribute("pads", {(1 << 20) - 1, (1 << 20) - 1})};
  OnnxModel slow = model_of({node_of("Reshape", {"x", "shape"}, {"image"}), pool});
  OnnxTensor shape;
  shape.name = "shape";
  shape.value = integer_value({3}, {1, 1, 2});
  slow.initializers = {shape};
  OnnxEngine engine(std::move(slow));
  EXPECT_THAT(input_error_of([&] {
                engine.run({{2}, {1, 2}});
              }),
              HasSubstr("1.1e+12 multiply-adds; at most 1e+12"));
}

TEST(EngineRun, RefusesAnOutputOfIntegers) {
  const auto engine = engine_of(node("Shape", {"x"}, "y"));
  EXPECT_THAT(engine->weights(), IsEmpty());
  EXPECT_THAT(input_error_of([&] {
                engine->run({{2}, {1, 2}});
              }),
              HasSubstr("output 'y' has integers"));
}

}  // namespace
}  // namespace orbitmesh
