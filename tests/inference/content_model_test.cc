#include "inference/content_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

#include "core/digest.h"
#include "inference/embedded_content.h"
#include "inference/engine/onnx_engine.h"
#include "inference/engine/onnx_reader.h"
#include "tests/core/expect_input_error.h"
#include "tests/inference/kernel_choices.h"
#include "tests/inference/relative_difference.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;
using ::testing::HasSubstr;
using ::testing::Pointwise;

std::size_t top_class(const Tensor& scores) {
  std::size_t top = 0;
  for (std::size_t i = 1; i < scores.values.size(); ++i) {
    if (scores.values[i] > scores.values[top]) top = i;
  }
  return top;
}

OnnxEngine digits_engine(const KernelChoice& choice) {
  EngineOptions options;
  options.kernels = choice.kernels;
  options.simd = choice.simd;
  return OnnxEngine(parse_onnx(embedded_digits_model(), "digits"), options);
}

TEST(ContentModel, DigitsIsRightOn358Of360HeldOutImages) {
  const auto engine = make_content_engine("digits");
  const LabelledSet& digits = content_set("digits");
  ASSERT_EQ(digits.size(), 360U);
  std::vector<std::size_t> wrong;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (top_class(engine->run(digits.input(i))) != digits.label(i)) wrong.push_back(i);
  }
  EXPECT_THAT(wrong, ElementsAre(40, 157)) << "99.44 %, as models/README.md says";
}

TEST(ContentModel, DigitsHas18346Weights) {
  const auto engine = make_content_engine("digits");
  std::uint64_t weights = 0;
  for (const WeightTensor& tensor : engine->weights()) {
    EXPECT_EQ(tensor.bits_per_element, 32U) << tensor.name;
    weights += tensor.elements;
  }
  EXPECT_EQ(weights, 18'346U);
  EXPECT_THAT(engine->input_shape(), ElementsAre(-1, 1, 8, 8));
}

/// Scores computed with NumPy in fp64 from the same files.
TEST(ContentModel, AgreesWithNumPy) {
  const auto engine = make_content_engine("digits");
  const LabelledSet& digits = content_set("digits");
  const std::vector<float> first = {-2.24545F, 6.41301F,  -1.02207F, -1.20006F, 0.294939F,
                                    -2.6026F,  -1.53023F, -1.30913F, -1.23559F, -0.255203F};
  EXPECT_THAT(engine->run(digits.input(0)).values, Pointwise(FloatNear(2e-5F), first));
  const std::vector<float> last = {-1.8899F, -0.456173F, -0.96716F, 5.96445F,  0.168405F,
                                   0.72117F, -1.07804F,  -1.53869F, 0.846516F, 2.11083F};
  EXPECT_THAT(engine->run(digits.input(359)).values, Pointwise(FloatNear(2e-5F), last));
  double sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    for (const float score : engine->run(digits.input(i)).values) sum += score;
  }
  EXPECT_NEAR(sum, -716.464672, 2e-3);
}

/// Every bit of every score, on whatever CPU and at every instruction set.
TEST(ContentModel, DigitsGivesTheSameBitsEverywhere) {
  const LabelledSet& digits = content_set("digits");
  for (const KernelChoice& choice : kernel_choices()) {
    OnnxEngine engine = digits_engine(choice);
    Digest digest;
    for (std::size_t i = 0; i < digits.size(); ++i) {
      for (const float score : engine.run(digits.input(i)).values) {
        std::uint32_t bits;
        std::memcpy(&bits, &score, sizeof bits);
        digest.add(std::int64_t{bits});
      }
    }
    const bool fused = choice.kernels == KernelSet::kV3;
    EXPECT_EQ(digest.hex(),
              fused ? "83fa42f3ff0cbc1e587862f449efcf34" : "65b9121be5b191ba92a861539b46c4d8");
  }
}

TEST(ContentModel, FusedKernelsGiveNearlyTheSameScores) {
  if (best_simd_level() < SimdLevel::kAvx2) GTEST_SKIP() << "this CPU cannot run kernels v3";
  const auto portable = make_content_engine("digits");
  const auto fused = make_content_engine("digits:v3");
  const LabelledSet& digits = content_set("digits");
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const Tensor input = digits.input(i);
    EXPECT_LT(relative_difference(fused->run(input).values, portable->run(input).values), 1e-5);
  }
}

TEST(ContentModel, FusedKernelsAreRefusedOnACpuWithoutThem) {
  EXPECT_THAT(input_error_of([] {
                digits_engine({KernelSet::kV3, SimdLevel::kBaseline});
              }),
              HasSubstr("need a CPU with AVX2 and FMA, which this one lacks; use 'portable'"));
}

TEST(ContentModel, RunsABatchAsItsImages) {
  const auto engine = make_content_engine("digits");
  const LabelledSet& digits = content_set("digits");
  Tensor batch{{2, 1, 8, 8}, digits.input(3).values};
  const Tensor second = digits.input(4);
  batch.values.insert(batch.values.end(), second.values.begin(), second.values.end());
  const Tensor scores = engine->run(batch);
  EXPECT_THAT(scores.shape, ElementsAre(2, 10));
  std::vector<float> expected = engine->run(digits.input(3)).values;
  const std::vector<float> rest = engine->run(second).values;
  expected.insert(expected.end(), rest.begin(), rest.end());
  EXPECT_EQ(scores.values, expected);
}

TEST(ContentModel, SuggestsANameForAnUnknownOne) {
  EXPECT_THAT(input_error_of([] { make_content_engine("digit"); }),
              HasSubstr("unknown content model 'digit', did you mean 'digits'?"));
  EXPECT_THAT(input_error_of([] { content_set("mnist"); }),
              HasSubstr("unknown content input 'mnist'; known: digits"));
  EXPECT_THAT(content_model_names(), ElementsAre("digits"));
  EXPECT_THAT(content_set_names(), ElementsAre("digits"));
}

TEST(LabelledSet, ScalesPixelsToOne) {
  const std::string bytes = std::string("OMSET1\0\0", 8) + std::string("\1\0\0\0", 4) +
                            std::string("\1\0\0\0\2\0\0\0\4\0\0\0", 12) + "\7\1\4";
  const LabelledSet set = LabelledSet::decode(bytes, "s.bin");
  ASSERT_EQ(set.size(), 1U);
  EXPECT_EQ(set.label(0), 7U);
  EXPECT_THAT(set.input(0).shape, ElementsAre(1, 1, 1, 2));
  EXPECT_THAT(set.input(0).values, ElementsAre(0.25F, 1));
}

TEST(LabelledSet, RefusesWhatIsMalformed) {
  const std::string whole(embedded_digits_set());
  const auto error = [](const std::string& bytes) {
    return input_error_of([&] { LabelledSet::decode(bytes, "s.bin"); });
  };
  EXPECT_THAT(error(""), HasSubstr("s.bin: is no set of labelled images"));
  EXPECT_THAT(error("x" + whole.substr(1)), HasSubstr("OMSET1"));
  EXPECT_THAT(error(whole.substr(0, whole.size() - 1)), HasSubstr("bytes of images; expected"));
  std::string bad = whole;
  bad[12] = 0;
  EXPECT_THAT(error(bad), HasSubstr("0 x 8 pixels"));
  bad = whole;
  bad[21] = 9;
  EXPECT_THAT(error(bad), HasSubstr("a largest pixel of"));
  bad = whole;
  bad.back() = 17;
  EXPECT_THAT(error(bad), HasSubstr("a pixel above 16"));
}

}  // namespace
}  // namespace orbitmesh
