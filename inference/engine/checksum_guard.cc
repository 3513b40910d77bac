#include "inference/engine/checksum_guard.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace orbitmesh {
namespace {

/// A difference that rounding does not make: so many times the greatest one seen while learning,
/// and never less than this.
constexpr double kMargin = 8;
constexpr double kLeastResidual = 1e-6;
/// No rounding is as large; the second factor is no constant.
constexpr double kMostResidual = 1e-3;

/// Sums of `channels` neighbours along an axis of an array.
Value sum_along(const Value& value, std::size_t axis, std::int64_t channels) {
  Shape shape = value.shape;
  shape[axis] /= channels;
  Value sums;
  sums.reset(ElementType::kFloat, shape);
  const std::int64_t inner = product(value.shape, axis + 1, value.shape.size());
  for (std::int64_t i = 0; i < sums.size(); ++i) {
    const std::int64_t first = i / inner * channels * inner + i % inner;
    double sum = 0;
    for (std::int64_t k = 0; k < channels; ++k) {
      sum += static_cast<double>(value.floats[static_cast<std::size_t>(first + k * inner)]);
    }
    sums.floats[static_cast<std::size_t>(i)] = static_cast<float>(sum);
  }
  return sums;
}

}  // namespace

void ChecksumGuard::begin() {
  failed_ = false;
  corrected_ = 0;
}

std::optional<ChecksumGuard::Check> ChecksumGuard::make_check(const PlannedNode& node,
                                                              const KernelCall& call) {
  const bool is_conv = node.op == "Conv";
  const bool is_product = node.op == "Gemm" || node.op == "MatMul";
  if (!is_conv && !is_product) return std::nullopt;
  const Value& x = call.input(0);
  const Value& weights = call.input(1);
  const Value& y = call.output();
  if (is_product && (weights.rank() != 2 || y.rank() < 2)) return std::nullopt;
  Check check;
  std::size_t weights_axis = 0;
  if (is_conv) {
    check.axis = 1;
    check.channels = weights.shape[0] / (x.shape[1] / weights.shape[1]);
  } else {
    check.axis = y.shape.size() - 1;
    check.channels = y.shape.back();
    weights_axis = node.transposes_b ? 0 : 1;
  }
  check.weights = sum_along(weights, weights_axis, check.channels);
  if (!call.has(2)) return check;
  const Value& bias = call.input(2);
  if (bias.rank() != 1 || bias.shape[0] != y.shape[check.axis]) return std::nullopt;
  check.bias = sum_along(bias, 0, check.channels);
  return check;
}

double ChecksumGuard::residual(const PlannedNode& node, const KernelCall& call,
                               const Check& check) {
  std::vector<const Value*> inputs = {&call.input(0), &check.weights};
  if (check.bias) inputs.push_back(&*check.bias);
  const std::vector<Value*> outputs = {&sums_};
  node.kernel(KernelCall(inputs, outputs, call.workspace()));
  const Value& y = call.output();
  const std::int64_t inner = product(y.shape, check.axis + 1, y.shape.size());
  double worst = 0;
  double largest = std::numeric_limits<float>::min();
  for (std::int64_t i = 0; i < sums_.size(); ++i) {
    const std::int64_t first = i / inner * check.channels * inner + i % inner;
    double sum = 0;
    double magnitude = 0;
    for (std::int64_t k = 0; k < check.channels; ++k) {
      const auto value = static_cast<double>(y.floats[static_cast<std::size_t>(first + k * inner)]);
      sum += value;
      magnitude += std::fabs(value);
    }
    const double difference =
        std::fabs(sum - static_cast<double>(sums_.floats[static_cast<std::size_t>(i)]));
    if (!std::isfinite(difference)) return std::numeric_limits<double>::infinity();
    worst = std::max(worst, difference);
    largest = std::max(largest, magnitude);
  }
  return worst / largest;
}

void ChecksumGuard::after(const PlannedNode& node, const KernelCall& call) {
  if (learning_ && checks_.count(&node) == 0) checks_.emplace(&node, make_check(node, call));
  const auto found = checks_.find(&node);
  if (found == checks_.end() || !found->second || !found->second->usable) return;
  Check& check = *found->second;
  const double now = residual(node, call, check);
  if (learning_) {
    check.residual = std::max(check.residual, now);
    check.usable = check.residual < kMostResidual;
    return;
  }
  const double most = std::max(kLeastResidual, kMargin * check.residual);
  if (now <= most) return;
  node.kernel(call);
  if (residual(node, call, check) <= most) {
    ++corrected_;
  } else {
    failed_ = true;
  }
}

}  // namespace orbitmesh
