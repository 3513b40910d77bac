#include <fmt/format.h>

#include "core/error.h"
#include "inference/engine/broadcast.h"
#include "inference/engine/operators.h"

namespace orbitmesh {
namespace {

template <class FloatOp, class IntegerOp>
Kernel binary(FloatOp on_floats, IntegerOp on_integers) {
  return [=](const KernelCall& call) {
    const Value& a = call.input(0);
    const Value& b = call.input(1);
    if (a.type != b.type) throw InputError("one input has integers and the other floats");
    const BroadcastPlan plan(a.shape, b.shape);
    Value& y = call.output();
    y.reset(a.type, plan.shape());
    if (a.type == ElementType::kFloat) {
      plan.apply(a.floats.data(), b.floats.data(), y.floats.data(), on_floats);
    } else {
      plan.apply(a.integers.data(), b.integers.data(), y.integers.data(), on_integers);
    }
  };
}

/// An operation on two's complement, where overflow wraps around.
template <class Op>
auto wrapping(Op op) {
  return [op](std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(
        op(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b)));
  };
}

std::int64_t divide(std::int64_t a, std::int64_t b) {
  if (b == 0) throw InputError("a division of integers by zero");
  if (b == -1) return static_cast<std::int64_t>(0 - static_cast<std::uint64_t>(a));
  return a / b;
}

}  // namespace

Kernel make_add(NodeSettings&) {
  const auto add = [](auto a, auto b) { return a + b; };
  return binary(add, wrapping(add));
}

Kernel make_sub(NodeSettings&) {
  const auto subtract = [](auto a, auto b) { return a - b; };
  return binary(subtract, wrapping(subtract));
}

Kernel make_mul(NodeSettings&) {
  const auto multiply = [](auto a, auto b) { return a * b; };
  return binary(multiply, wrapping(multiply));
}

Kernel make_div(NodeSettings&) {
  return binary([](float a, float b) { return a / b; }, divide);
}

Kernel make_prelu(NodeSettings&) {
  return [](const KernelCall& call) {
    const Value& x = call.floats(0);
    const Value& slope = call.floats(1);
    const BroadcastPlan plan(x.shape, slope.shape);
    if (plan.shape() != x.shape) {
      throw InputError(fmt::format("a slope of shape {} for an input of shape {}",
                                   to_string(slope.shape), to_string(x.shape)));
    }
    call.output().reset(ElementType::kFloat, x.shape);
    plan.apply(x.floats.data(), slope.floats.data(), call.output().floats.data(),
               [](float v, float s) { return v < 0 ? s * v : v; });
  };
}

}  // namespace orbitmesh
