#include "inference/token_model.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

LengthModel geometric(std::int64_t mean, std::int64_t max = 100'000) {
  return {LengthKind::kGeometric, mean, max};
}

TEST(TokenModel, LeavesToTheProfileWhatItDoesNotSay) {
  RngStream stream(1, "lengths", 0);
  TokenModel model;
  model.output = LengthModel{LengthKind::kConstant, 12, 100};
  const TokenCounts counts = model.draw(stream);
  EXPECT_EQ(counts.prompt, 0);
  EXPECT_EQ(counts.output, 12);
}

// Mean m and variance m (m - 1) of a geometric distribution from 1 on; P(1) = 1 / m.
TEST(TokenModel, GeometricLengthsHaveTheirMeanAndSpread) {
  RngStream stream(1, "lengths", 0);
  TokenModel model;
  model.prompt = geometric(8);
  constexpr int kDraws = 100'000;
  double sum = 0;
  double squares = 0;
  int ones = 0;
  for (int i = 0; i < kDraws; ++i) {
    const auto length = static_cast<double>(model.draw(stream).prompt);
    ASSERT_GE(length, 1);
    sum += length;
    squares += length * length;
    ones += length == 1 ? 1 : 0;
  }
  const double mean = sum / kDraws;
  EXPECT_NEAR(mean, 8.0, 0.1);
  EXPECT_NEAR(squares / kDraws - mean * mean, 56.0, 2.0);
  EXPECT_NEAR(static_cast<double>(ones) / kDraws, 0.125, 0.004);
}

TEST(TokenModel, LongDrawsAreCut) {
  RngStream stream(1, "lengths", 0);
  TokenModel model;
  model.prompt = geometric(1000, 50);
  for (int i = 0; i < 1000; ++i) EXPECT_LE(model.draw(stream).prompt, 50);
  model.prompt = geometric(1);
  EXPECT_EQ(model.draw(stream).prompt, 1);
}

}  // namespace
}  // namespace orbitmesh
