#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/expect_input_error.h"
#include "tests/inference/operator_call.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

/// One unit, one feature; the weights of the gates input, output, forget, cell.
OperatorCall one_unit(std::vector<float> x) {
  OperatorCall call;
  call.op = "LSTM";
  const auto steps = static_cast<std::int64_t>(x.size());
  call.inputs = {float_value({steps, 1, 1}, std::move(x)),
                 float_value({1, 4, 1}, {0.5F, -0.25F, 0.75F, 1}),
                 float_value({1, 4, 1}, {0.1F, 0.2F, 0.3F, 0.4F}),
                 float_value({1, 8}, {0.01F, 0.02F, 0.03F, 0.04F, 0, 0, 0, 0}),
                 absent(),
                 float_value({1, 1, 1}, {0.6F}),
                 float_value({1, 1, 1}, {-0.8F})};
  call.attributes = {integer_attribute("hidden_size", 1)};
  return call;
}

TEST(OperatorLstm, FollowsItsEquations) {
  const std::vector<Value> outputs = one_unit({1, -2}).run_all(3);
  double h = 0.6;
  double c = -0.8;
  for (const double x : {1.0, -2.0}) {
    const double input = sigmoid(0.5 * x + 0.1 * h + 0.01);
    const double output = sigmoid(-0.25 * x + 0.2 * h + 0.02);
    const double forget = sigmoid(0.75 * x + 0.3 * h + 0.03);
    c = forget * c + input * std::tanh(x + 0.4 * h + 0.04);
    h = output * std::tanh(c);
  }
  EXPECT_THAT(outputs[0].shape, ElementsAre(2, 1, 1, 1));
  EXPECT_NEAR(outputs[0].floats[1], h, 1e-6);
  EXPECT_THAT(outputs[1].shape, ElementsAre(1, 1, 1));
  EXPECT_NEAR(outputs[1].floats[0], h, 1e-6);
  EXPECT_NEAR(outputs[2].floats[0], c, 1e-6);
}

TEST(OperatorLstm, RunsBackwards) {
  OperatorCall reverse = one_unit({1, -2});
  reverse.attributes.push_back(text_attribute("direction", "reverse"));
  const std::vector<Value> outputs = reverse.run_all(3);
  EXPECT_EQ(outputs[0].floats[0], outputs[1].floats[0]) << "the last step is the first in time";
  EXPECT_EQ(outputs[1].floats[0], one_unit({-2, 1}).run_all(3)[1].floats[0]);
}

TEST(OperatorLstm, RunsBothWays) {
  OperatorCall both = one_unit({1, -2});
  both.attributes.push_back(text_attribute("direction", "bidirectional"));
  for (const std::size_t i : {1U, 2U, 3U, 5U, 6U}) {
    Value& value = both.inputs[i];
    value.shape[0] = 2;
    const std::vector<float> once = value.floats;
    value.floats.insert(value.floats.end(), once.begin(), once.end());
  }
  const std::vector<Value> outputs = both.run_all(2);
  EXPECT_THAT(outputs[0].shape, ElementsAre(2, 2, 1, 1));
  EXPECT_EQ(outputs[1].floats[0], one_unit({1, -2}).run_all(3)[1].floats[0]);
  EXPECT_EQ(outputs[1].floats[1], one_unit({-2, 1}).run_all(3)[1].floats[0]);
}

TEST(OperatorLstm, RefusesWhatItDoesNotKnow) {
  OperatorCall layout = one_unit({1});
  layout.attributes.push_back(integer_attribute("layout", 1));
  EXPECT_THAT(input_error_of([&] { layout.run(); }), HasSubstr("'layout' is 1"));
  OperatorCall shape = one_unit({1});
  shape.inputs[1] = float_value({1, 4, 2}, std::vector<float>(8));
  EXPECT_THAT(input_error_of([&] { shape.run(); }), HasSubstr("input 1 has shape [1, 4, 2]"));
}

TEST(OperatorConvTranspose, SpreadsEachPixelOverTheKernel) {
  OperatorCall call;
  call.op = "ConvTranspose";
  call.inputs = {float_value({1, 1, 2, 2}, {1, 2, 3, 4}),
                 float_value({1, 1, 2, 2}, {1, 10, 100, 1000}), float_value({1}, {0.5F})};
  call.attributes = {integers_attribute("strides", {2, 2})};
  const Value y = call.run();
  EXPECT_THAT(y.shape, ElementsAre(1, 1, 4, 4));
  EXPECT_THAT(y.floats, ElementsAre(1.5, 10.5, 2.5, 20.5, 100.5, 1000.5, 200.5, 2000.5,  //
                                    3.5, 30.5, 4.5, 40.5, 300.5, 3000.5, 400.5, 4000.5));
}

TEST(OperatorConvTranspose, AddsWhatOverlapsAndCutsThePadding) {
  OperatorCall call;
  call.op = "ConvTranspose";
  call.inputs = {float_value({1, 1, 3}, {1, 2, 3}), float_value({1, 1, 3}, {1, 10, 100})};
  EXPECT_THAT(call.run().floats, ElementsAre(1, 12, 123, 230, 300));
  call.attributes = {integers_attribute("pads", {1, 1})};
  EXPECT_THAT(call.run().floats, ElementsAre(12, 123, 230));
  call.attributes.push_back(integers_attribute("output_padding", {1}));
  EXPECT_THAT(call.run().floats, ElementsAre(12, 123, 230, 300));
}

TEST(OperatorConvTranspose, KeepsGroupsApart) {
  OperatorCall call;
  call.op = "ConvTranspose";
  call.inputs = {float_value({1, 2, 1}, {1, 2}), float_value({2, 1, 2}, {1, 2, 3, 4})};
  call.attributes = {integer_attribute("group", 2)};
  const Value y = call.run();
  EXPECT_THAT(y.shape, ElementsAre(1, 2, 2));
  EXPECT_THAT(y.floats, ElementsAre(1, 2, 6, 8));
  call.attributes = {};
  EXPECT_THAT(call.run().floats, ElementsAre(7, 10)) << "one group: the channels are added";
}

}  // namespace
}  // namespace orbitmesh
