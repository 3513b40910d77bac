#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.h"
#include "core/math.h"
#include "inference/engine/operators.h"

// Every comparison is written so that NaN comes out as NaN.

namespace orbitmesh {
namespace {

template <class Op>
Kernel unary(Op op) {
  return [op](const KernelCall& call) {
    const Value& x = call.floats(0);
    Value& y = call.output();
    y.reset(ElementType::kFloat, x.shape);
    std::transform(x.floats.begin(), x.floats.end(), y.floats.begin(), op);
  };
}

float sigmoid(float x) {
  return static_cast<float>(1.0 / (1.0 + math::exp(-static_cast<double>(x))));
}

float tanh(float x) {
  const double small = math::exp(-2.0 * std::fabs(static_cast<double>(x)));
  const double magnitude = (1.0 - small) / (1.0 + small);
  return static_cast<float>(x < 0 ? -magnitude : magnitude);
}

/// Limits of Clip: attributes before opset 11, inputs since.
float clip_limit(const KernelCall& call, std::size_t i, float fallback) {
  if (!call.has(i)) return fallback;
  if (call.floats(i).size() != 1) throw InputError("a limit that is no single number");
  return call.floats(i).floats[0];
}

void run_clip(const KernelCall& call, float min_attribute, float max_attribute) {
  const float min = clip_limit(call, 1, min_attribute);
  const float max = clip_limit(call, 2, max_attribute);
  unary([=](float x) { return x > max ? max : x < min ? min : x; })(call);
}

/// Softmax over `extent` numbers that lie `step` apart; exponentials and their sum in fp64.
void softmax(const float* x, float* y, std::int64_t extent, std::int64_t step,
             std::vector<double>& exponentials) {
  float largest = x[0];
  for (std::int64_t i = 1; i < extent; ++i) {
    if (x[i * step] > largest) largest = x[i * step];
  }
  exponentials.resize(static_cast<std::size_t>(extent));
  double sum = 0;
  for (std::int64_t i = 0; i < extent; ++i) {
    const double e = math::exp(static_cast<double>(x[i * step]) - static_cast<double>(largest));
    exponentials[static_cast<std::size_t>(i)] = e;
    sum += e;
  }
  for (std::int64_t i = 0; i < extent; ++i) {
    y[i * step] = static_cast<float>(exponentials[static_cast<std::size_t>(i)] / sum);
  }
}

/// `flatten`: over all dimensions from the axis on together, as before opset 13.
void run_softmax(const KernelCall& call, std::int64_t axis_setting, bool flatten) {
  const Value& x = call.floats(0);
  const std::size_t axis = normalized_axis(axis_setting, x.shape.size());
  Value& y = call.output();
  y.reset(ElementType::kFloat, x.shape);
  if (y.size() == 0) return;
  const std::int64_t outer = product(x.shape, 0, axis);
  const std::int64_t inner = flatten ? 1 : product(x.shape, axis + 1, x.shape.size());
  const std::int64_t extent = y.size() / outer / inner;
  std::vector<double> exponentials;
  for (std::int64_t o = 0; o < outer; ++o) {
    for (std::int64_t i = 0; i < inner; ++i) {
      const std::int64_t begin = o * extent * inner + i;
      softmax(x.floats.data() + begin, y.floats.data() + begin, extent, inner, exponentials);
    }
  }
}

void run_batch_normalization(const KernelCall& call, float epsilon) {
  const Value& x = call.floats(0);
  if (x.rank() < 2) throw InputError("needs an input of at least two dimensions");
  const auto channels = static_cast<std::size_t>(x.shape[1]);
  for (std::size_t i = 1; i <= 4; ++i) {
    if (call.floats(i).shape == Shape{x.shape[1]}) continue;
    throw InputError(
        fmt::format("input {} has shape {}; expected one number for each of {} channels", i,
                    to_string(call.floats(i).shape), channels));
  }
  Value& y = call.output();
  y.reset(ElementType::kFloat, x.shape);
  const std::int64_t inner = product(x.shape, 2, x.shape.size());
  const float* in = x.floats.data();
  float* out = y.floats.data();
  for (std::int64_t n = 0; n < x.shape[0]; ++n) {
    for (std::size_t c = 0; c < channels; ++c, in += inner, out += inner) {
      const float factor = call.floats(1).floats[c] / std::sqrt(call.floats(4).floats[c] + epsilon);
      const float mean = call.floats(3).floats[c];
      const float bias = call.floats(2).floats[c];
      for (std::int64_t i = 0; i < inner; ++i) out[i] = (in[i] - mean) * factor + bias;
    }
  }
}

}  // namespace

Kernel make_relu(NodeSettings&) {
  return unary([](float x) { return x < 0 ? 0.0F : x; });
}

Kernel make_leaky_relu(NodeSettings& settings) {
  const float slope = settings.number("alpha", 0.01F);
  return unary([slope](float x) { return x < 0 ? slope * x : x; });
}

Kernel make_clip(NodeSettings& settings) {
  const float min = settings.number("min", -std::numeric_limits<float>::infinity());
  const float max = settings.number("max", std::numeric_limits<float>::infinity());
  return [=](const KernelCall& call) { run_clip(call, min, max); };
}

Kernel make_sigmoid(NodeSettings&) { return unary(sigmoid); }

Kernel make_tanh(NodeSettings&) {
  return unary([](float x) { return tanh(x); });
}

Kernel make_softmax(NodeSettings& settings) {
  const bool flatten = settings.opset() < 13;
  const std::int64_t axis = settings.integer("axis", flatten ? 1 : -1);
  return [=](const KernelCall& call) { run_softmax(call, axis, flatten); };
}

Kernel make_batch_normalization(NodeSettings& settings) {
  const float epsilon = settings.number("epsilon", 1e-5F);
  settings.number("momentum", 0.9F);  // of training only
  settings.require_integer("training_mode", 0);
  settings.require_integer("spatial", 1);
  return [=](const KernelCall& call) { run_batch_normalization(call, epsilon); };
}

}  // namespace orbitmesh
