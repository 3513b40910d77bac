#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <string>

#include "inference/campaign/face_patches.h"
#include "inference/engine/onnx_engine.h"
#include "inference/engine/onnx_reader.h"
#include "tests/inference/fetched_file.h"
#include "tests/inference/relative_difference.h"

// Face detection with weights and photographs that are not part of the project:
// where they cannot be fetched, the tests are skipped.

namespace orbitmesh {
namespace {

/// Whether any anchor's score is above 0.7. Scores are logits: ln(0.7 / 0.3) = 0.8473.
bool sees_face(const std::vector<Tensor>& outputs) {
  float best = outputs[0].values[0];
  for (const Tensor& scores : {outputs[0], outputs[1]}) {
    best = std::max(best, *std::max_element(scores.values.begin(), scores.values.end()));
  }
  return best > 0.8473F;
}

TEST(EngineBlazeFace, TellsFacesFromOtherPatches) {
  const FetchedFile model = fetched_file("blazeface-128");
  if (model.path.empty()) GTEST_SKIP() << model.missing;
  const FetchedFile data = fetched_file("lfw_subset.npy");
  if (data.path.empty()) GTEST_SKIP() << data.missing;
  const std::vector<FacePicture> pictures = read_face_pictures(data.path, 128);

  OnnxEngine engine(read_onnx_file(model.path));
  std::size_t right = 0;
  for (const FacePicture& picture : pictures) {
    const Tensor input{picture.input.shape, picture.input.floats};
    right += sees_face(engine.run_all(input)) == (picture.is_face == 1) ? 1 : 0;
  }
  std::cout << "right on " << right << " of " << pictures.size() << " patches\n";
  EXPECT_GE(right, pictures.size() * 98 / 100);
}

TEST(EngineBlazeFace, GivesTheSameBitsAtEveryLevelAndNearlyTheSameWithFusedKernels) {
  for (const char* const name : {"blazeface-128", "blazeface-256"}) {
    const FetchedFile model = fetched_file(name);
    if (model.path.empty()) GTEST_SKIP() << model.missing;
    EngineOptions plain;
    plain.simd = SimdLevel::kBaseline;
    OnnxEngine baseline(read_onnx_file(model.path), plain);
    OnnxEngine best(read_onnx_file(model.path));
    Tensor input{baseline.input_shape(), {}};
    for (std::int64_t i = 0; i < element_count(input.shape); ++i) {
      input.values.push_back(static_cast<float>(i % 97) / 48 - 1);
    }
    const std::vector<Tensor> a = baseline.run_all(input);
    const std::vector<Tensor> b = best.run_all(input);
    ASSERT_EQ(a.size(), 4U);
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i].values, b[i].values);
    if (best_simd_level() < SimdLevel::kAvx2) continue;
    EngineOptions options;
    options.kernels = KernelSet::kV3;
    OnnxEngine fused(read_onnx_file(model.path), options);
    const std::vector<Tensor> c = fused.run_all(input);
    for (std::size_t i = 0; i < a.size(); ++i) {
      EXPECT_LT(relative_difference(c[i].values, a[i].values), 1e-5);
      EXPECT_EQ(fused.run_all(input)[i].values, c[i].values);
    }
  }
}

}  // namespace
}  // namespace orbitmesh
