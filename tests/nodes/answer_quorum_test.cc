#include "nodes/answer_quorum.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

constexpr ComputedAnswer kSeven{Answer::kCorrect, 7};
constexpr ComputedAnswer kOne{Answer::kCorrupted, 1};
constexpr ComputedAnswer kTwo{Answer::kCorrupted, 2};
constexpr ComputedAnswer kUnusable{Answer::kDetected, 7};

AnswerQuorum given(std::int64_t needed, std::initializer_list<ComputedAnswer> answers) {
  AnswerQuorum quorum(needed);
  for (const ComputedAnswer& answer : answers) quorum.add(answer);
  return quorum;
}

TEST(AnswerQuorum, OneAnswerIsEnoughWhereNothingIsCompared) {
  AnswerQuorum quorum;
  EXPECT_FALSE(quorum.compares());
  EXPECT_TRUE(quorum.add(kUnusable)) << "whatever it is worth";
}

TEST(AnswerQuorum, TwoEqualAnswersMakeAQuorumOfTwo) {
  AnswerQuorum quorum(2);
  EXPECT_FALSE(quorum.add(kSeven));
  EXPECT_FALSE(quorum.disagreed());
  EXPECT_FALSE(quorum.add(kOne));
  EXPECT_TRUE(quorum.disagreed());
  EXPECT_TRUE(quorum.add({Answer::kMisread, 7})) << "the value counts, not what it is worth";
}

TEST(AnswerQuorum, AnUnusableAnswerAgreesWithNone) {
  AnswerQuorum quorum(2);
  EXPECT_FALSE(quorum.add(kUnusable));
  EXPECT_FALSE(quorum.add(kUnusable));
  EXPECT_TRUE(quorum.disagreed());
  EXPECT_FALSE(quorum.add(kSeven));
  EXPECT_EQ(quorum.plurality(), 2U);
}

TEST(AnswerQuorum, WithoutAQuorumTheMostFrequentAnswerStands) {
  EXPECT_EQ(given(2, {kSeven}).plurality(), 0U);
  EXPECT_EQ(given(3, {kSeven, kOne, kSeven}).plurality(), 2U);
  EXPECT_FALSE(given(2, {kSeven, kOne}).plurality());
  EXPECT_FALSE(given(2, {kSeven, kOne, kTwo}).plurality());
  EXPECT_FALSE(given(3, {kSeven, kOne, kOne, kSeven}).plurality());
  EXPECT_EQ(given(2, {kUnusable, kUnusable}).plurality(), 1U);
}

}  // namespace
}  // namespace orbitmesh
