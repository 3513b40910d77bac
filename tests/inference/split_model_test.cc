#include "inference/engine/split_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inference/engine/onnx_engine.h"
#include "inference/engine/onnx_reader.h"
#include "inference/models/model_cache.h"
#include "inference/models/model_info.h"
#include "inference/models/named_model.h"
#include "inference/models/sample_inputs.h"
#include "tests/core/expect_input_error.h"
#include "tests/inference/fetched_file.h"
#include "tests/inference/operator_call.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

void expect_same_bits(const std::vector<Value>& a, const std::vector<Value>& b, std::size_t cut) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    ASSERT_EQ(a[i].shape, b[i].shape) << "cut " << cut << " output " << i;
    ASSERT_EQ(a[i].floats, b[i].floats) << "cut " << cut << " output " << i;
    ASSERT_EQ(a[i].integers, b[i].integers) << "cut " << cut << " output " << i;
  }
}

/// Every cut, with head and tail on engines of their own.
void expect_all_cuts_agree(const OnnxModel& model, const std::vector<Value>& inputs) {
  OnnxEngine whole(model);
  const std::vector<Value> expected = whole.run_values(inputs);
  for (std::size_t cut = 0; cut <= node_count(model); ++cut) {
    SplitModel split = split_model(model, cut);
    OnnxEngine head(std::move(split.head));
    OnnxEngine tail(std::move(split.tail));
    expect_same_bits(tail.run_values(head.run_values(inputs)), expected, cut);
  }
}

void expect_all_cuts_agree(const std::string& name) {
  const FetchedFile file = fetched_file(name);
  if (file.path.empty()) GTEST_SKIP() << file.missing;
  expect_all_cuts_agree(read_onnx_file(file.path), sample_inputs(*find_catalogue_entry(name)));
}

NamedModel digits() { return read_named_model("digits", ModelCache("no/such/folder")); }

TEST(SplitModel, HeadAndTailOfDigitsGiveTheBitsOfTheWhole) {
  const NamedModel named = digits();
  EXPECT_GT(node_count(named.model), 5U);
  expect_all_cuts_agree(named.model, named.sample);
}

TEST(SplitModel, HeadAndTailOfBlazeFaceGiveTheBitsOfTheWhole) {
  expect_all_cuts_agree("blazeface-128");
}

TEST(SplitModel, HeadAndTailOfSpeechDetectionGiveTheBitsOfTheWhole) {
  expect_all_cuts_agree("silero-vad-v4");
}

TEST(SplitModel, HeadAndTailOfTextRecognitionGiveTheBitsOfTheWhole) {
  expect_all_cuts_agree("ppocr-cls");
}

TEST(SplitModel, DividesTheWeights) {
  const NamedModel named = digits();
  const auto elements = [](const OnnxModel& model) {
    std::uint64_t count = 0;
    const OnnxEngine engine(model);
    for (const WeightTensor& tensor : engine.weights()) count += tensor.elements;
    return count;
  };
  for (std::size_t cut = 0; cut <= node_count(named.model); ++cut) {
    const SplitModel split = split_model(named.model, cut);
    EXPECT_EQ(elements(split.head) + elements(split.tail), elements(named.model));
  }
}

TEST(SplitModel, RefusesACutBehindTheEnd) {
  const OnnxModel model = digits().model;
  EXPECT_THAT(input_error_of([&] { split_model(model, node_count(model) + 1); }),
              HasSubstr("a cut after"));
}

TEST(CutPoints, CountWhatCrosses) {
  const NamedModel named = digits();
  const ModelInfo info = model_info(named, std::nullopt);
  ASSERT_EQ(info.cuts.size(), info.nodes.size() + 1);
  EXPECT_EQ(info.cuts.front().bytes, 4 * 64) << "the image";
  EXPECT_EQ(info.cuts.front().flops_share, 0);
  EXPECT_EQ(info.cuts.back().bytes, 4 * 10) << "the scores";
  EXPECT_EQ(info.cuts.back().flops_share, 1);
  for (std::size_t cut = 0; cut < info.cuts.size(); ++cut) {
    OnnxEngine head(split_model(named.model, cut).head);
    std::int64_t bytes = 0;
    for (const Value& value : head.run_values(named.sample)) bytes += stored_bytes(value);
    EXPECT_EQ(info.cuts[cut].bytes, bytes);
  }
}

}  // namespace
}  // namespace orbitmesh
