#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "core/error.h"
#include "core/rng.h"
#include "tests/inference/operator_call.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;

Value counting(const Shape& shape) {
  Value value =
      float_value(shape, std::vector<float>(static_cast<std::size_t>(element_count(shape))));
  std::iota(value.floats.begin(), value.floats.end(), 1.0F);
  return value;
}

TEST(KernelConv, SumsEachWindowAndAddsTheBias) {
  const Value y =
      OperatorCall{"Conv",
                   {counting({1, 1, 3, 3}), float_value({1, 1, 2, 2}, {1, 10, 100, 1000}),
                    float_value({1}, {0.5F})}}
          .run();
  EXPECT_EQ(y.shape, (Shape{1, 1, 2, 2}));
  EXPECT_THAT(y.floats, ElementsAre(5421.5F, 6532.5F, 8754.5F, 9865.5F));
}

TEST(KernelConv, PadsEachSideByItsOwnAmount) {
  const Value y = OperatorCall{"Conv",
                               {counting({1, 1, 2, 2}), float_value({1, 1, 1, 2}, {1, 10})},
                               {integers_attribute("pads", {0, 1, 1, 0})}}
                      .run();
  EXPECT_EQ(y.shape, (Shape{1, 1, 3, 2}));
  EXPECT_THAT(y.floats, ElementsAre(10, 21, 30, 43, 0, 0));
}

TEST(KernelConv, SkipsByStrideAndSpreadsByDilation) {
  const Value y =
      OperatorCall{"Conv",
                   {counting({1, 1, 5, 5}), float_value({1, 1, 2, 2}, {1, 10, 100, 1000})},
                   {integers_attribute("strides", {2, 2}), integers_attribute("dilations", {2, 1})}}
          .run();
  EXPECT_EQ(y.shape, (Shape{1, 1, 2, 2}));
  EXPECT_THAT(y.floats, ElementsAre(13121, 15343, 24231, 26453));
}

TEST(KernelConv, SumsOverTheChannelsOfAGroup) {
  const Value y = OperatorCall{
      "Conv",
      {float_value({1, 4, 1, 1}, {1, 2, 3, 4}), float_value({2, 2, 1, 1}, {1, 10, 100, 1000})},
      {integer_attribute(
          "group",
          2)}}.run();
  EXPECT_THAT(y.floats, ElementsAre(21, 4300));
}

TEST(KernelConv, TreatsOneAxisAsAnImageOfOneRow) {
  const Value y =
      OperatorCall{"Conv", {counting({1, 1, 4}), float_value({1, 1, 3}, {1, 10, 100})}}.run();
  EXPECT_EQ(y.shape, (Shape{1, 1, 2}));
  EXPECT_THAT(y.floats, ElementsAre(321, 432));
}

TEST(KernelConv, PutsTheOddPixelOfSamePaddingWhereTheModeSays) {
  const Value x = counting({1, 1, 1, 4});
  const Value weights = float_value({1, 1, 1, 2}, {1, 10});
  const Value upper =
      OperatorCall{"Conv", {x, weights}, {text_attribute("auto_pad", "SAME_UPPER")}}.run();
  const Value lower =
      OperatorCall{"Conv", {x, weights}, {text_attribute("auto_pad", "SAME_LOWER")}}.run();
  EXPECT_THAT(upper.floats, ElementsAre(21, 32, 43, 4));
  EXPECT_THAT(lower.floats, ElementsAre(10, 21, 32, 43));
}

TEST(KernelConv, TreatsEachImageOfABatchAlike) {
  const Value y =
      OperatorCall{"Conv", {counting({2, 1, 1, 2}), float_value({1, 1, 1, 2}, {1, 1})}}.run();
  EXPECT_THAT(y.floats, ElementsAre(3, 7));
}

/// A convolution straight from the definition, in the order of the sums that the kernel
/// promises: channel, row, column, then the bias.
std::vector<float> plain_conv(const Value& x, const Value& w, const Value& bias,
                              std::int64_t stride, std::int64_t group, std::int64_t out) {
  const std::int64_t per_group = w.shape[1];
  const std::int64_t k = w.shape[2];
  const std::int64_t size = x.shape[2];
  std::vector<float> y;
  for (std::int64_t m = 0; m < w.shape[0]; ++m) {
    const std::int64_t first = m / (w.shape[0] / group) * per_group;
    for (std::int64_t row = 0; row < out; ++row) {
      for (std::int64_t column = 0; column < out; ++column) {
        float sum = 0;
        for (std::int64_t c = 0; c < per_group; ++c) {
          for (std::int64_t i = 0; i < k; ++i) {
            for (std::int64_t j = 0; j < k; ++j) {
              const std::int64_t at_y = row * stride + i - 1;
              const std::int64_t at_x = column * stride + j - 1;
              const bool inside = at_y >= 0 && at_y < size && at_x >= 0 && at_x < size;
              const float pixel = inside ? x.floats[static_cast<std::size_t>(
                                               ((first + c) * size + at_y) * size + at_x)]
                                         : 0.0F;
              sum +=
                  w.floats[static_cast<std::size_t>(((m * per_group + c) * k + i) * k + j)] * pixel;
            }
          }
        }
        y.push_back(sum + bias.floats[static_cast<std::size_t>(m)]);
      }
    }
  }
  return y;
}

