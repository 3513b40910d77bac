#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/core/expect_input_error.h"
#include "tests/inference/operator_call.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;
using ::testing::HasSubstr;
using ::testing::Pointwise;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

std::vector<float> of(const std::string& op, const std::vector<float>& x,
                      std::vector<OnnxAttribute> attributes = {}) {
  OperatorCall call;
  call.op = op;
  call.inputs = {float_value({static_cast<std::int64_t>(x.size())}, x)};
  call.attributes = std::move(attributes);
  return call.run().floats;
}

std::vector<std::int64_t> compared(const std::string& op, Value a, Value b) {
  OperatorCall call;
  call.op = op;
  call.inputs = {std::move(a), std::move(b)};
  return call.run().integers;
}

TEST(OperatorFunctions, AgreeWithTheMathLibrary) {
  for (const float x : {-3.0F, -0.5F, 0.0F, 1e-3F, 0.7F, 2.5F, 5.9F, 7.0F}) {
    EXPECT_FLOAT_EQ(of("Erf", {x})[0], std::erf(x));
    EXPECT_FLOAT_EQ(of("Exp", {x})[0], std::exp(x));
    EXPECT_FLOAT_EQ(of("Elu", {x})[0], x < 0 ? std::expm1(x) : x);
    EXPECT_FLOAT_EQ(of("Reciprocal", {x + 10})[0], 1 / (x + 10));
    EXPECT_FLOAT_EQ(of("Log", {x + 10})[0], std::log(x + 10));
    EXPECT_EQ(of("Sqrt", {x + 10})[0], std::sqrt(x + 10));
    EXPECT_EQ(of("Floor", {x})[0], std::floor(x));
    EXPECT_EQ(of("Ceil", {x})[0], std::ceil(x));
    EXPECT_EQ(of("Abs", {x})[0], std::fabs(x));
    EXPECT_EQ(of("Neg", {x})[0], -x);
  }
}

TEST(OperatorFunctions, CarryNanThrough) {
  for (const char* const op : {"Erf", "Exp", "Elu", "Log", "Sqrt", "Floor", "Ceil", "Abs", "Neg",
                               "HardSigmoid", "HardSwish", "Reciprocal"}) {
    EXPECT_TRUE(std::isnan(of(op, {kNan})[0])) << op;
  }
}

TEST(OperatorFunctions, HardSigmoidIsALineBetweenZeroAndOne) {
  EXPECT_THAT(of("HardSigmoid", {-5, 0, 1, 5}),
              Pointwise(FloatNear(1e-6F), {0.0F, 0.5F, 0.7F, 1.0F}));
  EXPECT_THAT(of("HardSwish", {-4, 0, 3, 6}),
              Pointwise(FloatNear(1e-6F), {0.0F, 0.0F, 3.0F, 6.0F}));
}

TEST(OperatorPow, TakesExponentsOfEitherType) {
  OperatorCall call;
  call.op = "Pow";
  call.inputs = {float_value({3}, {2, -3, 4}), float_value({}, {2})};
  EXPECT_THAT(call.run().floats, ElementsAre(4, 9, 16));
  call.inputs[1] = integer_value({}, {3});
  EXPECT_THAT(call.run().floats, ElementsAre(8, -27, 64));
  call.inputs[1] = float_value({}, {0.5F});
  EXPECT_FLOAT_EQ(call.run().floats[2], 2);
}

TEST(OperatorMax, TakesAnyNumberAndKeepsNan) {
  OperatorCall call;
  call.op = "Max";
  call.inputs = {float_value({2}, {1, kNan}), float_value({}, {2}), float_value({2}, {0, 5})};
  EXPECT_EQ(call.run().floats[0], 2);
  EXPECT_TRUE(std::isnan(call.run().floats[1]));
  call.op = "Min";
  EXPECT_EQ(call.run().floats[0], 0);
  EXPECT_TRUE(std::isnan(call.run().floats[1]));
}

TEST(OperatorComparison, GivesOnesAndZeros) {
  const Value a = float_value({3}, {1, 2, kNan});
  const Value b = float_value({}, {2});
  EXPECT_THAT(compared("Equal", a, b), ElementsAre(0, 1, 0));
  EXPECT_THAT(compared("Less", a, b), ElementsAre(1, 0, 0));
  EXPECT_THAT(compared("LessOrEqual", a, b), ElementsAre(1, 1, 0));
  EXPECT_THAT(compared("Greater", b, a), ElementsAre(1, 0, 0));
  EXPECT_THAT(compared("GreaterOrEqual", b, a), ElementsAre(1, 1, 0));
  EXPECT_THAT(compared("Equal", integer_value({2, 1}, {1, 2}), integer_value({2}, {1, 2})),
              ElementsAre(1, 0, 0, 1));
  EXPECT_THAT(input_error_of([&] { compared("Equal", a, integer_value({}, {1})); }),
              HasSubstr("integers and the other floats"));
}

TEST(OperatorLogic, WorksOnTruthValues) {
  const Value a = integer_value({4}, {0, 0, 1, 7});
  const Value b = integer_value({4}, {0, 1, 0, 1});
  EXPECT_THAT(compared("And", a, b), ElementsAre(0, 0, 0, 1));
  EXPECT_THAT(compared("Or", a, b), ElementsAre(0, 1, 1, 1));
  OperatorCall negation;
  negation.op = "Not";
  negation.inputs = {a};
  EXPECT_THAT(negation.run().integers, ElementsAre(1, 1, 0, 0));
}

