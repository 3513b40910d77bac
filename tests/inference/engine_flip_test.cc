#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>
#include <vector>

#include "core/rng.h"
#include "inference/bit_flip.h"
#include "inference/content_model.h"
#include "inference/engine/onnx_engine.h"
#include "tests/inference/onnx_writer.h"

namespace orbitmesh {
namespace {

using namespace wire_format;  // NOLINT(google-build-using-namespace): the test speaks it
using ::testing::ElementsAre;

std::uint32_t bits_of(float value) {
  std::uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

/// y = w x, element by element.
std::unique_ptr<OnnxEngine> product_with(const std::string& weights) {
  return make_onnx_engine(model(node("Mul", {"x", "w"}, "y") + initializer(weights)), "m.onnx");
}

TEST(BitFlip, IsItsOwnInverseAlsoForNan) {
  for (std::uint32_t bit = 0; bit < 32; ++bit) {
    for (const float value : {0.0F, -1.5F, 3e38F, std::nanf("")}) {
      EXPECT_EQ(bits_of(flip_bit(value, bit)), bits_of(value) ^ (1U << bit));
      EXPECT_EQ(bits_of(flip_bit(flip_bit(value, bit), bit)), bits_of(value));
    }
  }
}

TEST(EngineFlip, ChangesTheOneWeightAddressed) {
  const auto engine = product_with(raw_tensor("w", 1, {2}, raw_bytes<float>({1, 1})));
  const Tensor x{{2}, {3, 3}};
  engine->flip({0, 1, 31});
  EXPECT_THAT(engine->run(x).values, ElementsAre(3, -3)) << "the sign";
  engine->flip({0, 0, 22});
  EXPECT_THAT(engine->run(x).values, ElementsAre(4.5F, -3)) << "half of the fraction";
  engine->flip({0, 1, 31});
  engine->flip({0, 0, 22});
  EXPECT_THAT(engine->run(x).values, ElementsAre(3, 3));
}

TEST(EngineFlip, OfTheHighestExponentBitGivesInfinityThatSurvives) {
  const auto engine = product_with(raw_tensor("w", 1, {2}, raw_bytes<float>({1, 1})));
  engine->flip({0, 0, 30});
  EXPECT_TRUE(std::isinf(engine->run({{2}, {1, 1}}).values[0]));
  EXPECT_EQ(bits_of(engine->run({{2}, {0, 1}}).values[0]), 0x7fc00000U)
      << "infinity times zero, with the one NaN that outputs have";
}

TEST(EngineFlip, AddressesTheStoredBitsOfHalfFloats) {
  const auto engine =
      product_with(raw_tensor("w", 10, {2}, raw_bytes<std::uint16_t>({0x3c00, 0x3c00})));
  ASSERT_EQ(engine->weights().at(0).bits_per_element, 16U);
  engine->flip({0, 0, 14});
  engine->flip({0, 1, 9});
  const Tensor y = engine->run({{2}, {1, 1}});
  EXPECT_TRUE(std::isinf(y.values[0]));
  EXPECT_EQ(y.values[1], 1.5F);
  engine->flip({0, 0, 14});
  EXPECT_EQ(engine->run({{2}, {1, 1}}).values[0], 1.0F);
  EXPECT_THROW(engine->flip({0, 0, 16}), std::out_of_range);
}

TEST(EngineFlip, RefusesAddressesOutsideTheModel) {
  const auto engine = make_content_engine("digits");
  const auto tensors = static_cast<std::uint32_t>(engine->weights().size());
  EXPECT_THROW(engine->flip({tensors, 0, 0}), std::out_of_range);
  EXPECT_THROW(engine->flip({0, engine->weights()[0].elements, 0}), std::out_of_range);
  EXPECT_THROW(engine->flip({0, 0, 32}), std::out_of_range);
}

TEST(EngineFlip, TwiceGivesTheSameBitsAgain) {
  const auto engine = make_content_engine("digits");
  const Tensor input = content_set("digits").input(7);
  const std::vector<float> clean = engine->run(input).values;
  RngStream stream(1, "flips", 0);
  int changed = 0;
  for (int i = 0; i < 300; ++i) {
    const auto tensor = static_cast<std::uint32_t>(stream.below(engine->weights().size()));
    const WeightBit bit{tensor, stream.below(engine->weights()[tensor].elements),
                        static_cast<std::uint32_t>(stream.below(32))};
    engine->flip(bit);
    // NaN differs from itself, so that it counts as changed.
    changed += engine->run(input).values != clean ? 1 : 0;
    engine->flip(bit);
    ASSERT_EQ(engine->run(input).values, clean);
  }
  EXPECT_GT(changed, 150);
  EXPECT_LT(changed, 300) << "the lowest bits of some weights do not reach the output";
}

std::size_t top_class(const Tensor& scores) {
  const auto top = std::max_element(scores.values.begin(), scores.values.end());
  return static_cast<std::size_t>(top - scores.values.begin());
}

/// Share of 200 flips of one bit, uniform over the weights, that change the decision on one
/// of 30 images. NaN counts as changed.
double harmful_share(std::uint32_t bit) {
  constexpr std::size_t kImages = 30;
  const auto engine = make_content_engine("digits");
  const LabelledSet& digits = content_set("digits");
  std::vector<std::size_t> clean;
  for (std::size_t i = 0; i < kImages; ++i)
    clean.push_back(top_class(engine->run(digits.input(i))));
  RngStream stream(1, "harm", bit);
  int harmful = 0;
  for (int flip = 0; flip < 200; ++flip) {
    std::uint64_t element = stream.below(18'346);
    std::uint32_t tensor = 0;
    for (; element >= engine->weights()[tensor].elements; ++tensor) {
      element -= engine->weights()[tensor].elements;
    }
    engine->flip({tensor, element, bit});
    bool changed = false;
    for (std::size_t i = 0; i < kImages && !changed; ++i) {
      const Tensor scores = engine->run(digits.input(i));
      changed = std::isnan(scores.values[0]) || top_class(scores) != clean[i];
    }
    engine->flip({tensor, element, bit});
    harmful += changed ? 1 : 0;
  }
  return harmful / 200.0;
}

/// Li et al., "Understanding error propagation in deep learning neural network (DNN)
/// accelerators and applications", SC'17: the high exponent bits do nearly all the harm, the
/// fraction next to none.
TEST(EngineFlip, HarmsByTheHighestExponentBit) {
  EXPECT_GT(harmful_share(30), 0.25);
  EXPECT_LT(harmful_share(30), 0.75);
  EXPECT_LT(harmful_share(31), 0.05);
  EXPECT_EQ(harmful_share(22), 0);
  EXPECT_EQ(harmful_share(0), 0);
}

}  // namespace
}  // namespace orbitmesh