Value random_value(const Shape& shape, RngStream& stream) {
  Value value = counting(shape);
  for (float& element : value.floats) {
    element = static_cast<float>(2 * stream.uniform() - 1);
  }
  return value;
}

struct ConvCase {
  std::int64_t channels;
  std::int64_t outputs;
  std::int64_t group;
  std::int64_t size;
  std::int64_t stride;
};

TEST(KernelConv, GivesTheBitsOfThePlainSumAtEveryLevel) {
  RngStream stream(1, "conv", 0);
  const std::vector<ConvCase> cases = {{5, 11, 1, 9, 1},  {8, 16, 1, 8, 2},  {12, 12, 12, 21, 1},
                                       {6, 12, 6, 20, 2}, {6, 6, 2, 7, 1},   {3, 6, 3, 13, 3},
                                       {1, 1, 1, 3, 1},   {16, 24, 1, 16, 1}};
  for (const ConvCase& c : cases) {
    SCOPED_TRACE(testing::Message() << c.channels << " " << c.outputs << " " << c.group << " "
                                    << c.size << " " << c.stride);
    const Value x = random_value({1, c.channels, c.size, c.size}, stream);
    const Value w = random_value({c.outputs, c.channels / c.group, 3, 3}, stream);
    const Value bias = random_value({c.outputs}, stream);
    for (const SimdLevel simd : {SimdLevel::kBaseline, best_simd_level()}) {
      const Value y = OperatorCall{"Conv",
                                   {x, w, bias},
                                   {integers_attribute("pads", {1, 1, 1, 1}),
                                    integers_attribute("strides", {c.stride, c.stride}),
                                    integer_attribute("group", c.group)},
                                   13,
                                   simd}
                          .run();
      EXPECT_EQ(y.floats, plain_conv(x, w, bias, c.stride, c.group, y.shape[2]));
    }
  }
}

TEST(KernelConv, CarriesNanAndInfinityOn) {
  const float infinity = std::numeric_limits<float>::infinity();
  const Value x = counting({1, 1, 1, 3});
  const Value y = OperatorCall{"Conv", {x, float_value({1, 1, 1, 2}, {infinity, 1})}}.run();
  EXPECT_THAT(y.floats, ElementsAre(infinity, infinity));
  const Value z = OperatorCall{"Conv", {x, float_value({1, 1, 1, 2}, {infinity, -infinity})}}.run();
  EXPECT_THAT(z.floats, ElementsAre(testing::IsNan(), testing::IsNan()));
}

TEST(KernelConv, RefusesWeightsThatDoNotFit) {
  const Value x = counting({1, 2, 3, 3});
  EXPECT_THROW((OperatorCall{"Conv", {x, counting({1, 3, 2, 2})}}.run()), InputError);
  EXPECT_THROW((OperatorCall{"Conv", {x, counting({1, 2, 4, 4})}}.run()), InputError);
  EXPECT_THROW((OperatorCall{"Conv", {x, counting({1, 2, 2, 2}), counting({2})}}.run()),
               InputError);
  EXPECT_THROW(
      (OperatorCall{"Conv", {x, counting({1, 2, 2, 2})}, {integers_attribute("strides", {0, 1})}}
           .run()),
      InputError);
  EXPECT_THROW(
      (OperatorCall{"Conv", {x, counting({1, 2, 2, 2})}, {integer_attribute("group", 0)}}.run()),
      InputError);
}

TEST(KernelConv, RefusesPaddingBeyondTheLimitOfElements) {
  const auto pads = integers_attribute("pads", {1 << 20, 1 << 20, 1 << 20, 1 << 20});
  EXPECT_THROW(
      (OperatorCall{"Conv", {counting({1, 1, 3, 3}), counting({1, 1, 2, 2})}, {pads}}.run()),
      InputError);
}

}  // namespace
}  // namespace orbitmesh
