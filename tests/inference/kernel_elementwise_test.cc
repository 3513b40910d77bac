#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "core/error.h"
#include "tests/inference/operator_call.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatEq;
using ::testing::IsNan;

const float kInfinity = std::numeric_limits<float>::infinity();
const float kNan = std::numeric_limits<float>::quiet_NaN();

std::vector<float> on_floats(const std::string& op, const Value& a, const Value& b) {
  return OperatorCall{op, {a, b}}.run().floats;
}

std::vector<std::int64_t> on_integers(const std::string& op, std::int64_t a, std::int64_t b) {
  return OperatorCall{op, {integer_value({}, {a}), integer_value({}, {b})}}.run().integers;
}

std::vector<float> activate(const std::string& op, std::vector<float> x,
                            std::vector<OnnxAttribute> attributes = {}) {
  const auto size = static_cast<std::int64_t>(x.size());
  return OperatorCall{op, {float_value({size}, std::move(x))}, std::move(attributes)}.run().floats;
}

TEST(KernelArithmetic, WorksElementByElement) {
  const Value a = float_value({3}, {6, -8, 1});
  const Value b = float_value({3}, {2, 4, 0});
  EXPECT_THAT(on_floats("Add", a, b), ElementsAre(8, -4, 1));
  EXPECT_THAT(on_floats("Sub", a, b), ElementsAre(4, -12, 1));
  EXPECT_THAT(on_floats("Mul", a, b), ElementsAre(12, -32, 0));
  EXPECT_THAT(on_floats("Div", a, b), ElementsAre(3, -2, kInfinity));
}

TEST(KernelArithmetic, RepeatsDimensionsOfOne) {
  const Value matrix = float_value({2, 3}, {1, 2, 3, 4, 5, 6});
  EXPECT_THAT(on_floats("Add", matrix, float_value({}, {10})), ElementsAre(11, 12, 13, 14, 15, 16));
  EXPECT_THAT(on_floats("Add", matrix, float_value({3}, {10, 20, 30})),
              ElementsAre(11, 22, 33, 14, 25, 36));
  EXPECT_THAT(on_floats("Sub", float_value({2, 1}, {10, 20}), matrix),
              ElementsAre(9, 8, 7, 16, 15, 14));
  const Value outer =
      OperatorCall{"Mul", {float_value({2, 1, 2}, {1, 2, 3, 4}), float_value({1, 2, 1}, {1, 10})}}
          .run();
  EXPECT_EQ(outer.shape, (Shape{2, 2, 2}));
  EXPECT_THAT(outer.floats, ElementsAre(1, 2, 10, 20, 3, 4, 30, 40));
}

TEST(KernelArithmetic, GivesAnEmptyArrayForAnEmptyOne) {
  const Value y = OperatorCall{"Add", {float_value({0, 2}, {}), float_value({1, 2}, {1, 2})}}.run();
  EXPECT_EQ(y.shape, (Shape{0, 2}));
  EXPECT_TRUE(y.floats.empty());
}

TEST(KernelArithmetic, WrapsAroundOnIntegers) {
  const std::int64_t max = std::numeric_limits<std::int64_t>::max();
  const std::int64_t min = std::numeric_limits<std::int64_t>::min();
  EXPECT_THAT(on_integers("Add", max, 1), ElementsAre(min));
  EXPECT_THAT(on_integers("Sub", 2, 5), ElementsAre(-3));
  EXPECT_THAT(on_integers("Mul", -3, 5), ElementsAre(-15));
  EXPECT_THAT(on_integers("Div", -7, 2), ElementsAre(-3));
  EXPECT_THAT(on_integers("Div", min, -1), ElementsAre(min));
  EXPECT_THROW(on_integers("Div", 1, 0), InputError);
}

TEST(KernelArithmetic, RefusesShapesAndTypesThatDoNotGoTogether) {
  const Value two = float_value({2}, {1, 2});
  EXPECT_THROW(on_floats("Add", two, float_value({3}, {1, 2, 3})), InputError);
  EXPECT_THROW(on_floats("Add", two, integer_value({2}, {1, 2})), InputError);
}

