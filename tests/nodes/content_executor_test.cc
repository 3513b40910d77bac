#include "nodes/content_executor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

#include "core/error.h"
#include "core/rng.h"
#include "nodes/sample_sequence.h"
#include "tests/nodes/fake_content.h"

namespace orbitmesh {
namespace {

using ::testing::ElementsAre;
using testing::FakeBackend;
using testing::FakeFlips;
using testing::kDetectedBit;
using testing::kHarmfulBit;
using testing::kHarmlessBit;
using testing::TinySet;

constexpr NodeId kNode{4};
constexpr NodeId kOtherNode{5};
constexpr std::uint64_t kJob = 1025;

class ContentExecutorTest : public ::testing::Test {
 protected:
  ContentExecutorTest() { executor_.add_inputs("tiny-set", samples_); }
  ContentJob sample(std::size_t i) const { return {&content_, i}; }
  Answer serve(const ContentJob& job) {
    executor_.prepare(kJob, job, kNode);
    executor_.start(kJob, job, kNode);
    return executor_.finish(kJob).worth;
  }

  WorkloadContent content_{"tiny", "tiny-set", 2};
  TinySet samples_;
  FakeBackend backend_;
  FakeFlips flips_;
  ContentExecutor executor_{backend_, &flips_, 1};
};

TEST_F(ContentExecutorTest, JudgesAnswersByLabelAndIntactModel) {
  EXPECT_EQ(serve(sample(0)), Answer::kCorrect);
  EXPECT_EQ(serve(sample(1)), Answer::kMisread);
  flips_.at[kNode] = {kHarmlessBit};
  EXPECT_EQ(serve(sample(0)), Answer::kCorrect);
  EXPECT_EQ(serve(sample(1)), Answer::kMisread);
  flips_.at[kNode] = {kHarmfulBit};
  EXPECT_EQ(serve(sample(0)), Answer::kCorrupted);
  EXPECT_EQ(serve(sample(1)), Answer::kCorrupted) << "even where it happens to be the label";
  flips_.at[kNode] = {kDetectedBit};
  EXPECT_EQ(serve(sample(0)), Answer::kDetected);
}

TEST_F(ContentExecutorTest, DispatchesOnceWhenNothingChanges) {
  flips_.at[kNode] = {kHarmlessBit};
  serve(sample(0));
  ASSERT_EQ(backend_.dispatched.size(), 1U);
  EXPECT_EQ(backend_.dispatched[0].model, "tiny");
  EXPECT_THAT(backend_.dispatched[0].input.values, ElementsAre(1.0F));
  EXPECT_THAT(backend_.dispatched[0].flips, ElementsAre(kHarmlessBit));
  EXPECT_EQ(executor_.counters().dispatched, 1);
  EXPECT_EQ(executor_.counters().redispatched, 0);
  EXPECT_EQ(executor_.counters().collected, 1);
}

TEST_F(ContentExecutorTest, DispatchesAnewWhenABitFlipsBeforeService) {
  executor_.prepare(kJob, sample(0), kNode);
  flips_.at[kNode] = {kHarmfulBit};
  executor_.start(kJob, sample(0), kNode);
  flips_.at[kNode] = {};  // a scrub during service comes too late
  EXPECT_EQ(executor_.finish(kJob).worth, Answer::kCorrupted);
  ASSERT_EQ(backend_.dispatched.size(), 2U);
  EXPECT_TRUE(backend_.dispatched[0].flips.empty());
  EXPECT_THAT(backend_.dispatched[1].flips, ElementsAre(kHarmfulBit));
  EXPECT_THAT(backend_.discarded, ElementsAre(backend_.dispatched[0].id));
  EXPECT_EQ(executor_.counters().redispatched, 1);
}

TEST_F(ContentExecutorTest, DispatchesAnewWhenAScrubComesBeforeService) {
  flips_.at[kNode] = {kHarmfulBit};
  executor_.prepare(kJob, sample(0), kNode);
  flips_.at[kNode] = {};
  executor_.start(kJob, sample(0), kNode);
  EXPECT_EQ(executor_.finish(kJob).worth, Answer::kCorrect);
  EXPECT_EQ(executor_.counters().redispatched, 1);
}

TEST_F(ContentExecutorTest, AStrikeDuringServiceIsComputedWithTheFlipsThatServiceBeganWith) {
  flips_.at[kNode] = {kHarmlessBit};
  executor_.prepare(kJob, sample(0), kNode);
  executor_.start(kJob, sample(0), kNode);
  flips_.at[kNode] = {};  // a scrub during service comes too late
  executor_.strike(kJob);
  ASSERT_EQ(backend_.dispatched.size(), 2U);
  EXPECT_THAT(backend_.discarded, ElementsAre(backend_.dispatched[0].id));
  EXPECT_THAT(backend_.dispatched[1].flips, ElementsAre(kHarmlessBit));
  ASSERT_TRUE(backend_.dispatched[1].activation);
  EXPECT_LT(backend_.dispatched[1].activation->element, testing::TinyEngine::kActivations);
  EXPECT_EQ(executor_.counters().redispatched, 1);
  executor_.strike(kJob);
  executor_.strike(kJob + 1);
  EXPECT_EQ(backend_.dispatched.size(), 2U) << "once a job, and of one under way";
  executor_.finish(kJob);
  EXPECT_EQ(backend_.under_way(), 0U);
}

TEST_F(ContentExecutorTest, WhereAJobIsStruckDoesNotDependOnOthers) {
  const auto place_of = [&](std::uint64_t job) {
    executor_.start(job, sample(0), kNode);
    executor_.strike(job);
    executor_.finish(job);
    return *backend_.dispatched.back().activation;
  };
  std::vector<ActivationBit> upwards;
  for (std::uint64_t job = 1; job <= 20; ++job) upwards.push_back(place_of(job));
  for (std::uint64_t job = 20; job >= 1; --job) EXPECT_EQ(place_of(job), upwards[job - 1]);
}

TEST_F(ContentExecutorTest, OfASplitRequestTheRestOfTheModelIsAskedForAlsoAnew) {
  ContentJob job = sample(0);
  job.nodes_before = 3;
  executor_.protect(kNode, Protection::kChecksums);
  executor_.prepare(kJob, job, kNode);
  flips_.at[kNode] = {kHarmlessBit};
  executor_.start(kJob, job, kNode);
  ASSERT_EQ(backend_.dispatched.size(), 2U);
  for (const WorkerRequest& request : backend_.dispatched) {
    EXPECT_EQ(request.model, "tiny:checksums:cut=3");
  }
}

TEST_F(ContentExecutorTest, OtherNodesFlipsDoNotMatter) {
  executor_.prepare(kJob, sample(0), kNode);
  flips_.at[kOtherNode] = {kHarmfulBit};
  executor_.start(kJob, sample(0), kNode);
  EXPECT_EQ(executor_.finish(kJob).worth, Answer::kCorrect);
  EXPECT_EQ(executor_.counters().dispatched, 1);
}

TEST_F(ContentExecutorTest, PreparingIsOptionalAndOnlyOnce) {
  executor_.start(kJob, sample(0), kNode);
  EXPECT_EQ(executor_.finish(kJob).worth, Answer::kCorrect);
  executor_.prepare(kJob + 1, sample(0), kNode);
  executor_.prepare(kJob + 1, sample(0), kNode);
  EXPECT_EQ(backend_.dispatched.size(), 2U);
}

TEST_F(ContentExecutorTest, DiscardedJobsLeaveNothingBehind) {
  executor_.prepare(kJob, sample(0), kNode);
  executor_.discard(kJob);
  EXPECT_EQ(executor_.under_way(), 0U);
  EXPECT_EQ(backend_.under_way(), 0U);
  executor_.discard(kJob);
  EXPECT_EQ(executor_.finish(kJob).worth, Answer::kNone);
  EXPECT_EQ(backend_.discarded.size(), 1U);
}

TEST_F(ContentExecutorTest, WithoutContentNothingIsComputed) {
  EXPECT_EQ(serve({}), Answer::kNone);
  EXPECT_TRUE(backend_.dispatched.empty());
}

TEST_F(ContentExecutorTest, RefusesWhatIsNotInTheSamples) {
  EXPECT_THROW(executor_.prepare(kJob, sample(2), kNode), std::invalid_argument);
  const WorkloadContent other{"tiny", "other-set", 2};
  EXPECT_THROW(executor_.prepare(kJob, {&other, 0}, kNode), std::invalid_argument);
  EXPECT_EQ(executor_.under_way(), 0U);
}

TEST_F(ContentExecutorTest, AModelThatCannotRunEndsTheRun) {
  const WorkloadContent other{"huge", "tiny-set", 2};
  executor_.start(kJob, {&other, 0}, kNode);
  try {
    executor_.finish(kJob);
    FAIL() << "no error";
  } catch (const RunError& error) {
    EXPECT_THAT(error.what(), ::testing::HasSubstr("no model named huge"));
  }
}

class ForeseenContentTest : public ContentExecutorTest {
 protected:
  ContentJob request(std::uint64_t number) const {
    ContentJob job = sample(sequence_.sample(number));
    job.sequence = &sequence_;
    job.number = number;
    return job;
  }
  Answer serve(std::uint64_t number, NodeId node = kNode) {
    const std::uint64_t id = kJob + number;
    executor_.prepare(id, request(number), node);
    executor_.start(id, request(number), node);
    return executor_.finish(id).worth;
  }
  Answer right(std::uint64_t number) const {
    return sequence_.sample(number) == 0 ? Answer::kCorrect : Answer::kMisread;
  }

