#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "core/error.h"
#include "core/rng.h"
#include "tests/inference/kernel_choices.h"
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

/// A square convolution with padding of half the kernel.
struct ConvCase {
  std::int64_t channels;
  std::int64_t outputs;
  std::int64_t group;
  std::int64_t size;
  std::int64_t stride;
  std::int64_t kernel = 3;

  std::int64_t pad() const { return kernel / 2; }
  std::int64_t out() const { return (size + 2 * pad() - kernel) / stride + 1; }
};

/// A convolution straight from the definition, in the order of the sums that the kernel
/// promises: channel, row, column, then the bias.
std::vector<float> plain_conv(const ConvCase& conv, KernelSet kernels, const Value& x,
                              const Value& w, const Value& bias) {
  const std::int64_t per_group = conv.channels / conv.group;
  const std::int64_t k = conv.kernel;
  const std::int64_t size = conv.size;
  std::vector<float> y;
  for (std::int64_t m = 0; m < conv.outputs; ++m) {
    const std::int64_t first = m / (conv.outputs / conv.group) * per_group;
    for (std::int64_t pixel = 0; pixel < conv.out() * conv.out(); ++pixel) {
      const std::int64_t top = pixel / conv.out() * conv.stride - conv.pad();
      const std::int64_t left = pixel % conv.out() * conv.stride - conv.pad();
      float sum = 0;
      for (std::int64_t tap = 0; tap < per_group * k * k; ++tap) {
        const std::int64_t channel = first + tap / (k * k);
        const std::int64_t at_y = top + tap / k % k;
        const std::int64_t at_x = left + tap % k;
        const bool inside = at_y >= 0 && at_y < size && at_x >= 0 && at_x < size;
        const auto at = static_cast<std::size_t>((channel * size + at_y) * size + at_x);
        const float weight = w.floats[static_cast<std::size_t>(m * per_group * k * k + tap)];
        sum = plain_multiply_add(kernels, weight, inside ? x.floats[at] : 0.0F, sum);
      }
      y.push_back(sum + bias.floats[static_cast<std::size_t>(m)]);
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

TEST(KernelConv, GivesTheBitsOfThePlainSumWithEveryKernelSetAtEveryLevel) {
  RngStream stream(1, "conv", 0);
  const std::vector<ConvCase> cases = {
      {5, 11, 1, 9, 1},      {8, 16, 1, 8, 2},       {12, 12, 12, 21, 1},  {6, 12, 6, 20, 2},
      {6, 6, 2, 7, 1},       {3, 6, 3, 13, 3},       {1, 1, 1, 3, 1},      {16, 24, 1, 16, 1},
      {24, 29, 1, 10, 1, 1}, {4, 13, 1, 34, 2, 5},   {3, 3, 3, 70, 1, 5},  {2, 4, 2, 67, 2, 5},
      {7, 25, 1, 6, 3, 1},   {40, 40, 40, 16, 1, 3}, {40, 40, 40, 9, 2, 3}};
  for (const ConvCase& c : cases) {
    SCOPED_TRACE(testing::Message() << c.channels << " " << c.outputs << " " << c.group << " "
                                    << c.size << " " << c.stride << " " << c.kernel);
    const Value x = random_value({1, c.channels, c.size, c.size}, stream);
    const Value w = random_value({c.outputs, c.channels / c.group, c.kernel, c.kernel}, stream);
    const Value bias = random_value({c.outputs}, stream);
    for (const KernelChoice& choice : kernel_choices()) {
      const Value y = OperatorCall{"Conv",
                                   {x, w, bias},
                                   {integers_attribute("pads", Shape(4, c.pad())),
                                    integers_attribute("strides", {c.stride, c.stride}),
                                    integer_attribute("group", c.group)},
                                   13,
                                   choice.simd,
                                   choice.kernels}
                          .run();
      EXPECT_EQ(y.floats, plain_conv(c, choice.kernels, x, w, bias));
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