TEST(OperatorWhere, ChoosesAndRepeats) {
  OperatorCall call;
  call.op = "Where";
  call.inputs = {integer_value({2, 1}, {1, 0}), float_value({3}, {1, 2, 3}), float_value({}, {9})};
  const Value y = call.run();
  EXPECT_THAT(y.shape, ElementsAre(2, 3));
  EXPECT_THAT(y.floats, ElementsAre(1, 2, 3, 9, 9, 9));
}

TEST(OperatorReduce, FoldsTheAxesAskedFor) {
  OperatorCall call;
  call.op = "ReduceSum";
  call.opset = 13;
  call.inputs = {float_value({2, 3}, {1, 2, 3, 4, 5, 6}), integer_value({1}, {0})};
  EXPECT_THAT(call.run().floats, ElementsAre(5, 7, 9));
  EXPECT_THAT(call.run().shape, ElementsAre(1, 3));
  call.inputs.pop_back();
  EXPECT_THAT(call.run().floats, ElementsAre(21)) << "all axes";
  call.op = "ReduceMean";
  call.attributes = {integers_attribute("axes", {-1}), integer_attribute("keepdims", 0)};
  EXPECT_THAT(call.run().floats, ElementsAre(2, 5));
  EXPECT_THAT(call.run().shape, ElementsAre(2));
  call.op = "ReduceMax";
  EXPECT_THAT(call.run().floats, ElementsAre(3, 6));
  call.op = "ReduceMin";
  EXPECT_THAT(call.run().floats, ElementsAre(1, 4));
  call.inputs[0].floats[4] = kNan;
  EXPECT_TRUE(std::isnan(call.run().floats[1]));
}

TEST(OperatorReduce, MayLeaveAllAsItIs) {
  OperatorCall call;
  call.op = "ReduceSum";
  call.inputs = {float_value({2}, {1, 2})};
  call.attributes = {integer_attribute("noop_with_empty_axes", 1)};
  EXPECT_THAT(call.run().floats, ElementsAre(1, 2));
}

TEST(OperatorArgMax, GivesTheFirstOfTheLargest) {
  OperatorCall call;
  call.op = "ArgMax";
  call.inputs = {float_value({2, 3}, {1, 5, 5, 7, 2, 1})};
  call.attributes = {integer_attribute("axis", 1), integer_attribute("keepdims", 0)};
  EXPECT_THAT(call.run().integers, ElementsAre(1, 0));
  EXPECT_THAT(call.run().shape, ElementsAre(2));
}

TEST(OperatorSplit, TakesAnArrayApart) {
  OperatorCall call;
  call.op = "Split";
  call.inputs = {float_value({2, 3}, {1, 2, 3, 4, 5, 6}), integer_value({2}, {1, 2})};
  call.attributes = {integer_attribute("axis", 1)};
  const std::vector<Value> parts = call.run_all(2);
  EXPECT_THAT(parts[0].floats, ElementsAre(1, 4));
  EXPECT_THAT(parts[1].floats, ElementsAre(2, 3, 5, 6));
  call.inputs.pop_back();
  EXPECT_THAT(call.run_all(3)[2].floats, ElementsAre(3, 6)) << "equal parts";
  EXPECT_THAT(call.run_all(2)[1].floats, ElementsAre(3, 6)) << "the last one less";
  for (const auto& sizes : {std::vector<std::int64_t>{1, 1}, {2, 3}, {-1, 4}}) {
    OperatorCall wrong = call;
    wrong.inputs.push_back(integer_value({2}, sizes));
    EXPECT_THAT(input_error_of([&] { wrong.run_all(2); }), HasSubstr("an axis of 3 into 2 parts"));
  }
}

TEST(OperatorExpand, RepeatsDimensionsOfOne) {
  OperatorCall call;
  call.op = "Expand";
  call.inputs = {float_value({2, 1}, {1, 2}), integer_value({3}, {2, 1, 3})};
  const Value y = call.run();
  EXPECT_THAT(y.shape, ElementsAre(2, 2, 3));
  EXPECT_THAT(y.floats, ElementsAre(1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2));
  call.inputs[1] = integer_value({1}, {3});
  EXPECT_THAT(call.run().shape, ElementsAre(2, 3));
  call.inputs[1] = integer_value({2}, {3, 1});
  EXPECT_THAT(input_error_of([&] { call.run(); }), HasSubstr("do not go together"));
}

TEST(OperatorSize, CountsElements) {
  OperatorCall call;
  call.op = "Size";
  call.inputs = {float_value({2, 3}, std::vector<float>(6))};
  EXPECT_THAT(call.run().integers, ElementsAre(6));
}

TEST(OperatorNormalization, GivesMeanZeroAndVarianceOne) {
  OperatorCall call;
  call.op = "LayerNormalization";
  call.opset = 17;
  call.inputs = {float_value({2, 2}, {1, 3, -5, 5}), float_value({2}, {2, 2}),
                 float_value({2}, {0, 1})};
  call.attributes = {number_attribute("epsilon", 0)};
  EXPECT_THAT(call.run().floats, ElementsAre(-2, 3, -2, 3));
  call.op = "InstanceNormalization";
  call.inputs[0] = float_value({1, 2, 2}, {1, 3, -5, 5});
  call.inputs[1] = float_value({2}, {1, 10});
  EXPECT_THAT(call.run().floats, ElementsAre(-1, 1, -9, 11));
}

}  // namespace
}  // namespace orbitmesh
