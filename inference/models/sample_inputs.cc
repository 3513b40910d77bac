#include "inference/models/sample_inputs.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/rng.h"

namespace orbitmesh {
namespace {

constexpr std::int64_t kSamplingRateHz = 16'000;
constexpr std::int64_t kFigureWidth = 20;
constexpr std::int64_t kFigureHeight = 2 * kFigureWidth;
constexpr std::int64_t kStroke = 3;

/// Whether a pixel of a figure belongs to one of seven strokes, as of a pocket calculator.
bool on_stroke(std::int64_t y, std::int64_t x, std::uint64_t strokes) {
  const std::int64_t margin = kStroke;
  const std::int64_t last_y = kFigureHeight - margin;
  const std::int64_t last_x = kFigureWidth - margin;
  if (y < margin || y >= last_y || x < margin || x >= last_x) return false;
  const bool is_upper = y < kFigureHeight / 2;
  const std::int64_t middle = (kFigureHeight - kStroke) / 2;
  const auto has = [strokes](unsigned stroke) { return (strokes >> stroke & 1) != 0; };
  return (has(0) && y < margin + kStroke) || (has(1) && y >= last_y - kStroke) ||
         (has(2) && y >= middle && y < middle + kStroke) ||
         (has(is_upper ? 3 : 4) && x < margin + kStroke) ||
         (has(is_upper ? 5 : 6) && x >= last_x - kStroke);
}

/// Rows of figures at random, every other row empty: 1 on the ground, -1 on a stroke.
std::vector<float> picture(std::int64_t height, std::int64_t width, RngStream& stream) {
  constexpr std::uint64_t kAllStrokes = 128;
  std::vector<float> pixels(static_cast<std::size_t>(height * width), 1.0F);
  for (std::int64_t top = 0; top < height; top += 2 * kFigureHeight) {
    for (std::int64_t left = 0; left < width; left += kFigureWidth) {
      const std::uint64_t strokes = stream.below(kAllStrokes);
      for (std::int64_t y = top; y < std::min(height, top + kFigureHeight); ++y) {
        for (std::int64_t x = left; x < std::min(width, left + kFigureWidth); ++x) {
          if (!on_stroke(y - top, x - left, strokes)) continue;
          pixels[static_cast<std::size_t>(y * width + x)] = -1;
        }
      }
    }
  }
  return pixels;
}

void draw(const SampleInput& input, RngStream& stream, std::vector<float>& out) {
  const bool channels_last = input.kind == SampleKind::kPictureNhwc;
  const std::size_t rows = channels_last ? 1 : 2;
  const std::vector<float> pixels = picture(input.shape[rows], input.shape[rows + 1], stream);
  const auto channels = static_cast<std::size_t>(input.shape[channels_last ? 3 : 1]);
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = pixels[channels_last ? i / channels % pixels.size() : i % pixels.size()];
  }
}

}  // namespace

std::vector<Value> sample_inputs(const CatalogueEntry& entry) {
  RngStream stream(1, "sample " + std::string(entry.name), 0);
  std::vector<Value> values;
  for (const SampleInput& input : entry.inputs) {
    Value value;
    const bool is_rate = input.kind == SampleKind::kSamplingRate;
    value.reset(is_rate ? ElementType::kInteger : ElementType::kFloat, input.shape);
    std::fill(value.integers.begin(), value.integers.end(), kSamplingRateHz);
    if (input.kind == SampleKind::kNoise) {
      for (float& element : value.floats) element = static_cast<float>(2 * stream.uniform() - 1);
    }
    if (input.kind == SampleKind::kPictureNhwc || input.kind == SampleKind::kPictureNchw) {
      draw(input, stream, value.floats);
    }
    values.push_back(std::move(value));
  }
  return values;
}

}  // namespace orbitmesh
