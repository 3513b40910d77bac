#include "inference/weight_format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "inference/content_model.h"
#include "inference/embedded_content.h"
#include "inference/engine/half_float.h"
#include "inference/engine/onnx_engine.h"
#include "inference/engine/stored_weights.h"
#include "inference/engine/weight_layout.h"
#include "tests/core/expect_input_error.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(HalfFloat, RoundsToTheNearestAndTiesToEven) {
  EXPECT_EQ(float_to_half(1.0F), 0x3c00);
  EXPECT_EQ(float_to_half(1.0F + 0x1p-11F), 0x3c00) << "a tie, to the even one below";
  EXPECT_EQ(float_to_half(1.0F + 0x3p-11F), 0x3c02) << "a tie, to the even one above";
  EXPECT_EQ(float_to_half(65519.0F), 0x7bff);
  EXPECT_EQ(float_to_half(65520.0F), 0x7c00) << "infinity";
  EXPECT_EQ(float_to_half(-0x1p-24F), 0x8001) << "the smallest subnormal";
  EXPECT_EQ(float_to_half(0x1p-25F), 0x0000);
  EXPECT_EQ(float_to_bfloat16(1.0F + 0x1p-8F), 0x3f80);
  EXPECT_EQ(float_to_bfloat16(std::numeric_limits<float>::max()), 0x7f80);
}

TEST(HalfFloat, KeepsEveryBitPatternThere) {
  for (std::uint32_t bits = 0; bits <= 0xffff; ++bits) {
    const auto half = static_cast<std::uint16_t>(bits);
    ASSERT_EQ(float_to_half(half_to_float(half)), half);
    ASSERT_EQ(float_to_bfloat16(bfloat16_to_float(half)), half);
  }
}

TEST(StoredWeights, HoldsInt8WithAScaleForEachChannel) {
  std::vector<float> values = {127, -64, 0.5F, 0.25F};
  StoredWeights weights(WeightFormat::kInt8, {2, 2}, values);
  EXPECT_EQ(weights.bits_per_element(), 8U);
  EXPECT_EQ(values[0], 127.0F);
  EXPECT_EQ(values[1], -64.0F);
  EXPECT_FLOAT_EQ(values[2], 0.5F);
  EXPECT_NEAR(values[3], 0.25F, 0.5 * 0.5 / 127) << "at most half a step";
  const float before = values[3];
  weights.flip(3, 0, values);
  EXPECT_NEAR(std::fabs(values[3] - before), 0.5 / 127, 1e-6) << "one step";
  weights.flip(3, 0, values);
  EXPECT_EQ(values[3], before);
  weights.flip(0, 7, values);
  EXPECT_EQ(values[0], -1.0F) << "127 - 128 steps";
}

TEST(StoredWeights, RefusesInt8OfInfinity) {
  std::vector<float> values = {std::numeric_limits<float>::infinity()};
  EXPECT_THAT(input_error_of([&] {
                StoredWeights(WeightFormat::kInt8, {1, 1}, values);
              }),
              HasSubstr("not finite"));
}

TEST(ChannelLayout, FollowsTheOperator) {
  const auto layout = [](ChannelAxis axis, const Shape& shape) {
    const ChannelLayout result = channel_layout(axis, shape);
    return std::vector<std::int64_t>{result.channels, result.inner};
  };
  EXPECT_THAT(layout(ChannelAxis::kFirst, {8, 3, 5, 5}), ElementsAre(8, 75));
  EXPECT_THAT(layout(ChannelAxis::kSecond, {8, 3, 5, 5}), ElementsAre(3, 25));
  EXPECT_THAT(layout(ChannelAxis::kLast, {4, 6}), ElementsAre(6, 1));
  EXPECT_THAT(layout(ChannelAxis::kFirstTwo, {2, 16, 7}), ElementsAre(32, 7));
  EXPECT_THAT(layout(ChannelAxis::kFirst, {9}), ElementsAre(1, 1));
}

std::unique_ptr<OnnxEngine> digits_with(WeightFormat format) {
  EngineOptions options;
  options.weights = format;
  return make_onnx_engine(embedded_digits_model(), "models/digits.onnx", options);
}

class DigitsFormatTest : public ::testing::TestWithParam<WeightFormat> {};

TEST_P(DigitsFormatTest, ReadsDigitsRightly) {
  const auto engine = digits_with(GetParam());
  const LabelledSet& digits = content_set("digits");
  std::size_t right = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::vector<float> scores = engine->run(digits.input(i)).values;
    const auto top = std::max_element(scores.begin(), scores.end()) - scores.begin();
    right += static_cast<std::uint32_t>(top) == digits.label(i) ? 1 : 0;
  }
  EXPECT_GE(right, digits.size() * 99 / 100);
}

TEST_P(DigitsFormatTest, AFlipIsUndoneByAnother) {
  const auto engine = digits_with(GetParam());
  const Tensor image = content_set("digits").input(0);
  const std::vector<float> clean = engine->run(image).values;
  for (std::uint32_t tensor = 0; tensor < engine->weights().size(); ++tensor) {
    const WeightTensor& weights = engine->weights()[tensor];
    const WeightBit bit{tensor, weights.elements / 2, weights.bits_per_element - 2};
    engine->flip(bit);
    engine->flip(bit);
  }
  EXPECT_EQ(engine->run(image).values, clean);
}

INSTANTIATE_TEST_SUITE_P(Formats, DigitsFormatTest,
                         ::testing::Values(WeightFormat::kFp32, WeightFormat::kFp16,
                                           WeightFormat::kBf16, WeightFormat::kInt8));

TEST(EngineOptions, Int8IsForWeightsAndNotForBiases) {
  std::size_t bytes = 0;
  std::size_t floats = 0;
  const auto engine = digits_with(WeightFormat::kInt8);
  for (const WeightTensor& tensor : engine->weights()) {
    (tensor.bits_per_element == 8 ? bytes : floats) += tensor.elements;
  }
  EXPECT_GT(bytes, 18'000U);
  EXPECT_GT(floats, 0U);
  EXPECT_EQ(bytes + floats, 18'346U);
}

}  // namespace
}  // namespace orbitmesh
