#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "core/rng.h"
#include "inference/engine/matrix_product.h"
#include "tests/core/expect_input_error.h"
#include "tests/inference/kernel_choices.h"
#include "tests/inference/operator_call.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;

std::vector<float> random_numbers(std::int64_t count, RngStream& stream) {
  std::vector<float> numbers(static_cast<std::size_t>(count));
  for (float& x : numbers) x = static_cast<float>(2 * stream.uniform() - 1);
  return numbers;
}

/// rows x depth times depth x columns, each sum in order.
std::vector<float> plain_product(KernelSet kernels, std::int64_t rows, std::int64_t depth,
                                 std::int64_t columns, const std::vector<float>& a,
                                 const std::vector<float>& b) {
  std::vector<float> c;
  for (std::int64_t i = 0; i < rows; ++i) {
    for (std::int64_t j = 0; j < columns; ++j) {
      float sum = 0;
      for (std::int64_t k = 0; k < depth; ++k) {
        sum = plain_multiply_add(kernels, a[static_cast<std::size_t>(i * depth + k)],
                                 b[static_cast<std::size_t>(k * columns + j)], sum);
      }
      c.push_back(sum);
    }
  }
  return c;
}

TEST(MatrixProduct, GivesTheBitsOfThePlainSumForEverySizeWithEveryKernelSetAtEveryLevel) {
  RngStream stream(1, "matrix", 0);
  for (const std::int64_t rows : {1, 2, 3, 8, 13, 30}) {
    for (const std::int64_t columns : {1, 7, 8, 10, 16, 33, 64, 71}) {
      const std::int64_t depth = rows * 3 + columns;
      const std::vector<float> a = random_numbers(rows * depth, stream);
      const std::vector<float> b = random_numbers(depth * columns, stream);
      for (const KernelChoice& choice : kernel_choices()) {
        std::vector<float> c(static_cast<std::size_t>(rows * columns));
        std::vector<float> scratch;
        const MatrixProduct product{a.data(), depth, b.data(), columns, c.data(),
                                    columns,  rows,  depth,    columns};
        multiply(product, inner_loops(choice.kernels, choice.simd), scratch);
        EXPECT_EQ(c, plain_product(choice.kernels, rows, depth, columns, a, b))
            << rows << " x " << depth << " x " << columns;
      }
    }
  }
}

TEST(InnerLoops, RefuseFusedKernelsOnACpuWithoutThem) {
  EXPECT_THAT(input_error_of([] { inner_loops(KernelSet::kV3, SimdLevel::kBaseline); }),
              testing::HasSubstr("kernels 'v3' need a CPU with AVX2 and FMA"));
}

TEST(KernelGemm, MultipliesScalesAndAdds) {
  const Value a = float_value({2, 2}, {1, 2, 3, 4});
  const Value b = float_value({2, 3}, {1, 0, 1, 0, 1, 1});
  const Value c = float_value({3}, {10, 20, 30});
  const Value y =
      OperatorCall{
          "Gemm", {a, b, c}, {number_attribute("alpha", 2), number_attribute("beta", 0.5F)}}
          .run();
  EXPECT_EQ(y.shape, (Shape{2, 3}));
  EXPECT_THAT(y.floats, ElementsAre(7, 14, 21, 11, 18, 29));
}

TEST(KernelGemm, TransposesEitherFactor) {
  const Value a = float_value({3, 1}, {1, 2, 3});
  const Value b = float_value({2, 3}, {1, 1, 1, 1, 10, 100});
  const Value y =
      OperatorCall{"Gemm", {a, b}, {integer_attribute("transA", 1), integer_attribute("transB", 1)}}
          .run();
  EXPECT_EQ(y.shape, (Shape{1, 2}));
  EXPECT_THAT(y.floats, ElementsAre(6, 321));
}

TEST(KernelGemm, RefusesShapesThatDoNotFit) {
  const Value a = float_value({1, 2}, {1, 2});
  EXPECT_THROW((OperatorCall{"Gemm", {a, float_value({3, 1}, {1, 2, 3})}}.run()), InputError);
  EXPECT_THROW((OperatorCall{"Gemm", {a, float_value({2}, {1, 2})}}.run()), InputError);
  EXPECT_THROW(
      (OperatorCall{"Gemm", {a, float_value({2, 1}, {1, 2}), float_value({2, 1}, {1, 2})}}.run()),
      InputError);
}

TEST(KernelMatMul, MultipliesStacksOfMatrices) {
  const Value a = float_value({2, 1, 2}, {1, 2, 3, 4});
  const Value b = float_value({2, 2}, {1, 10, 100, 1000});
  const Value y = OperatorCall{"MatMul", {a, b}}.run();
  EXPECT_EQ(y.shape, (Shape{2, 1, 2}));
  EXPECT_THAT(y.floats, ElementsAre(201, 2010, 403, 4030));
}

TEST(KernelMatMul, TreatsAVectorAsARowOrAColumn) {
  const Value vector = float_value({2}, {1, 2});
  const Value matrix = float_value({2, 2}, {1, 10, 100, 1000});
  const Value row = OperatorCall{"MatMul", {vector, matrix}}.run();
  EXPECT_EQ(row.shape, (Shape{2}));
  EXPECT_THAT(row.floats, ElementsAre(201, 2010));
  const Value column = OperatorCall{"MatMul", {matrix, vector}}.run();
  EXPECT_EQ(column.shape, (Shape{2}));
  EXPECT_THAT(column.floats, ElementsAre(21, 2100));
}

TEST(KernelMatMul, RefusesStacksThatDoNotGoTogether) {
  const Value a = float_value({2, 1, 1}, {1, 2});
  const Value b = float_value({3, 1, 1}, {1, 2, 3});
  EXPECT_THROW((OperatorCall{"MatMul", {a, b}}.run()), InputError);
}

}  // namespace
}  // namespace orbitmesh
