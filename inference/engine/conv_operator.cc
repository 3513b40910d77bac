#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "core/error.h"
#include "inference/engine/matrix_product.h"
#include "inference/engine/operators.h"
#include "inference/engine/window.h"

namespace orbitmesh {
namespace {

/// The channels of one image with their padding.
struct PaddedImage {
  const float* data = nullptr;
  std::int64_t height = 0;
  std::int64_t width = 0;

  std::int64_t plane() const { return height * width; }
};

/// What one convolution computes: images, windows and weights [outputs, inputs of a group,
/// kernel height, kernel width].
struct Convolution {
  Window window;
  std::int64_t channels = 0;  ///< of the image
  std::int64_t outputs = 0;   ///< channels of the result
  std::int64_t groups = 1;
  const float* weights = nullptr;
  const float* bias = nullptr;  ///< null: none

  std::int64_t pixels() const { return window.y.out * window.x.out; }
  std::int64_t taps() const { return window.y.kernel * window.x.kernel; }
  std::int64_t group_channels() const { return channels / groups; }
  std::int64_t group_outputs() const { return outputs / groups; }
  /// Terms of the sum that makes one pixel.
  std::int64_t depth() const { return group_channels() * taps(); }
};

PaddedImage pad_image(const Convolution& conv, const float* image, std::vector<float>& padded) {
  const WindowAxis& y = conv.window.y;
  const WindowAxis& x = conv.window.x;
  PaddedImage result{image, y.in + y.pad_begin + y.pad_end, x.in + x.pad_begin + x.pad_end};
  if (result.height == y.in && result.width == x.in) return result;
  const auto size =
      static_cast<std::size_t>(element_count({conv.channels, result.height, result.width}));
  padded.assign(size, 0.0F);
  for (std::int64_t c = 0; c < conv.channels; ++c) {
    for (std::int64_t row = 0; row < y.in; ++row) {
      const std::int64_t to = c * result.plane() + (row + y.pad_begin) * result.width + x.pad_begin;
      std::copy_n(image + (c * y.in + row) * x.in, x.in, padded.data() + to);
    }
  }
  result.data = padded.data();
  return result;
}

/// Distance of each term of a sum from the window's first element.
void tap_offsets(const Convolution& conv, const PaddedImage& image,
                 std::vector<std::int64_t>& offsets) {
  offsets.clear();
  for (std::int64_t c = 0; c < conv.group_channels(); ++c) {
    for (std::int64_t i = 0; i < conv.window.y.kernel; ++i) {
      for (std::int64_t j = 0; j < conv.window.x.kernel; ++j) {
        offsets.push_back(c * image.plane() + i * conv.window.y.dilation * image.width +
                          j * conv.window.x.dilation);
      }
    }
  }
}

/// Copies the windows of the `columns` pixels from `first` into the columns of a panel; the
/// panel's other columns are zero.
void fill_panel(const Convolution& conv, const PaddedImage& image, const float* group,
                std::int64_t first, std::int64_t columns, const std::vector<std::int64_t>& offsets,
                float* panel) {
  std::array<const float*, kPanelColumns> start{};
  for (std::int64_t j = 0; j < columns; ++j) {
    const std::int64_t row = (first + j) / conv.window.x.out * conv.window.y.stride;
    const std::int64_t column = (first + j) % conv.window.x.out * conv.window.x.stride;
    start[static_cast<std::size_t>(j)] = group + row * image.width + column;
  }
  const bool adjacent =
      columns == kPanelColumns && start.back() - start.front() == kPanelColumns - 1;
  for (const std::int64_t offset : offsets) {
    if (adjacent) {
      std::memcpy(panel, start[0] + offset, kPanelColumns * sizeof(float));
    } else {
      for (std::size_t j = 0; j < kPanelColumns; ++j) {
        panel[j] = static_cast<std::int64_t>(j) < columns ? start[j][offset] : 0.0F;
      }
    }
    panel += kPanelColumns;
  }
}

/// One group as a matrix product: weights times the windows of every pixel.
void convolve_group(const Convolution& conv, const PaddedImage& image, std::int64_t g, float* out,
                    Workspace& workspace) {
  const std::int64_t depth = conv.depth();
  const std::int64_t first_output = g * conv.group_outputs();
  const float* const group = image.data + g * conv.group_channels() * image.plane();
  workspace.packed.resize(static_cast<std::size_t>(depth * kPanelColumns));

  MatrixProduct product;
  product.a = conv.weights + first_output * depth;
  product.a_stride = depth;
  product.b = workspace.packed.data();
  product.b_stride = kPanelColumns;
  product.c_stride = conv.pixels();
  product.rows = conv.group_outputs();
  product.depth = depth;
  if (conv.bias != nullptr) product.row_bias = conv.bias + first_output;
  for (std::int64_t begin = 0; begin < conv.pixels(); begin += kPanelColumns) {
    product.columns = std::min(kPanelColumns, conv.pixels() - begin);
    fill_panel(conv, image, group, begin, product.columns, workspace.offsets,
               workspace.packed.data());
    product.c = out + first_output * conv.pixels() + begin;
    multiply_panel(product, workspace.simd);
  }
}

/// kPixels neighbouring pixels of a group of one channel, in registers.
template <int kPixels>
void depthwise_pixels(const Convolution& conv, const float* in, std::int64_t in_width,
                      std::int64_t in_step, const float* weights, float bias, float* out) {
  const WindowAxis& y = conv.window.y;
  const WindowAxis& x = conv.window.x;
  std::array<float, kPixels> sums{};
  for (std::int64_t i = 0; i < y.kernel; ++i) {
    for (std::int64_t j = 0; j < x.kernel; ++j) {
      const float weight = *weights++;
      const float* const first = in + i * y.dilation * in_width + j * x.dilation;
      for (int p = 0; p < kPixels; ++p) {
        sums[static_cast<std::size_t>(p)] += weight * first[p * in_step];
      }
    }
  }
  for (int p = 0; p < kPixels; ++p) out[p] = sums[static_cast<std::size_t>(p)] + bias;
}

/// Groups of one channel: too little for a matrix product. The sums have the same order.
void convolve_depthwise(const Convolution& conv, const PaddedImage& image, float* out) {
  constexpr int kPixels = 8;
  const WindowAxis& x = conv.window.x;
  for (std::int64_t m = 0; m < conv.outputs; ++m) {
    const float* const plane = image.data + m / conv.group_outputs() * image.plane();
    const float* const weights = conv.weights + m * conv.taps();
    // Without a bias -0 is added, which leaves every sum as it is.
    const float bias = conv.bias == nullptr ? -0.0F : conv.bias[m];
    for (std::int64_t row = 0; row < conv.window.y.out; ++row, out += x.out) {
      const float* const in = plane + row * conv.window.y.stride * image.width;
      std::int64_t i = 0;
      for (; x.stride == 1 && i + kPixels <= x.out; i += kPixels) {
        depthwise_pixels<kPixels>(conv, in + i, image.width, 1, weights, bias, out + i);
      }
      for (; x.stride == 2 && i + kPixels <= x.out; i += kPixels) {
        depthwise_pixels<kPixels>(conv, in + 2 * i, image.width, 2, weights, bias, out + i);
      }
      for (; i < x.out; ++i) {
        depthwise_pixels<1>(conv, in + i * x.stride, image.width, 1, weights, bias, out + i);
      }
    }
  }
}

void check_shapes(const Value& x, const Value& weights, std::int64_t groups) {
  const bool fits = x.shape.size() == weights.shape.size() && x.rank() >= 3 && groups >= 1 &&
                    x.shape[1] >= 1 && weights.shape[0] >= 1 && x.shape[1] % groups == 0 &&
                    weights.shape[1] == x.shape[1] / groups && weights.shape[0] % groups == 0;
  if (fits) return;
  throw InputError(fmt::format("weights of shape {} in {} groups for an image of shape {}",
                               to_string(weights.shape), groups, to_string(x.shape)));
}

void run_conv(const KernelCall& call, const WindowSettings& settings, std::int64_t groups) {
  const Value& x = call.floats(0);
  const Value& weights = call.floats(1);
  check_shapes(x, weights, groups);
  Convolution conv;
  conv.window = settings.over(x.shape, Shape(weights.shape.begin() + 2, weights.shape.end()));
  conv.channels = x.shape[1];
  conv.outputs = weights.shape[0];
  conv.groups = groups;
  conv.weights = weights.floats.data();
  if (call.has(2)) {
    if (call.floats(2).shape != Shape{conv.outputs}) {
      throw InputError(fmt::format("a bias of shape {} for {} outputs",
                                   to_string(call.floats(2).shape), conv.outputs));
    }
    conv.bias = call.floats(2).floats.data();
  }
  Value& y = call.output();
  y.reset(ElementType::kFloat, window_output(x.shape, conv.outputs, conv.window));
  call.spend(static_cast<double>(y.size()) * static_cast<double>(conv.depth()));

  const std::int64_t in_size = product(x.shape, 1, x.shape.size());
  const std::int64_t out_size = conv.outputs * conv.pixels();
  for (std::int64_t n = 0; n < x.shape[0]; ++n) {
    const PaddedImage image =
        pad_image(conv, x.floats.data() + n * in_size, call.workspace().padded);
    float* const out = y.floats.data() + n * out_size;
    if (conv.group_channels() == 1 && groups > 1) {
      convolve_depthwise(conv, image, out);
      continue;
    }
    tap_offsets(conv, image, call.workspace().offsets);
    for (std::int64_t g = 0; g < groups; ++g) {
      convolve_group(conv, image, g, out, call.workspace());
    }
  }
}

}  // namespace

Kernel make_conv(NodeSettings& settings) {
  const WindowSettings window = WindowSettings::of_conv(settings);
  const std::int64_t groups = settings.integer("group", 1);
  return [=](const KernelCall& call) { run_conv(call, window, groups); };
}

}  // namespace orbitmesh
