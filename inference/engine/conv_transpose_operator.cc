#include <fmt/format.h>

#include "core/error.h"
#include "inference/engine/operators.h"
#include "inference/engine/transposed_convolution.h"

namespace orbitmesh {
namespace {

struct TransposeSettings {
  Shape kernel;
  Shape strides;
  Shape dilations;
  Shape pads;
  Shape output_padding;
  std::int64_t groups = 1;
};

/// Element `i` of an attribute with one value for each of `size`; the default without it.
std::int64_t pick(const Shape& values, std::size_t i, std::size_t size, std::int64_t fallback,
                  std::int64_t min) {
  constexpr std::int64_t kMaxExtent = 1 << 20;
  if (values.empty()) return fallback;
  if (values.size() != size || values[i] < min || values[i] > kMaxExtent) {
    throw InputError(fmt::format("settings {} of the window; expected {} values from {} to {}",
                                 to_string(values), size, min, kMaxExtent));
  }
  return values[i];
}

TransposeAxis axis_of(const TransposeSettings& settings, std::size_t i, std::size_t axes,
                      std::int64_t in, std::int64_t kernel) {
  TransposeAxis axis;
  axis.in = in;
  axis.kernel = pick(settings.kernel, i, axes, kernel, 1);
  axis.stride = pick(settings.strides, i, axes, 1, 1);
  axis.dilation = pick(settings.dilations, i, axes, 1, 1);
  axis.pad_begin = pick(settings.pads, i, 2 * axes, 0, 0);
  const std::int64_t pad_end = pick(settings.pads, axes + i, 2 * axes, 0, 0);
  const std::int64_t added = pick(settings.output_padding, i, axes, 0, 0);
  if (axis.kernel != kernel)
    throw InputError("attribute 'kernel_shape' is not that of the weights");
  element_count({in, axis.stride});
  element_count({axis.kernel, axis.dilation});
  axis.out = (in - 1) * axis.stride + (axis.kernel - 1) * axis.dilation + 1 + added -
             axis.pad_begin - pad_end;
  if (axis.out < 1) throw InputError("padding that leaves no output");
  return axis;
}

TransposedConvolution convolution_of(const KernelCall& call, const TransposeSettings& settings) {
  const Value& x = call.floats(0);
  const Value& weights = call.floats(1);
  const std::size_t axes = x.shape.size() < 2 ? 0 : x.shape.size() - 2;
  if ((axes != 1 && axes != 2) || weights.rank() != x.rank() || settings.groups < 1 ||
      x.shape[1] != weights.shape[0] || x.shape[1] % settings.groups != 0 || weights.size() == 0) {
    throw InputError(fmt::format("weights of shape {} in {} groups for an image of shape {}",
                                 to_string(weights.shape), settings.groups, to_string(x.shape)));
  }
  TransposedConvolution conv;
  conv.x = axis_of(settings, axes - 1, axes, x.shape.back(), weights.shape.back());
  if (axes == 2) conv.y = axis_of(settings, 0, axes, x.shape[2], weights.shape[2]);
  conv.channels = x.shape[1];
  conv.groups = settings.groups;
  conv.outputs = element_count({weights.shape[1], settings.groups});
  conv.weights = weights.floats.data();
  if (call.has(2)) {
    if (call.floats(2).shape != Shape{conv.outputs}) {
      throw InputError(fmt::format("a bias of shape {} for {} outputs",
                                   to_string(call.floats(2).shape), conv.outputs));
    }
    conv.bias = call.floats(2).floats.data();
  }
  return conv;
}

void run_conv_transpose(const KernelCall& call, const TransposeSettings& settings) {
  const Value& x = call.floats(0);
  const TransposedConvolution conv = convolution_of(call, settings);
  Shape shape = {x.shape[0], conv.outputs};
  if (x.rank() == 4) shape.push_back(conv.y.out);
  shape.push_back(conv.x.out);
  Value& y = call.output();
  y.reset(ElementType::kFloat, shape);
  call.spend(static_cast<double>(x.shape[0]) * multiply_adds(conv));
  const std::int64_t in_size = product(x.shape, 1, x.shape.size());
  const std::int64_t out_size = product(shape, 1, shape.size());
  for (std::int64_t n = 0; n < x.shape[0]; ++n) {
    convolve_transposed(conv, x.floats.data() + n * in_size, y.floats.data() + n * out_size,
                        call.workspace());
  }
}

}  // namespace

Kernel make_conv_transpose(NodeSettings& settings) {
  TransposeSettings transpose;
  transpose.kernel = settings.integers("kernel_shape").value_or(Shape());
  transpose.strides = settings.integers("strides").value_or(Shape());
  transpose.dilations = settings.integers("dilations").value_or(Shape());
  transpose.pads = settings.integers("pads").value_or(Shape());
  transpose.output_padding = settings.integers("output_padding").value_or(Shape());
  transpose.groups = settings.integer("group", 1);
  const std::string mode = settings.text("auto_pad", "NOTSET");
  if (mode != "NOTSET") throw InputError(fmt::format("attribute 'auto_pad' is '{}'", mode));
  return [=](const KernelCall& call) { run_conv_transpose(call, transpose); };
}

}  // namespace orbitmesh
