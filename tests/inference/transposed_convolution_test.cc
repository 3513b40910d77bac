#include "inference/engine/transposed_convolution.h"

#include <gtest/gtest.h>

#include "core/rng.h"
#include "inference/engine/value.h"
#include "tests/inference/kernel_choices.h"

namespace orbitmesh {
namespace {

std::vector<float> random_numbers(std::int64_t count, RngStream& stream) {
  std::vector<float> numbers(static_cast<std::size_t>(count));
  for (float& x : numbers) x = static_cast<float>(2 * stream.uniform() - 1);
  return numbers;
}

/// Input index that makes output `to` by tap `tap`; -1 for none.
std::int64_t source(const TransposeAxis& axis, std::int64_t to, std::int64_t tap) {
  const std::int64_t way = to + axis.pad_begin - tap * axis.dilation;
  if (way < 0 || way % axis.stride != 0 || way / axis.stride >= axis.in) return -1;
  return way / axis.stride;
}

/// Straight from the definition, each sum over channel, row and column of the kernel.
std::vector<float> plain(const TransposedConvolution& conv, KernelSet kernels,
                         const std::vector<float>& image) {
  std::vector<float> out;
  for (std::int64_t m = 0; m < conv.outputs; ++m) {
    const std::int64_t group = m / conv.group_outputs();
    for (std::int64_t to = 0; to < conv.y.out * conv.x.out; ++to) {
      float sum = 0;
      for (std::int64_t c = 0; c < conv.group_channels(); ++c) {
        const std::int64_t channel = group * conv.group_channels() + c;
        const float* const kernel =
            conv.weights +
            (channel * conv.group_outputs() + m % conv.group_outputs()) * conv.taps();
        for (std::int64_t tap = 0; tap < conv.taps(); ++tap) {
          const std::int64_t row = source(conv.y, to / conv.x.out, tap / conv.x.kernel);
          const std::int64_t column = source(conv.x, to % conv.x.out, tap % conv.x.kernel);
          if (row < 0 || column < 0) continue;
          const std::int64_t at = (channel * conv.y.in + row) * conv.x.in + column;
          sum = plain_multiply_add(kernels, kernel[tap], image[static_cast<std::size_t>(at)], sum);
        }
      }
      out.push_back(conv.bias == nullptr ? sum : sum + conv.bias[m]);
    }
  }
  return out;
}

/// in, out, kernel, stride, dilation, pad_begin
TEST(TransposedConvolution, GivesTheBitsOfThePlainSumWithEveryKernelSetAtEveryLevel) {
  const std::vector<TransposedConvolution> cases = {
      {{5, 10, 2, 2, 1, 0}, {40, 80, 2, 2, 1, 0}, 6, 13, 1},
      {{4, 8, 3, 2, 1, 1}, {7, 14, 3, 2, 1, 1}, 4, 6, 2},
      {{4, 8, 4, 2, 1, 1}, {4, 7, 4, 2, 1, 1}, 3, 3, 3},
      {{3, 7, 3, 1, 2, 0}, {5, 5, 3, 1, 1, 1}, 2, 4, 1},
      {{2, 5, 2, 3, 1, 0}, {3, 8, 1, 3, 1, 0}, 2, 2, 1},
      {{1, 1, 1, 1, 1, 0}, {9, 3, 3, 1, 1, 4}, 2, 2, 1}};
  RngStream stream(1, "transposed", 0);
  for (TransposedConvolution conv : cases) {
    const std::vector<float> image = random_numbers(conv.channels * conv.y.in * conv.x.in, stream);
    const std::vector<float> weights =
        random_numbers(conv.channels * conv.group_outputs() * conv.taps(), stream);
    const std::vector<float> bias = random_numbers(conv.outputs, stream);
    conv.weights = weights.data();
    for (const float* const added : {bias.data(), static_cast<const float*>(nullptr)}) {
      conv.bias = added;
      for (const KernelChoice& choice : kernel_choices()) {
        Workspace workspace;
        workspace.loops = &inner_loops(choice.kernels, choice.simd);
        std::vector<float> out(static_cast<std::size_t>(conv.outputs * conv.y.out * conv.x.out));
        convolve_transposed(conv, image.data(), out.data(), workspace);
        EXPECT_EQ(out, plain(conv, choice.kernels, image)) << conv.y.kernel << " " << conv.y.in;
      }
    }
  }
}

TEST(TransposedConvolution, CountsTheMultiplyAddsOfEveryTapThatMeetsAPosition) {
  TransposedConvolution conv{{5, 10, 2, 2, 1, 0}, {4, 8, 2, 2, 1, 0}, 6, 12, 2};
  EXPECT_EQ(multiply_adds(conv), 5 * 4 * 4 * 3 * 12);
}

}  // namespace
}  // namespace orbitmesh
