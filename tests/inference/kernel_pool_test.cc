#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "core/error.h"
#include "tests/inference/operator_call.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using ::testing::IsNan;

const float kInfinity = std::numeric_limits<float>::infinity();
const float kNan = std::numeric_limits<float>::quiet_NaN();

const Value& image() {
  static const Value kImage = float_value({1, 1, 3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9});
  return kImage;
}

TEST(KernelMaxPool, TakesTheLargestOfEachWindow) {
  const Value y =
      OperatorCall{"MaxPool", {image()}, {integers_attribute("kernel_shape", {2, 2})}}.run();
  EXPECT_EQ(y.shape, (Shape{1, 1, 2, 2}));
  EXPECT_THAT(y.floats, ElementsAre(5, 6, 8, 9));
}

TEST(KernelMaxPool, IgnoresPadding) {
  const Value x = float_value({1, 1, 1, 2}, {-3, -2});
  const Value y = OperatorCall{"MaxPool",
                               {x},
                               {integers_attribute("kernel_shape", {1, 2}),
                                integers_attribute("pads", {0, 1, 0, 1})}}
                      .run();
  EXPECT_THAT(y.floats, ElementsAre(-3, -2, -2));
}

TEST(KernelMaxPool, RoundsUpTheNumberOfWindowsInCeilMode) {
  const std::vector<OnnxAttribute> floor = {integers_attribute("kernel_shape", {2, 2}),
                                            integers_attribute("strides", {2, 2})};
  std::vector<OnnxAttribute> ceil = floor;
  ceil.push_back(integer_attribute("ceil_mode", 1));
  EXPECT_THAT((OperatorCall{"MaxPool", {image()}, floor}.run().floats), ElementsAre(5));
  EXPECT_THAT((OperatorCall{"MaxPool", {image()}, ceil}.run().floats), ElementsAre(5, 6, 8, 9));
}

TEST(KernelMaxPool, SpreadsTheWindowByDilation) {
  const Value y = OperatorCall{"MaxPool",
                               {image()},
                               {integers_attribute("kernel_shape", {2, 2}),
                                integers_attribute("dilations", {2, 2})}}
                      .run();
  EXPECT_THAT(y.floats, ElementsAre(9));
}

TEST(KernelMaxPool, LetsNanWinWhereverItStands) {
  const auto window = integers_attribute("kernel_shape", {1, 2});
  const Value first =
      OperatorCall{"MaxPool", {float_value({1, 1, 1, 2}, {kNan, kInfinity})}, {window}}.run();
  const Value last =
      OperatorCall{"MaxPool", {float_value({1, 1, 1, 2}, {kInfinity, kNan})}, {window}}.run();
  const Value low = OperatorCall{
      "MaxPool",
      {float_value({1, 1, 1, 2}, {-kInfinity, -kInfinity})},
      {window}}.run();
  EXPECT_THAT(first.floats, ElementsAre(IsNan()));
  EXPECT_THAT(last.floats, ElementsAre(IsNan()));
  EXPECT_THAT(low.floats, ElementsAre(-kInfinity));
}

TEST(KernelAveragePool, DividesByWhatLiesInTheImageOrAlsoByThePadding) {
  const std::vector<OnnxAttribute> inside = {integers_attribute("kernel_shape", {2, 2}),
                                             integers_attribute("strides", {2, 2}),
                                             integers_attribute("pads", {1, 1, 0, 0})};
  std::vector<OnnxAttribute> with_padding = inside;
  with_padding.push_back(integer_attribute("count_include_pad", 1));
  EXPECT_THAT((OperatorCall{"AveragePool", {image()}, inside}.run().floats),
              ElementsAre(1, 2.5F, 5.5F, 7));
  EXPECT_THAT((OperatorCall{"AveragePool", {image()}, with_padding}.run().floats),
              ElementsAre(0.25F, 1.25F, 2.75F, 7));
}

TEST(KernelGlobalAveragePool, AveragesEachChannel) {
  const Value y =
      OperatorCall{"GlobalAveragePool", {float_value({1, 2, 1, 2}, {1, 3, 5, kInfinity})}}.run();
  EXPECT_EQ(y.shape, (Shape{1, 2, 1, 1}));
  EXPECT_THAT(y.floats, ElementsAre(2, kInfinity));
}

TEST(KernelMaxPool, RefusesWindowsThatDoNotFit) {
  const auto run = [](std::vector<OnnxAttribute> attributes) {
    OperatorCall{"MaxPool", {image()}, std::move(attributes)}.run();
  };
  EXPECT_THROW(run({}), InputError);
  EXPECT_THROW(run({integers_attribute("kernel_shape", {4, 4})}), InputError);
  EXPECT_THROW(run({integers_attribute("kernel_shape", {2})}), InputError);
  EXPECT_THROW(run({integers_attribute("kernel_shape", {0, 1})}), InputError);
  EXPECT_THROW(
      run({integers_attribute("kernel_shape", {1, 1}), integers_attribute("pads", {1, 1, 1, 1})}),
      InputError)
      << "a window of nothing but padding has no maximum";
}

}  // namespace
}  // namespace orbitmesh
