#include "inference/engine/content_engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "core/rng.h"
#include "inference/content_choice.h"
#include "inference/content_model.h"
#include "inference/engine/onnx_reader.h"
#include "tests/core/expect_input_error.h"
#include "tests/inference/onnx_writer.h"
#include "tests/inference/same_bits.h"

namespace orbitmesh {
namespace {

using namespace wire_format;  // NOLINT(google-build-using-namespace): the test speaks it
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::size_t kNodes = 9;  // of digits

std::unique_ptr<ContentEngine> digits(std::size_t nodes_before,
                                      Protection protection = Protection::kNone) {
  return make_content_engine(to_text(
      {"digits", KernelSet::kPortable, protection, static_cast<std::uint32_t>(nodes_before)}));
}

/// y = (x w) w.
OnnxModel model_with_a_shared_weight() {
  return parse_onnx(model(node("Mul", {"x", "w"}, "z") + node("Mul", {"z", "w"}, "y") +
                          initializer(raw_tensor("w", 1, {2}, raw_bytes<float>({2, 2})))),
                    "shared.onnx");
}

TEST(ContentEngine, WithoutFlipsEveryCutGivesTheBitsOfTheWhole) {
  const LabelledSet& images = content_set("digits");
  for (const auto& [protection, name] : enum_names(Protection{})) {
    const auto whole = digits(0);
    for (std::size_t cut = 0; cut <= kNodes; ++cut) {
      const auto engine = digits(cut, protection);
      for (std::size_t i = 0; i < images.size(); i += 30) {
        expect_same_bits(engine->run(images.input(i)), whole->run(images.input(i)));
      }
      EXPECT_EQ(engine->weights().size(), whole->weights().size()) << name;
      EXPECT_THAT(engine->input_shape(), ElementsAre(-1, 1, 8, 8));
    }
  }
}

TEST(ContentEngine, AFlipInAHeadWeightChangesTheWholeAlone) {
  const Tensor image = content_set("digits").input(3);
  const auto whole = digits(0);
  const auto split = digits(1);
  ASSERT_EQ(whole->weights()[0].name, "conv1.weight");
  const WeightBit flip{0, 0, 30};
  const Tensor intact = whole->run(image);
  whole->flip(flip);
  split->flip(flip);
  EXPECT_NE(whole->run(image).values, intact.values);
  expect_same_bits(split->run(image), intact);
}

TEST(ContentEngine, AFlipInATailWeightDoesWhatItDoesToTheWhole) {
  const LabelledSet& images = content_set("digits");
  RngStream random(1, "tail flips", 0);
  for (const Protection protection :
       {Protection::kNone, Protection::kRangeRestriction, Protection::kChecksums}) {
    const auto whole = digits(0, protection);
    const auto split = digits(2, protection);
    int changed = 0;
    for (int k = 0; k < 100; ++k) {
      const auto tensor = static_cast<std::uint32_t>(2 + random.below(whole->weights().size() - 2));
      const WeightBit flip{tensor, random.below(whole->weights()[tensor].elements),
                           static_cast<std::uint32_t>(20 + random.below(12))};
      const Tensor image = images.input(random.below(images.size()));
      const Tensor intact = whole->run(image);
      whole->flip(flip);
      split->flip(flip);
      const Tensor expected = whole->run(image);
      expect_same_bits(split->run(image), expected);
      changed += expected.values != intact.values ? 1 : 0;
      whole->flip(flip);
      split->flip(flip);
      expect_same_bits(split->run(image), intact);
    }
    EXPECT_GT(changed, 30) << to_string(protection);
  }
}

TEST(ContentEngine, ASharedWeightIsWrongBehindTheCutAlone) {
  const Tensor x{{2}, {1, 3}};
  const WeightBit sign{0, 0, 31};
  ContentEngine whole(model_with_a_shared_weight(), 0, {}, nullptr, {});
  whole.flip(sign);
  EXPECT_THAT(whole.run(x).values, ElementsAre(4, 12)) << "minus times minus";
  ContentEngine split(model_with_a_shared_weight(), 1, {}, nullptr, {});
  split.flip(sign);
  EXPECT_THAT(split.run(x).values, ElementsAre(-4, 12));
}

TEST(ContentEngine, CountsWhatIsComputedBehindTheCut) {
  const Tensor image = content_set("digits").input(0);
  EXPECT_EQ(digits(0)->activations(image), 3'722U);
  EXPECT_EQ(digits(1)->activations(image), 3'722U - 512);
  EXPECT_EQ(digits(8, Protection::kChecksums)->activations(image), 10U);
  EXPECT_EQ(digits(kNodes)->activations(image), 0U);
}

TEST(ContentEngine, AStruckTailIsTheWholeStruckAtThatPlace) {
  const LabelledSet& images = content_set("digits");
  RngStream random(1, "strikes", 0);
  for (const auto& [protection, name] : enum_names(Protection{})) {
    const auto whole = digits(0, protection);
    const auto split = digits(3, protection);
    const std::uint64_t elements = split->activations(images.input(0));
    const std::uint64_t before = whole->activations(images.input(0)) - elements;
    int changed = 0;
    for (int k = 0; k < 200; ++k) {
      const std::uint64_t element = random.below(elements);
      const auto bit = static_cast<std::uint32_t>(random.below(ActivationBit::kBits));
      const Tensor image = images.input(random.below(images.size()));
      const Tensor intact = whole->run(image);
      const Tensor struck = split->run_struck(image, {element, bit});
      expect_same_bits(struck, whole->run_struck(image, {before + element, bit}));
      expect_same_bits(split->run(image), intact);
      changed += struck.values != intact.values ? 1 : 0;
    }
    EXPECT_GT(changed, 20) << name;
  }
}

TEST(ContentEngine, RefusesAPlaceThatTheInferenceDoesNotHave) {
  const Tensor image = content_set("digits").input(0);
  const auto engine = digits(8);
  const Tensor intact = engine->run(image);
  EXPECT_THROW(engine->run_struck(image, {10, 0}), std::out_of_range);
  EXPECT_THROW(engine->run_struck(image, {0, 32}), std::out_of_range);
  EXPECT_THROW(digits(kNodes)->run_struck(image, {0, 0}), std::out_of_range);
  expect_same_bits(engine->run(image), intact);
}

TEST(ContentEngine, RefusesAddressesOutsideTheWholeModel) {
  const auto engine = digits(7);
  const auto tensors = static_cast<std::uint32_t>(engine->weights().size());
  EXPECT_THROW(engine->flip({tensors, 0, 0}), std::out_of_range);
  EXPECT_THROW(engine->flip({0, engine->weights()[0].elements, 0}), std::out_of_range)
      << "also of the head";
  EXPECT_THROW(engine->flip({0, 0, 32}), std::out_of_range);
}

TEST(ContentEngine, RefusesACutBehindTheLastNode) {
  EXPECT_THAT(input_error_of([] { digits(kNodes + 1); }), HasSubstr("has 9 nodes; a cut after 10"));
}

TEST(ContentCuts, TheNearestShareOfTheFlopsStandsForACutOfAProfile) {
  const std::vector<CutPoint> cuts = content_cuts("digits");
  ASSERT_EQ(cuts.size(), kNodes + 1);
  EXPECT_EQ(nearest_cut(cuts, 0), 0U) << "all of it remote";
  EXPECT_EQ(nearest_cut(cuts, 0.02), 0U);
  EXPECT_EQ(nearest_cut(cuts, 0.03), 1U) << "4.8 %, the first of two cuts";
  EXPECT_EQ(nearest_cut(cuts, 0.377), 1U);
  EXPECT_EQ(nearest_cut(cuts, 0.698), 3U);
  EXPECT_EQ(nearest_cut(cuts, 0.929), 7U);
  EXPECT_EQ(nearest_cut(cuts, 1), kNodes) << "all of it local";
}

}  // namespace
}  // namespace orbitmesh
