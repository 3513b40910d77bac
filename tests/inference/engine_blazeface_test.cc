#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "inference/engine/onnx_engine.h"
#include "inference/engine/onnx_reader.h"
#include "tests/inference/fetched_file.h"
#include "tests/inference/relative_difference.h"

// Face detection with weights and photographs that are not part of the project:
// where they cannot be fetched, the tests are skipped.

namespace orbitmesh {
namespace {

constexpr std::size_t kPatches = 200;  // 100 faces, then 100 patches without one
constexpr int kPatchPixels = 25;

/// Grey patches from 0 to 1 of scikit-image's lfw_subset.npy, an array of 200 x 25 x 25
/// little-endian doubles.
std::vector<double> read_patches(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  std::vector<double> pixels(kPatches * kPatchPixels * kPatchPixels);
  const std::size_t size = pixels.size() * sizeof(double);
  if (bytes.size() < size) return {};
  std::memcpy(pixels.data(), bytes.data() + (bytes.size() - size), size);
  return pixels;
}

/// Bilinear interpolation in a patch; `x` and `y` in pixels, 0 at the centre of the first.
double sample(const double* patch, double y, double x) {
  const auto at = [&](double position, int& low, int& high) {
    const double inside = std::clamp(position, 0.0, kPatchPixels - 1.0);
    low = static_cast<int>(inside);
    high = std::min(low + 1, kPatchPixels - 1);
    return inside - low;
  };
  int y0 = 0, y1 = 0, x0 = 0, x1 = 0;
  const double fy = at(y, y0, y1);
  const double fx = at(x, x0, x1);
  const auto row = [&](int i) {
    return patch[i * kPatchPixels + x0] * (1 - fx) + patch[i * kPatchPixels + x1] * fx;
  };
  return row(y0) * (1 - fy) + row(y1) * fy;
}

/// The patch enlarged to half the frame's size in the middle of a grey frame of `size`
/// pixels, as [1, size, size, 3] from -1 to 1.
Tensor frame(const double* patch, int size) {
  const int enlarged = size / 2;
  Tensor tensor{{1, size, size, 3},
                std::vector<float>(static_cast<std::size_t>(size * size * 3), 0.0F)};
  for (int i = 0; i < enlarged; ++i) {
    for (int j = 0; j < enlarged; ++j) {
      const double scale = static_cast<double>(kPatchPixels) / enlarged;
      const double grey = sample(patch, (i + 0.5) * scale - 0.5, (j + 0.5) * scale - 0.5);
      const int pixel = (i + size / 4) * size + j + size / 4;
      std::fill_n(tensor.values.begin() + pixel * 3, 3, static_cast<float>(2 * grey - 1));
    }
  }
  return tensor;
}

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
  const std::vector<double> patches = read_patches(data.path);
  ASSERT_FALSE(patches.empty());

  OnnxEngine engine(read_onnx_file(model.path));
  std::size_t right = 0;
  for (std::size_t i = 0; i < kPatches; ++i) {
    const Tensor input = frame(&patches[i * kPatchPixels * kPatchPixels], 128);
    right += sees_face(engine.run_all(input)) == (i < kPatches / 2) ? 1 : 0;
  }
  std::cout << "right on " << right << " of " << kPatches << " patches\n";
  EXPECT_GE(right, kPatches * 98 / 100);
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
