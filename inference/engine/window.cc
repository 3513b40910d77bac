#include "inference/engine/window.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"

namespace orbitmesh {
namespace {

/// Largest kernel, stride, dilation, padding and image along an axis: their products stay
/// far from overflow.
constexpr std::int64_t kMaxExtent = 1 << 20;

void check(std::int64_t value, std::int64_t min, const char* name) {
  if (value >= min && value <= kMaxExtent) return;
  throw InputError(
      fmt::format("attribute '{}' has {}; expected {} to {}", name, value, min, kMaxExtent));
}

void check_each(const std::vector<std::int64_t>& values, std::int64_t min, const char* name) {
  for (const std::int64_t value : values) check(value, min, name);
}

}  // namespace

WindowSettings::WindowSettings(NodeSettings& settings)
    : kernel_(settings.integers("kernel_shape").value_or(Shape())),
      strides_(settings.integers("strides").value_or(Shape())),
      dilations_(settings.integers("dilations").value_or(Shape())),
      pads_(settings.integers("pads").value_or(Shape())) {
  check_each(kernel_, 1, "kernel_shape");
  check_each(strides_, 1, "strides");
  check_each(dilations_, 1, "dilations");
  check_each(pads_, 0, "pads");
  const std::string mode = settings.text("auto_pad", "NOTSET");
  if (mode == "SAME_UPPER") {
    auto_pad_ = AutoPad::kSameUpper;
  } else if (mode == "SAME_LOWER") {
    auto_pad_ = AutoPad::kSameLower;
  } else if (mode == "VALID") {
    auto_pad_ = AutoPad::kValid;
  } else if (mode != "NOTSET") {
    throw InputError(fmt::format("attribute 'auto_pad' is '{}'", mode));
  }
}

WindowSettings WindowSettings::of_conv(NodeSettings& settings) { return WindowSettings(settings); }

WindowSettings WindowSettings::of_pool(NodeSettings& settings) {
  WindowSettings window(settings);
  if (window.kernel_.empty()) throw InputError("attribute 'kernel_shape' is missing");
  window.ceil_ = settings.integer("ceil_mode", 0) != 0;
  return window;
}

Window WindowSettings::over(const Shape& image, const std::vector<std::int64_t>& kernel) const {
  if (image.size() != 3 && image.size() != 4) {
    throw InputError(fmt::format(
        "an image of shape {}; only [N, C, W] and [N, C, H, W] are supported", to_string(image)));
  }
  const std::size_t axes = image.size() - 2;
  const std::vector<std::int64_t>& extent = kernel.empty() ? kernel_ : kernel;
  if (extent.size() != axes || (!kernel_.empty() && kernel_ != extent)) {
    throw InputError(fmt::format("a kernel of shape {} for an image of shape {}", to_string(extent),
                                 to_string(image)));
  }
  Window window;
  window.x = axis(axes - 1, axes, image[axes + 1], extent[axes - 1]);
  if (axes == 2) window.y = axis(0, axes, image[2], extent[0]);
  return window;
}

WindowAxis WindowSettings::axis(std::size_t i, std::size_t axes, std::int64_t in,
                                std::int64_t kernel) const {
  const auto pick = [&](const std::vector<std::int64_t>& values, std::size_t at, std::size_t size,
                        std::int64_t fallback, const char* name) {
    if (values.empty()) return fallback;
    if (values.size() == size) return values[at];
    throw InputError(
        fmt::format("attribute '{}' has {} values; expected {}", name, values.size(), size));
  };
  WindowAxis axis;
  axis.in = in;
  axis.kernel = kernel;
  axis.stride = pick(strides_, i, axes, 1, "strides");
  axis.dilation = pick(dilations_, i, axes, 1, "dilations");
  axis.pad_begin = pick(pads_, i, 2 * axes, 0, "pads");
  axis.pad_end = pick(pads_, axes + i, 2 * axes, 0, "pads");
  check(axis.in, 1, "kernel_shape");
  check(axis.kernel, 1, "kernel_shape");
  place(axis);
  return axis;
}

void WindowSettings::place(WindowAxis& axis) const {
  const std::int64_t reach = (axis.kernel - 1) * axis.dilation + 1;
  if (auto_pad_ != AutoPad::kNone) axis.pad_begin = axis.pad_end = 0;
  if (auto_pad_ == AutoPad::kSameUpper || auto_pad_ == AutoPad::kSameLower) {
    axis.out = (axis.in + axis.stride - 1) / axis.stride;
    const std::int64_t total =
        std::max<std::int64_t>(0, (axis.out - 1) * axis.stride + reach - axis.in);
    axis.pad_begin = auto_pad_ == AutoPad::kSameUpper ? total / 2 : (total + 1) / 2;
    axis.pad_end = total - axis.pad_begin;
    return;
  }
  const std::int64_t room = axis.in + axis.pad_begin + axis.pad_end - reach;
  if (room < 0) {
    throw InputError(
        fmt::format("a kernel that reaches over {} pixels for an image of {} with padding", reach,
                    axis.in + axis.pad_begin + axis.pad_end));
  }
  axis.out = room / axis.stride + 1;
  // A last window that starts in the end's padding is left out (ONNX, operator MaxPool).
  const std::int64_t next = axis.out * axis.stride;
  if (ceil_ && room % axis.stride != 0 && next < axis.in + axis.pad_begin) ++axis.out;
}

Shape window_output(const Shape& image, std::int64_t channels, const Window& window) {
  if (image.size() == 4) return {image[0], channels, window.y.out, window.x.out};
  return {image[0], channels, window.x.out};
}

}  // namespace orbitmesh