  SampleSequence sequence_{7, "robot/gauge", 0, 2};
};

TEST_F(ForeseenContentTest, RequestsToComeAreDispatchedBeforeTheyAreIssued) {
  constexpr std::uint64_t kRequests = 200;
  for (std::uint64_t i = 0; i < kRequests; ++i) EXPECT_EQ(serve(i), right(i)) << i;
  EXPECT_EQ(executor_.counters().foreseen, kRequests - 1) << "all but the first";
  EXPECT_EQ(executor_.counters().redispatched, 0);
  EXPECT_TRUE(backend_.discarded.empty());
  EXPECT_LE(backend_.under_way(), 32U);
}

TEST_F(ForeseenContentTest, AWorkloadOfFewRequestsLeavesFewUndone) {
  for (std::uint64_t i = 0; i < 10; ++i) {
    serve(i);
    EXPECT_LE(backend_.dispatched.size(), 2 * (i + 1) + 1);
  }
}

TEST_F(ForeseenContentTest, WhatTurnsOutOtherwiseIsDispatchedForItself) {
  executor_.protect(kOtherNode, Protection::kChecksums);
  flips_.at[kNode] = {};
  for (std::uint64_t i = 0; i < 20; ++i) serve(i);
  const std::size_t before = backend_.dispatched.size();
  flips_.at[kNode] = {kHarmfulBit};
  EXPECT_EQ(serve(20), Answer::kCorrupted);
  executor_.prepare(kJob + 21, request(21), kOtherNode);
  ContentJob tail = request(22);
  tail.nodes_before = 3;
  executor_.prepare(kJob + 22, tail, kNode);
  ASSERT_EQ(backend_.dispatched.size(), before + 3);
  EXPECT_THAT(backend_.dispatched[before].flips, ElementsAre(kHarmfulBit));
  EXPECT_EQ(backend_.dispatched[before + 1].model, "tiny:checksums");
  EXPECT_EQ(backend_.dispatched[before + 2].model, "tiny:cut=3");
  EXPECT_EQ(backend_.discarded.size(), 3U);
}

TEST_F(ForeseenContentTest, ARepeatedAttemptIsComputedAnew) {
  for (std::uint64_t i = 0; i < 4; ++i) serve(i);
  const std::int64_t foreseen = executor_.counters().foreseen;
  const std::size_t before = backend_.dispatched.size();
  executor_.start(5 * kJob, request(3), kNode);
  EXPECT_EQ(executor_.finish(5 * kJob).worth, right(3));
  EXPECT_EQ(executor_.counters().foreseen, foreseen);
  EXPECT_EQ(backend_.dispatched.size(), before + 1);
}

TEST_F(ForeseenContentTest, RequestsThatNeverAskLeaveNothingForLong) {
  for (std::uint64_t i = 0; i < 5000; i += 50) EXPECT_EQ(serve(i), right(i));
  EXPECT_LE(backend_.under_way(), 32U);
}

/// A thousand jobs whose flips change between preparation and service, up to twenty at
/// once; every seventh is discarded. Their samples are known beforehand, or not.
std::vector<Answer> mixed_load(FakeBackend::Order order, bool foreseen) {
  const WorkloadContent content{"tiny", "tiny-set", 2};
  const TinySet samples;
  FakeBackend backend(order);
  FakeFlips flips;
  ContentExecutor executor(backend, &flips, 1);
  executor.add_inputs("tiny-set", samples);
  RngStream rng(3, "mixed load", 0);
  const std::vector<std::vector<WeightBit>> states = {
      {}, {kHarmlessBit}, {kHarmfulBit}, {kDetectedBit}};
  const SampleSequence sequence(5, "mixed", 0, 2);
  const auto content_of = [&](std::uint64_t job) {
    ContentJob request{&content, sequence.sample(job)};
    if (foreseen) request.sequence = &sequence;
    request.number = job;
    return request;
  };
  constexpr std::uint64_t kJobs = 1000;
  constexpr std::uint64_t kDepth = 20;
  std::vector<Answer> answers;
  const auto end = [&](std::uint64_t job) {
    const NodeId node{static_cast<std::uint32_t>(job % 3)};
    flips.at[node] = states[rng.below(states.size())];
    if (job % 7 == 0) return executor.discard(job);
    executor.start(job, content_of(job), node);
    answers.push_back(executor.finish(job).worth);
  };
  for (std::uint64_t job = 0; job < kJobs; ++job) {
    executor.prepare(job, content_of(job), NodeId{static_cast<std::uint32_t>(job % 3)});
    if (job >= kDepth) end(job - kDepth);
  }
  for (std::uint64_t job = kJobs - kDepth; job < kJobs; ++job) end(job);
  EXPECT_LE(backend.under_way(), foreseen ? 32U : 0U);
  EXPECT_GT(executor.counters().redispatched, 100);
  EXPECT_EQ(executor.counters().foreseen > 100, foreseen);
  return answers;
}

TEST(ContentExecutorOrder, AnswersDoNotDependOnWhenWorkIsDone) {
  const std::vector<Answer> at_once = mixed_load(FakeBackend::Order::kAtOnce, false);
  EXPECT_THAT(at_once, ::testing::Contains(Answer::kCorrupted));
  EXPECT_THAT(at_once, ::testing::Contains(Answer::kDetected));
  for (const bool foreseen : {false, true}) {
    EXPECT_EQ(mixed_load(FakeBackend::Order::kAtOnce, foreseen), at_once);
    EXPECT_EQ(mixed_load(FakeBackend::Order::kWhenAwaited, foreseen), at_once);
    EXPECT_EQ(mixed_load(FakeBackend::Order::kLastComeFirst, foreseen), at_once);
  }
}

}  // namespace
}  // namespace orbitmesh
