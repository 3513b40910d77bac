#include <algorithm>

#include "core/error.h"
#include "inference/engine/broadcast.h"
#include "inference/engine/broadcast_copy.h"
#include "inference/engine/operators.h"

// Operators whose result, or whose choice between results, is a truth value: 0 or 1.

namespace orbitmesh {
namespace {

Shape common_shape(const Value& a, const Value& b) {
  return BroadcastPlan(a.shape, b.shape).shape();
}

template <class Op>
Kernel comparison(Op op) {
  return [op](const KernelCall& call) {
    if (call.input(0).type != call.input(1).type) {
      throw InputError("one input has integers and the other floats");
    }
    const Shape shape = common_shape(call.input(0), call.input(1));
    Value a;
    Value b;
    broadcast_copy(call.input(0), shape, a);
    broadcast_copy(call.input(1), shape, b);
    std::vector<std::int64_t>& y = call.output().integers;
    call.output().reset(ElementType::kInteger, shape);
    const auto truth = [op](auto left, auto right) { return op(left, right) ? 1 : 0; };
    if (a.type == ElementType::kFloat) {
      std::transform(a.floats.begin(), a.floats.end(), b.floats.begin(), y.begin(), truth);
    } else {
      std::transform(a.integers.begin(), a.integers.end(), b.integers.begin(), y.begin(), truth);
    }
  };
}

template <class Op>
Kernel logical(Op op) {
  return [op](const KernelCall& call) {
    const Value& a = call.integers(0);
    const Value& b = call.integers(1);
    const BroadcastPlan plan(a.shape, b.shape);
    call.output().reset(ElementType::kInteger, plan.shape());
    plan.apply(a.integers.data(), b.integers.data(), call.output().integers.data(), op);
  };
}

template <class T>
void choose(const std::vector<std::int64_t>& condition, const std::vector<T>& other,
            std::vector<T>& out) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (condition[i] == 0) out[i] = other[i];
  }
}

void run_where(const KernelCall& call) {
  const Value& x = call.input(1);
  const Value& y = call.input(2);
  if (x.type != y.type) throw InputError("one input has integers and the other floats");
  Value sized;
  sized.shape = common_shape(x, y);
  const Shape shape = common_shape(call.integers(0), sized);
  Value condition;
  Value other;
  broadcast_copy(call.integers(0), shape, condition);
  broadcast_copy(y, shape, other);
  broadcast_copy(x, shape, call.output());
  choose(condition.integers, other.floats, call.output().floats);
  choose(condition.integers, other.integers, call.output().integers);
}

}  // namespace

Kernel make_equal(NodeSettings&) {
  return comparison([](auto a, auto b) { return a == b; });
}

Kernel make_greater(NodeSettings&) {
  return comparison([](auto a, auto b) { return a > b; });
}

Kernel make_greater_or_equal(NodeSettings&) {
  return comparison([](auto a, auto b) { return a >= b; });
}

Kernel make_less(NodeSettings&) {
  return comparison([](auto a, auto b) { return a < b; });
}

Kernel make_less_or_equal(NodeSettings&) {
  return comparison([](auto a, auto b) { return a <= b; });
}

Kernel make_and(NodeSettings&) {
  return logical([](std::int64_t a, std::int64_t b) { return std::int64_t{a != 0 && b != 0}; });
}

Kernel make_or(NodeSettings&) {
  return logical([](std::int64_t a, std::int64_t b) { return std::int64_t{a != 0 || b != 0}; });
}

Kernel make_not(NodeSettings&) {
  return [](const KernelCall& call) {
    const Value& x = call.integers(0);
    call.output().reset(ElementType::kInteger, x.shape);
    std::transform(x.integers.begin(), x.integers.end(), call.output().integers.begin(),
                   [](std::int64_t v) { return v == 0 ? 1 : 0; });
  };
}

Kernel make_where(NodeSettings&) { return run_where; }

}  // namespace orbitmesh
