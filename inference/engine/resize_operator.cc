#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "core/error.h"
#include "inference/engine/operators.h"

// Resize as ONNX's operator defines it, for nearest and linear: one axis after another.

namespace orbitmesh {
namespace {

enum class Coordinates { kHalfPixel, kPytorchHalfPixel, kAlignCorners, kAsymmetric };
enum class Rounding { kPreferFloor, kPreferCeil, kFloor, kCeil };

struct ResizeSettings {
  bool linear = false;
  Coordinates coordinates = Coordinates::kHalfPixel;
  Rounding rounding = Rounding::kPreferFloor;
};

/// One output pixel along an axis: a weighted sum of two input pixels.
struct Blend {
  std::int64_t low = 0;
  std::int64_t high = 0;
  float high_weight = 0;
};

double source_position(Coordinates coordinates, std::int64_t i, std::int64_t in, std::int64_t out,
                       double scale) {
  const auto x = static_cast<double>(i);
  switch (coordinates) {
    case Coordinates::kHalfPixel:
      return (x + 0.5) / scale - 0.5;
    case Coordinates::kPytorchHalfPixel:
      return out > 1 ? (x + 0.5) / scale - 0.5 : 0.0;
    case Coordinates::kAlignCorners:
      return out > 1 ? x * static_cast<double>(in - 1) / static_cast<double>(out - 1) : 0.0;
    case Coordinates::kAsymmetric:
      break;
  }
  return x / scale;
}

double rounded(Rounding rounding, double x) {
  switch (rounding) {
    case Rounding::kPreferFloor:
      return std::ceil(x - 0.5);
    case Rounding::kPreferCeil:
      return std::floor(x + 0.5);
    case Rounding::kFloor:
      return std::floor(x);
    case Rounding::kCeil:
      break;
  }
  return std::ceil(x);
}

Blend blend(const ResizeSettings& settings, double position, std::int64_t in) {
  const auto last = static_cast<double>(in - 1);
  Blend result;
  if (settings.linear) {
    const double clamped = std::clamp(position, 0.0, last);
    result.low = static_cast<std::int64_t>(std::floor(clamped));
    result.high = std::min(result.low + 1, in - 1);
    result.high_weight = static_cast<float>(clamped - std::floor(clamped));
  } else {
    result.low =
        static_cast<std::int64_t>(std::clamp(rounded(settings.rounding, position), 0.0, last));
    result.high = result.low;
  }
  return result;
}

/// Resizes `in` along one axis. Nearest pixels are copied, so that they keep their bits.
void resize_axis(const Value& in, std::size_t axis, const std::vector<Blend>& blends, Value& out) {
  Shape shape = in.shape;
  shape[axis] = static_cast<std::int64_t>(blends.size());
  out.reset(ElementType::kFloat, shape);
  const std::int64_t inner = product(shape, axis + 1, shape.size());
  const std::int64_t outer = product(shape, 0, axis);
  float* to = out.floats.data();
  for (std::int64_t o = 0; o < outer; ++o) {
    const float* const block = in.floats.data() + o * in.shape[axis] * inner;
    for (const Blend& pixel : blends) {
      const float* const low = block + pixel.low * inner;
      const float* const high = block + pixel.high * inner;
      if (pixel.high_weight == 0) {
        std::copy_n(low, inner, to);
      } else {
        const float weight = pixel.high_weight;
        for (std::int64_t i = 0; i < inner; ++i) to[i] = low[i] * (1 - weight) + high[i] * weight;
      }
      to += inner;
    }
  }
}

/// Size along each axis, and the scale: of sizes if given, else of scales. Since opset 11
/// the inputs are x, roi, scales, sizes; before x, scales.
struct Extents {
  Shape sizes;
  std::vector<double> scales;
};

Extents extents_of(const KernelCall& call, bool has_roi) {
  const Shape& in = call.floats(0).shape;
  const std::size_t at = has_roi ? 2 : 1;
  Extents extents;
  if (call.has(at + 1) && call.input(at + 1).size() > 0) {
    extents.sizes = call.integers(at + 1).integers;
  } else {
    const std::vector<float>& scales = call.floats(at).floats;
    extents.scales.assign(scales.begin(), scales.end());
  }
  if (std::max(extents.sizes.size(), extents.scales.size()) != in.size()) {
    throw InputError(fmt::format("needs a size or a scale for each of {} dimensions", in.size()));
  }
  for (std::size_t i = 0; i < in.size(); ++i) {
    const auto size = static_cast<double>(in[i]);
    if (extents.scales.size() < in.size()) {
      extents.scales.push_back(static_cast<double>(extents.sizes[i]) / size);
    } else {
      const double scaled = std::floor(size * extents.scales[i]);
      const bool sane = scaled >= 0 && scaled <= static_cast<double>(kMaxElements);
      extents.sizes.push_back(sane ? static_cast<std::int64_t>(scaled) : -1);
    }
    if (in[i] < 1 || extents.sizes[i] < 1) {
      throw InputError(fmt::format("from {} to {} pixels", in[i], extents.sizes[i]));
    }
  }
  return extents;
}

void run_resize(const KernelCall& call, const ResizeSettings& settings, bool has_roi) {
  const Extents extents = extents_of(call, has_roi);
  element_count(extents.sizes);
  Value current = call.floats(0);
  for (std::size_t axis = 0; axis < extents.sizes.size(); ++axis) {
    const std::int64_t in = current.shape[axis];
    const std::int64_t out = extents.sizes[axis];
    if (in == out && extents.scales[axis] == 1.0) continue;
    std::vector<Blend> blends;
    for (std::int64_t i = 0; i < out; ++i) {
      blends.push_back(blend(
          settings, source_position(settings.coordinates, i, in, out, extents.scales[axis]), in));
    }
    Value next;
    resize_axis(current, axis, blends, next);
    current = std::move(next);
  }
  call.output() = std::move(current);
}

template <class Enum, std::size_t N>
Enum choice(const std::array<std::pair<const char*, Enum>, N>& choices, const char* attribute,
            const std::string& name) {
  for (const auto& [text, value] : choices) {
    if (name == text) return value;
  }
  throw InputError(fmt::format("attribute '{}' is '{}', which is not supported", attribute, name));
}

}  // namespace

Kernel make_resize(NodeSettings& settings) {
  using Mode = std::pair<const char*, bool>;
  using Place = std::pair<const char*, Coordinates>;
  using Round = std::pair<const char*, Rounding>;
  const bool has_roi = settings.opset() >= 11;
  ResizeSettings resize;
  resize.linear = choice(std::array{Mode{"nearest", false}, Mode{"linear", true}}, "mode",
                         settings.text("mode", "nearest"));
  resize.coordinates = choice(
      std::array{Place{"half_pixel", Coordinates::kHalfPixel},
                 Place{"pytorch_half_pixel", Coordinates::kPytorchHalfPixel},
                 Place{"align_corners", Coordinates::kAlignCorners},
                 Place{"asymmetric", Coordinates::kAsymmetric}},
      "coordinate_transformation_mode",
      settings.text("coordinate_transformation_mode", has_roi ? "half_pixel" : "asymmetric"));
  resize.rounding = choice(
      std::array{Round{"round_prefer_floor", Rounding::kPreferFloor},
                 Round{"round_prefer_ceil", Rounding::kPreferCeil},
                 Round{"floor", Rounding::kFloor}, Round{"ceil", Rounding::kCeil}},
      "nearest_mode", settings.text("nearest_mode", has_roi ? "round_prefer_floor" : "floor"));
  settings.number("cubic_coeff_a", -0.75F);   // of mode cubic only
  settings.number("extrapolation_value", 0);  // of cropping only
  settings.require_integer("exclude_outside", 0);
  settings.require_integer("antialias", 0);
  return [=](const KernelCall& call) { run_resize(call, resize, has_roi); };
}

}  // namespace orbitmesh
