#include "inference/campaign/face_patches.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "core/error.h"
#include "core/file_bytes.h"

namespace orbitmesh {
namespace {

constexpr std::size_t kPatches = 200;  // 100 faces, then 100 patches without one
constexpr int kPatchPixels = 25;
constexpr std::size_t kPatchSize = std::size_t{kPatchPixels} * kPatchPixels;

/// The array of 200 x 25 x 25 little-endian doubles from 0 to 1 behind the file's header.
std::vector<double> read_patches(const std::string& path) {
  constexpr std::int64_t kMostHeader = 4096;
  std::vector<double> pixels(kPatches * kPatchSize);
  const std::size_t size = pixels.size() * sizeof(double);
  const std::string bytes = read_file_bytes(path, static_cast<std::int64_t>(size) + kMostHeader);
  if (bytes.size() < size || bytes.substr(1, 5) != "NUMPY") {
    throw InputError({path, 0, 0},
                     fmt::format("is no array of {} patches of {} x {} doubles, as scikit-image's "
                                 "lfw_subset.npy",
                                 kPatches, kPatchPixels, kPatchPixels));
  }
  std::memcpy(pixels.data(), bytes.data() + (bytes.size() - size), size);
  return pixels;
}

/// Bilinear interpolation in a patch; `x` and `y` in pixels, 0 at the centre of the first.
double sample(const double* patch, double y, double x) {
  const auto at = [](double position, int& low, int& high) {
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

Value frame(const double* patch, int size) {
  const int enlarged = size / 2;
  Value value;
  value.reset(ElementType::kFloat, {1, size, size, 3});
  std::fill(value.floats.begin(), value.floats.end(), 0.0F);
  for (int i = 0; i < enlarged; ++i) {
    for (int j = 0; j < enlarged; ++j) {
      const double scale = static_cast<double>(kPatchPixels) / enlarged;
      const double grey = sample(patch, (i + 0.5) * scale - 0.5, (j + 0.5) * scale - 0.5);
      const int pixel = (i + size / 4) * size + j + size / 4;
      std::fill_n(value.floats.begin() + pixel * 3, 3, static_cast<float>(2 * grey - 1));
    }
  }
  return value;
}

}  // namespace

std::vector<FacePicture> read_face_pictures(const std::string& path, int size) {
  const std::vector<double> patches = read_patches(path);
  std::vector<FacePicture> pictures;
  for (std::size_t i = 0; i < kPatches; ++i) {
    const bool is_face = i % 2 == 0;
    const std::size_t patch = i / 2 + (is_face ? 0 : kPatches / 2);
    pictures.push_back({frame(&patches[patch * kPatchSize], size), is_face ? 1U : 0U});
  }
  return pictures;
}

}  // namespace orbitmesh