TEST(KernelPRelu, MultipliesNegativeElementsByTheirChannelsSlope) {
  const Value x = float_value({1, 2, 1, 3}, {-1, 2, kNan, -3, 4, -kInfinity});
  const Value y = OperatorCall{"PRelu", {x, float_value({2, 1, 1}, {0.5F, 0.25F})}}.run();
  EXPECT_THAT(y.floats, ElementsAre(-0.5F, 2, IsNan(), -0.75F, 4, -kInfinity));
  EXPECT_THROW((OperatorCall{"PRelu", {float_value({1}, {1}), x}}.run()), InputError);
}

TEST(KernelActivation, CarriesNanAndInfinityOn) {
  const std::vector<float> x = {-2, 3, kNan, kInfinity, -kInfinity};
  EXPECT_THAT(activate("Relu", x), ElementsAre(0, 3, IsNan(), kInfinity, 0));
  EXPECT_THAT(activate("LeakyRelu", x, {number_attribute("alpha", 0.5F)}),
              ElementsAre(-1, 3, IsNan(), kInfinity, -kInfinity));
  EXPECT_THAT(activate("Sigmoid", x),
              ElementsAre(FloatEq(0.11920292F), FloatEq(0.95257413F), IsNan(), 1, 0));
  EXPECT_THAT(activate("Tanh", x),
              ElementsAre(FloatEq(-0.96402758F), FloatEq(0.99505475F), IsNan(), 1, -1));
}

TEST(KernelClip, TakesItsLimitsFromAttributesOrInputs) {
  const Value x = float_value({5}, {-2, 0.5F, 9, kNan, kInfinity});
  const Value by_attributes =
      OperatorCall{"Clip", {x}, {number_attribute("min", -1), number_attribute("max", 6)}, 7}.run();
  const Value by_inputs =
      OperatorCall{"Clip", {x, float_value({}, {-1}), float_value({}, {6})}}.run();
  EXPECT_THAT(by_attributes.floats, ElementsAre(-1, 0.5F, 6, IsNan(), 6));
  EXPECT_THAT(by_inputs.floats, ElementsAre(-1, 0.5F, 6, IsNan(), 6));
}

TEST(KernelClip, WithoutALimitKeepsInfinity) {
  const Value x = float_value({2}, {-2, kInfinity});
  EXPECT_THAT((OperatorCall{"Clip", {x, float_value({}, {0})}}.run().floats),
              ElementsAre(0, kInfinity));
}

TEST(KernelSoftmax, GivesSharesThatSumToOneAlongTheAxis) {
  const Value x = float_value({2, 2}, {0, 0, 1000, 1001});
  const Value rows = OperatorCall{"Softmax", {x}}.run();
  EXPECT_THAT(rows.floats, ElementsAre(0.5F, 0.5F, FloatEq(0.26894142F), FloatEq(0.73105858F)));
  const Value columns = OperatorCall{"Softmax", {x}, {integer_attribute("axis", 0)}}.run();
  EXPECT_THAT(columns.floats, ElementsAre(0, 0, 1, 1));
}

TEST(KernelSoftmax, BeforeOpset13RunsOverAllDimensionsFromTheAxis) {
  const Value x = float_value({1, 2, 2}, {0, 0, 0, 0});
  EXPECT_THAT((OperatorCall{"Softmax", {x}, {}, 11}.run().floats),
              ElementsAre(0.25F, 0.25F, 0.25F, 0.25F));
  EXPECT_THAT((OperatorCall{"Softmax", {x}, {}, 13}.run().floats),
              ElementsAre(0.5F, 0.5F, 0.5F, 0.5F));
}

TEST(KernelSoftmax, CarriesNanOn) {
  const Value y = OperatorCall{"Softmax", {float_value({2}, {kNan, 1})}}.run();
  EXPECT_THAT(y.floats, ElementsAre(IsNan(), IsNan()));
}

TEST(KernelBatchNormalization, ShiftsAndScalesEachChannel) {
  const Value x = float_value({1, 2, 2}, {1, 3, 10, 20});
  const Value y = OperatorCall{"BatchNormalization",
                               {x, float_value({2}, {2, 1}), float_value({2}, {0, 5}),
                                float_value({2}, {1, 10}), float_value({2}, {3, 24})},
                               {number_attribute("epsilon", 1)}}
                      .run();
  EXPECT_THAT(y.floats, ElementsAre(0, 2, 5, 7));
  EXPECT_THROW((OperatorCall{"BatchNormalization", {x, x, x, x, x}}.run()), InputError);
}

}  // namespace
}  // namespace orbitmesh
