#include <fmt/format.h>

#include <cmath>

#include "core/error.h"
#include "inference/engine/operators.h"

// Normalisations over parts of an array. Means and variances are in fp64.

namespace orbitmesh {
namespace {

/// y = (x - mean) / sqrt(variance + epsilon) over `count` elements.
void normalize(const float* x, std::int64_t count, float epsilon, float* y) {
  double sum = 0;
  for (std::int64_t i = 0; i < count; ++i) sum += static_cast<double>(x[i]);
  const double mean = sum / static_cast<double>(count);
  double squares = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    const double distance = static_cast<double>(x[i]) - mean;
    squares += distance * distance;
  }
  const double variance = squares / static_cast<double>(count);
  const double deviation = std::sqrt(variance + static_cast<double>(epsilon));
  for (std::int64_t i = 0; i < count; ++i) {
    y[i] = static_cast<float>((static_cast<double>(x[i]) - mean) / deviation);
  }
}

void require_size(const KernelCall& call, std::size_t input, std::int64_t size) {
  if (call.floats(input).size() == size) return;
  throw InputError(fmt::format("input {} has shape {}; expected {} elements", input,
                               to_string(call.floats(input).shape), size));
}

void run_layer_normalization(const KernelCall& call, std::int64_t axis_setting, float epsilon) {
  const Value& x = call.floats(0);
  const std::size_t axis = normalized_axis(axis_setting, x.shape.size());
  const std::int64_t inner = product(x.shape, axis, x.shape.size());
  require_size(call, 1, inner);
  if (call.has(2)) require_size(call, 2, inner);
  Value& y = call.output();
  y.reset(ElementType::kFloat, x.shape);
  const float* const scale = call.floats(1).floats.data();
  const float* const bias = call.has(2) ? call.floats(2).floats.data() : nullptr;
  for (std::int64_t begin = 0; begin < y.size(); begin += inner) {
    float* const out = y.floats.data() + begin;
    normalize(x.floats.data() + begin, inner, epsilon, out);
    for (std::int64_t i = 0; i < inner; ++i) {
      out[i] = out[i] * scale[i] + (bias == nullptr ? 0.0F : bias[i]);
    }
  }
}

void run_instance_normalization(const KernelCall& call, float epsilon) {
  const Value& x = call.floats(0);
  if (x.rank() < 2) throw InputError("needs an input of at least two dimensions");
  const std::int64_t channels = x.shape[1];
  require_size(call, 1, channels);
  require_size(call, 2, channels);
  Value& y = call.output();
  y.reset(ElementType::kFloat, x.shape);
  const std::int64_t inner = product(x.shape, 2, x.shape.size());
  for (std::int64_t begin = 0; begin < y.size(); begin += inner) {
    float* const out = y.floats.data() + begin;
    normalize(x.floats.data() + begin, inner, epsilon, out);
    const auto channel = static_cast<std::size_t>(begin / inner % channels);
    const float scale = call.floats(1).floats[channel];
    const float bias = call.floats(2).floats[channel];
    for (std::int64_t i = 0; i < inner; ++i) out[i] = out[i] * scale + bias;
  }
}

}  // namespace

Kernel make_layer_normalization(NodeSettings& settings) {
  const std::int64_t axis = settings.integer("axis", -1);
  const float epsilon = settings.number("epsilon", 1e-5F);
  settings.require_integer("stash_type", 1);
  return [=](const KernelCall& call) { run_layer_normalization(call, axis, epsilon); };
}

Kernel make_instance_normalization(NodeSettings& settings) {
  const float epsilon = settings.number("epsilon", 1e-5F);
  return [=](const KernelCall& call) { run_instance_normalization(call, epsilon); };
}

}  // namespace orbitmesh
