#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "inference/engine/node_settings.h"
#include "inference/engine/value.h"

namespace orbitmesh {

/// Where a sliding window lies along one axis of an image.
struct WindowAxis {
  std::int64_t in = 1;   ///< size of the image
  std::int64_t out = 1;  ///< number of positions
  std::int64_t kernel = 1;
  std::int64_t stride = 1;
  std::int64_t dilation = 1;
  std::int64_t pad_begin = 0;
  std::int64_t pad_end = 0;
};

/// A window over an image of one or two spatial axes; one axis counts as a height of 1.
struct Window {
  WindowAxis y;
  WindowAxis x;
};

/// The attributes that Conv and the pools share: kernel_shape, strides, dilations, pads,
/// auto_pad and, for pools, ceil_mode.
class WindowSettings {
 public:
  static WindowSettings of_conv(NodeSettings& settings);
  static WindowSettings of_pool(NodeSettings& settings);

  /// The window over an array of shape [N, C, (H,) W]. `kernel` is the spatial shape of the
  /// weights, empty to take kernel_shape. Throws InputError when they do not fit.
  Window over(const Shape& image, const std::vector<std::int64_t>& kernel = {}) const;

 private:
  enum class AutoPad { kNone, kSameUpper, kSameLower, kValid };

  explicit WindowSettings(NodeSettings& settings);
  WindowAxis axis(std::size_t i, std::size_t axes, std::int64_t in, std::int64_t kernel) const;
  void place(WindowAxis& axis) const;

  std::vector<std::int64_t> kernel_;
  std::vector<std::int64_t> strides_;
  std::vector<std::int64_t> dilations_;
  std::vector<std::int64_t> pads_;
  AutoPad auto_pad_ = AutoPad::kNone;
  bool ceil_ = false;
};

/// Output shape [N, channels, (H,) W] of a window over `image`.
Shape window_output(const Shape& image, std::int64_t channels, const Window& window);

}  // namespace orbitmesh
