#include <fmt/format.h>

#include <algorithm>

#include "core/error.h"
#include "inference/engine/loops/inner_loops.h"
#include "inference/engine/operators.h"
#include "inference/engine/padded_image.h"
#include "inference/engine/window.h"

namespace orbitmesh {
namespace {

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

/// The segments of the panel of `columns` pixels from pixel `begin`: one for each row of the
/// result, or one in all where rows follow each other without a gap.
void find_segments(const Convolution& conv, const PaddedImage& layout, const float* group,
                   std::int64_t begin, std::int64_t columns,
                   std::vector<PanelSource::Segment>& segments) {
  const std::int64_t width = conv.window.x.out;
  segments.clear();
  if (layout.row_step() == width) {
    segments.push_back({group + begin, columns});
    return;
  }
  for (const std::int64_t end = begin + columns; begin < end;) {
    const std::int64_t column = begin % width;
    const std::int64_t count = std::min(width - column, end - begin);
    segments.push_back({group + begin / width * layout.row_step() + column, count});
    begin += count;
  }
}

/// One group as a matrix product: weights times the windows of every pixel.
void convolve_group(const Convolution& conv, const PaddedImage& layout, const float* image,
                    std::int64_t g, float* out, Workspace& workspace) {
  const InnerLoops& loops = *workspace.loops;
  const std::int64_t depth = conv.depth();
  const std::int64_t first_output = g * conv.group_outputs();
  const float* const group = image + g * conv.group_channels() * layout.plane();
  workspace.packed.resize(static_cast<std::size_t>(element_count({depth, loops.panel_columns})));

  PanelProduct product;
  product.a = conv.weights + first_output * depth;
  product.a_stride = depth;
  product.b = workspace.packed.data();
  product.b_stride = loops.panel_columns;
  product.c_stride = conv.pixels();
  product.rows = conv.group_outputs();
  product.depth = depth;
  if (conv.bias != nullptr) product.row_bias = conv.bias + first_output;
  for (std::int64_t begin = 0; begin < conv.pixels(); begin += loops.panel_columns) {
    product.columns = std::min(loops.panel_columns, conv.pixels() - begin);
    find_segments(conv, layout, group, begin, product.columns, workspace.segments);
    loops.fill_panel(
        {workspace.segments.data(), static_cast<std::int64_t>(workspace.segments.size()),
         workspace.offsets.data(), depth},
        workspace.packed.data());
    product.c = out + first_output * conv.pixels() + begin;
    loops.multiply_panel(product);
  }
}

/// Groups of more than one channel.
void convolve_groups(const Convolution& conv, const float* image, std::int64_t images, float* out,
                     Workspace& workspace) {
  const PaddedImage layout(conv.window);
  layout.tap_offsets(conv.group_channels(), workspace.offsets);
  if (!layout.is_plain()) layout.make_room(conv.channels, workspace.padded);
  for (std::int64_t n = 0; n < images; ++n) {
    if (!layout.is_plain()) layout.lay_out(image, conv.channels, workspace.padded);
    const float* const laid_out = layout.is_plain() ? image : workspace.padded.data();
    for (std::int64_t g = 0; g < conv.groups; ++g) {
      convolve_group(conv, layout, laid_out, g, out, workspace);
    }
    image += conv.channels * conv.window.y.in * conv.window.x.in;
    out += conv.outputs * conv.pixels();
  }
}

/// Groups of one channel: too little for a matrix product. The sums have the same order.
void convolve_depthwise(const Convolution& conv, const float* image, std::int64_t images,
                        float* out, Workspace& workspace) {
  const PaddedImage layout(conv.window);
  layout.tap_offsets(1, workspace.offsets);
  layout.make_room(1, workspace.padded);
  ChannelConvolution channel;
  channel.image = workspace.padded.data();
  channel.row_step = layout.row_step();
  channel.offsets = workspace.offsets.data();
  channel.taps = conv.taps();
  channel.rows = conv.window.y.out;
  channel.columns = conv.window.x.out;
  for (std::int64_t i = 0; i < images * conv.outputs; ++i, out += conv.pixels()) {
    if (i % conv.group_outputs() == 0) {
      layout.lay_out(image, 1, workspace.padded);
      image += conv.window.y.in * conv.window.x.in;
    }
    const std::int64_t output = i % conv.outputs;
    channel.weights = conv.weights + output * conv.taps();
    // Without a bias -0 is added, which leaves every sum as it is.
    channel.bias = conv.bias == nullptr ? -0.0F : conv.bias[output];
    channel.out = out;
    workspace.loops->convolve_channel(channel);
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

  const bool depthwise = conv.group_channels() == 1 && groups > 1;
  (depthwise ? convolve_depthwise : convolve_groups)(conv, x.floats.data(), x.shape[0],
                                                     y.floats.data(), call.workspace());
}

}  // namespace

Kernel make_conv(NodeSettings& settings) {
  const WindowSettings window = WindowSettings::of_conv(settings);
  const std::int64_t groups = settings.integer("group", 1);
  return [=](const KernelCall& call) { run_conv(call, window, groups); };
}

}  // namespace orbitmesh
