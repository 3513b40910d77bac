#include <fmt/format.h>

#include "core/error.h"
#include "inference/engine/broadcast.h"
#include "inference/engine/matrix_product.h"
#include "inference/engine/operators.h"

namespace orbitmesh {
namespace {

/// A matrix as it stands in memory or, when it is to be transposed, a transposed copy.
const float* transposed_if(bool transpose, const Value& value, std::vector<float>& copy) {
  if (!transpose) return value.floats.data();
  const std::int64_t rows = value.shape[0];
  const std::int64_t columns = value.shape[1];
  copy.resize(value.floats.size());
  for (std::int64_t i = 0; i < rows; ++i) {
    for (std::int64_t j = 0; j < columns; ++j) {
      copy[static_cast<std::size_t>(j * rows + i)] =
          value.floats[static_cast<std::size_t>(i * columns + j)];
    }
  }
  return copy.data();
}

struct GemmSettings {
  float alpha = 1;
  float beta = 1;
  bool transpose_a = false;
  bool transpose_b = false;
};

[[noreturn]] void reject_factors(const Value& a, const Value& b) {
  throw InputError(fmt::format("matrices of shape {} and {} cannot be multiplied",
                               to_string(a.shape), to_string(b.shape)));
}

void add_scaled(const GemmSettings& settings, const Value& addend, Value& y) {
  const BroadcastPlan plan(y.shape, addend.shape);
  if (plan.shape() != y.shape) {
    throw InputError(fmt::format("an addend of shape {} for a product of shape {}",
                                 to_string(addend.shape), to_string(y.shape)));
  }
  const float beta = settings.beta;
  plan.apply(y.floats.data(), addend.floats.data(), y.floats.data(),
             [beta](float sum, float c) { return sum + beta * c; });
}

void run_gemm(const KernelCall& call, const GemmSettings& settings) {
  const Value& a = call.floats(0);
  const Value& b = call.floats(1);
  if (a.rank() != 2 || b.rank() != 2) reject_factors(a, b);
  MatrixProduct product;
  product.rows = a.shape[settings.transpose_a ? 1 : 0];
  product.depth = a.shape[settings.transpose_a ? 0 : 1];
  product.columns = b.shape[settings.transpose_b ? 0 : 1];
  if (b.shape[settings.transpose_b ? 1 : 0] != product.depth) reject_factors(a, b);
  Value& y = call.output();
  y.reset(ElementType::kFloat, {product.rows, product.columns});
  call.spend(static_cast<double>(y.size()) * static_cast<double>(product.depth));

  Workspace& workspace = call.workspace();
  product.a = transposed_if(settings.transpose_a, a, workspace.padded);
  product.a_stride = product.depth;
  product.b = transposed_if(settings.transpose_b, b, workspace.transposed);
  product.b_stride = product.c_stride = product.columns;
  product.c = y.floats.data();
  multiply(product, *workspace.loops, workspace.packed);
  if (settings.alpha != 1) {
    for (float& element : y.floats) element *= settings.alpha;
  }
  if (call.has(2)) add_scaled(settings, call.floats(2), y);
}

/// Shape of a matrix or a stack of them: a vector counts as one row or one column.
Shape as_matrices(const Value& value, bool left) {
  if (value.rank() == 0) throw InputError("a product with a scalar");
  if (value.rank() > 1) return value.shape;
  return left ? Shape{1, value.shape[0]} : Shape{value.shape[0], 1};
}

Shape stack_of(const Shape& shape) { return {shape.begin(), shape.end() - 2}; }

/// For each matrix of a broadcast stack the index of the matrix of `own` that it is.
std::vector<std::int64_t> stack_indices(const Shape& own, const Shape& stack) {
  std::vector<std::int64_t> numbers(static_cast<std::size_t>(element_count(own)));
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::int64_t>(i);
  std::vector<std::int64_t> indices(static_cast<std::size_t>(element_count(stack)));
  const BroadcastPlan plan(stack, own);
  plan.apply(indices.data(), numbers.data(), indices.data(),
             [](std::int64_t, std::int64_t number) { return number; });
  return indices;
}

void run_matmul(const KernelCall& call) {
  const Value& a = call.floats(0);
  const Value& b = call.floats(1);
  const Shape left = as_matrices(a, true);
  const Shape right = as_matrices(b, false);
  MatrixProduct product;
  product.rows = left[left.size() - 2];
  product.depth = left.back();
  product.columns = right.back();
  if (right[right.size() - 2] != product.depth) reject_factors(a, b);
  product.a_stride = product.depth;
  product.b_stride = product.c_stride = product.columns;

  const Shape stack = BroadcastPlan(stack_of(left), stack_of(right)).shape();
  Shape shape = stack;
  if (a.rank() > 1) shape.push_back(product.rows);
  if (b.rank() > 1) shape.push_back(product.columns);
  Value& y = call.output();
  y.reset(ElementType::kFloat, shape);
  call.spend(static_cast<double>(y.size()) * static_cast<double>(product.depth));
  const auto of_a = stack_indices(stack_of(left), stack);
  const auto of_b = stack_indices(stack_of(right), stack);
  for (std::size_t i = 0; i < of_a.size(); ++i) {
    product.a = a.floats.data() + of_a[i] * product.rows * product.depth;
    product.b = b.floats.data() + of_b[i] * product.depth * product.columns;
    product.c = y.floats.data() + static_cast<std::int64_t>(i) * product.rows * product.columns;
    multiply(product, *call.workspace().loops, call.workspace().packed);
  }
}

}  // namespace

Kernel make_gemm(NodeSettings& settings) {
  GemmSettings gemm;
  gemm.alpha = settings.number("alpha", 1);
  gemm.beta = settings.number("beta", 1);
  gemm.transpose_a = settings.integer("transA", 0) != 0;
  gemm.transpose_b = settings.integer("transB", 0) != 0;
  return [=](const KernelCall& call) { run_gemm(call, gemm); };
}

Kernel make_matmul(NodeSettings&) { return run_matmul; }

}  // namespace orbitmesh
