#include <algorithm>
#include <cmath>
#include <utility>

#include "core/error.h"
#include "core/math.h"
#include "inference/engine/broadcast.h"
#include "inference/engine/operators.h"

// Functions of each element on its own. Exponentials and the like are taken in fp64. Every
// comparison is written so that NaN comes out as NaN.

namespace orbitmesh {
namespace {

template <class Op>
Kernel of_floats(Op op) {
  return [op](const KernelCall& call) {
    const Value& x = call.floats(0);
    Value& y = call.output();
    y.reset(ElementType::kFloat, x.shape);
    std::transform(x.floats.begin(), x.floats.end(), y.floats.begin(), op);
  };
}

template <class FloatOp, class IntegerOp>
Kernel of_any(FloatOp on_floats, IntegerOp on_integers) {
  return [=](const KernelCall& call) {
    const Value& x = call.input(0);
    Value& y = call.output();
    y.reset(x.type, x.shape);
    std::transform(x.floats.begin(), x.floats.end(), y.floats.begin(), on_floats);
    std::transform(x.integers.begin(), x.integers.end(), y.integers.begin(), on_integers);
  };
}

/// Two's complement, where the least integer is its own negative.
std::int64_t negated(std::int64_t x) {
  return static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(x));
}

/// The series of Abramowitz and Stegun 7.1.6, whose terms are all positive.
float erf(float x) {
  constexpr double kTwoOverRootPi = 1.1283791670955126;
  const double magnitude = std::fabs(static_cast<double>(x));
  if (magnitude >= 6) return x < 0 ? -1.0F : 1.0F;
  double term = magnitude;
  double sum = term;
  for (int n = 1; term > sum * 1e-17; ++n) {
    term *= 2 * magnitude * magnitude / (2 * n + 1);
    sum += term;
  }
  const auto value = static_cast<float>(kTwoOverRootPi * math::exp(-magnitude * magnitude) * sum);
  return x < 0 ? -value : value;
}

float hard_sigmoid(float x, float alpha, float beta) {
  const float y = alpha * x + beta;
  return y > 1 ? 1.0F : y < 0 ? 0.0F : y;
}

float power(float base, float exponent) {
  if (exponent == 2) return base * base;
  return static_cast<float>(math::pow(static_cast<double>(base), static_cast<double>(exponent)));
}

void run_pow(const KernelCall& call) {
  const Value& base = call.floats(0);
  Value exponent = call.input(1);
  if (exponent.type == ElementType::kInteger) {
    const std::vector<std::int64_t> integers = std::move(exponent.integers);
    exponent.reset(ElementType::kFloat, exponent.shape);
    std::transform(integers.begin(), integers.end(), exponent.floats.begin(),
                   [](std::int64_t i) { return static_cast<float>(i); });
  }
  const BroadcastPlan plan(base.shape, exponent.shape);
  call.output().reset(ElementType::kFloat, plan.shape());
  plan.apply(base.floats.data(), exponent.floats.data(), call.output().floats.data(), power);
}

/// Folds all inputs, one after another, with an operation on two elements.
template <class Op>
Kernel folded(Op op) {
  return [op](const KernelCall& call) {
    Value all = call.input(0);
    for (std::size_t i = 1; i < call.input_count(); ++i) {
      const Value& x = call.input(i);
      if (x.type != all.type) throw InputError("some inputs have integers and others floats");
      const BroadcastPlan plan(all.shape, x.shape);
      Value next;
      next.reset(all.type, plan.shape());
      if (x.type == ElementType::kFloat) {
        plan.apply(all.floats.data(), x.floats.data(), next.floats.data(), op);
      } else {
        plan.apply(all.integers.data(), x.integers.data(), next.integers.data(), op);
      }
      all = std::move(next);
    }
    call.output() = std::move(all);
  };
}

}  // namespace

Kernel make_hard_sigmoid(NodeSettings& settings) {
  const float alpha = settings.number("alpha", 0.2F);
  const float beta = settings.number("beta", 0.5F);
  return of_floats([=](float x) { return hard_sigmoid(x, alpha, beta); });
}

Kernel make_hard_swish(NodeSettings&) {
  return of_floats([](float x) { return x * hard_sigmoid(x, 1 / 6.0F, 0.5F); });
}

Kernel make_elu(NodeSettings& settings) {
  const auto alpha = static_cast<double>(settings.number("alpha", 1));
  return of_floats([alpha](float x) {
    return x < 0 ? static_cast<float>(alpha * (math::exp(static_cast<double>(x)) - 1)) : x;
  });
}

Kernel make_erf(NodeSettings&) { return of_floats(erf); }

Kernel make_exp(NodeSettings&) {
  return of_floats([](float x) { return static_cast<float>(math::exp(static_cast<double>(x))); });
}

Kernel make_log(NodeSettings&) {
  return of_floats([](float x) { return static_cast<float>(math::log(static_cast<double>(x))); });
}

Kernel make_sqrt(NodeSettings&) {
  return of_floats([](float x) { return std::sqrt(x); });
}

Kernel make_reciprocal(NodeSettings&) {
  return of_floats([](float x) { return 1 / x; });
}

Kernel make_floor(NodeSettings&) {
  return of_floats([](float x) { return std::floor(x); });
}

Kernel make_ceil(NodeSettings&) {
  return of_floats([](float x) { return std::ceil(x); });
}

Kernel make_abs(NodeSettings&) {
  return of_any([](float x) { return std::fabs(x); },
                [](std::int64_t x) { return x < 0 ? negated(x) : x; });
}

Kernel make_neg(NodeSettings&) {
  return of_any([](float x) { return -x; }, negated);
}

Kernel make_pow(NodeSettings&) { return run_pow; }

Kernel make_max(NodeSettings&) {
  return folded([](auto a, auto b) { return a > b || a != a ? a : b; });
}

Kernel make_min(NodeSettings&) {
  return folded([](auto a, auto b) { return a < b || a != a ? a : b; });
}

}  // namespace orbitmesh
