#include "inference/token_time.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "inference/service_time.h"
#include "tests/inference/test_models.h"

namespace orbitmesh {
namespace {

using testing::language_model;
using testing::unit_accelerator;

TEST(TokenTime, LengthsComeFromTheProfileWhereNoneAreAskedFor) {
  const TokenCounts counts = resolve_tokens(language_model(), {});
  EXPECT_EQ(counts.prompt, 10);
  EXPECT_EQ(counts.output, 5);
  EXPECT_EQ(resolve_tokens(language_model(), {3, 2, 7}).cached, 3);
}

TEST(TokenTime, APromptIsBoundByItsOperations) {
  const TokenPhases phases = token_phases(language_model(), unit_accelerator(), 1, {{100, 1, 0}});
  EXPECT_EQ(phases.first, Duration::from_ms(100));
  EXPECT_EQ(phases.decode, Duration());
}

// 4 ms of weights and 1 us for each token of context: 11, 12, 13, 14 of them.
TEST(TokenTime, AStepReadsTheWeightsAndTheCache) {
  const TokenPhases phases = token_phases(language_model(), unit_accelerator(), 1, {{}});
  EXPECT_EQ(phases.first, Duration::from_ms(10));
  EXPECT_EQ(phases.decode, Duration::from_us(16'000 + 11 + 12 + 13 + 14));
  EXPECT_EQ(service_time(language_model(), unit_accelerator()), phases.first + phases.decode);
}

TEST(TokenTime, WhatIsCachedIsReadAndNotComputed) {
  const TokenPhases phases = token_phases(language_model(), unit_accelerator(), 1, {{100, 1, 99}});
  EXPECT_EQ(phases.first, Duration::from_us(4'100)) << "bound by the weights";
}

TEST(TokenTime, ABatchSharesTheWeightsOfAStep) {
  const TokenPhases one = token_phases(language_model(), unit_accelerator(), 1, {{10, 101, 0}});
  const TokenPhases four = token_phases(language_model(), unit_accelerator(), 1,
                                        {{10, 101, 0}, {10, 101, 0}, {10, 101, 0}, {10, 50, 0}});
  EXPECT_NEAR(one.decode.milliseconds(), 100 * 4 + 0.001 * (100 * 10 + 5050), 1e-6);
  EXPECT_NEAR(four.decode.milliseconds(), 100 * 4 + 0.001 * 4 * (100 * 10 + 5050), 1e-6);
  EXPECT_EQ(four.first, 4 * one.first);
}

// Bytes grow from 4 ms on, operations take 5: memory binds from the 1,000th token of context.
TEST(TokenTime, StepsChangeFromOneBoundToTheOther) {
  ModelProfile model = language_model();
  model.decode->flop.value = Compute{5e9};
  const TokenPhases phases = token_phases(model, unit_accelerator(), 1, {{10, 2001, 0}});
  double expected_ms = 0;
  for (int k = 1; k <= 2000; ++k) expected_ms += std::max(5.0, 4.0 + 0.001 * (10 + k));
  EXPECT_NEAR(phases.decode.milliseconds(), expected_ms, 1e-6);
}

TEST(TokenTime, AnIterationMixesPromptsAndSteps) {
  Iteration it;
  it.prompts = 1;
  it.prompt_tokens = 3;
  it.steps = 4;
  EXPECT_EQ(iteration_time(language_model(), unit_accelerator(), 1, it), Duration::from_ms(7));
  EXPECT_EQ(iteration_time(language_model(), unit_accelerator(), 2, it), Duration::from_us(3500));
}

TEST(TokenTime, IsForLanguageModels) {
  ModelProfile model = language_model();
  model.tokens.reset();
  EXPECT_THROW(resolve_tokens(model, {}), std::invalid_argument);
  EXPECT_THROW(iteration_time(model, unit_accelerator(), 1, {}), std::invalid_argument);
}

}  // namespace
}  // namespace orbitmesh
