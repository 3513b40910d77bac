#include "inference/worker_engines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "core/error.h"
#include "inference/worker_echo_engine.h"

namespace orbitmesh {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::uint32_t kSignBit = 31;

WorkerRequest request_of(std::vector<float> values, std::vector<WeightBit> flips = {}) {
  WorkerRequest request;
  request.id = 5;
  request.model = "echo";
  request.input.shape = {static_cast<std::int64_t>(values.size())};
  request.input.values = std::move(values);
  request.flips = std::move(flips);
  return request;
}

TEST(WorkerEngines, WithoutFlipsBothClassesAreTheSame) {
  WorkerEngines engines(echo_engines());
  const WorkerReply reply = engines.answer(request_of({1, 5, 3}));
  EXPECT_EQ(reply.id, 5U);
  EXPECT_EQ(reply.status, WorkerStatus::kOk);
  EXPECT_EQ(reply.top_class, 1U);
  EXPECT_EQ(reply.clean_class, 1U);
  EXPECT_THAT(reply.output, ElementsAre(1, 5, 3));
}

TEST(WorkerEngines, FlipsChangeTheAnswerAndAreUndone) {
  WorkerEngines engines(echo_engines());
  const WorkerReply flipped = engines.answer(request_of({1, 5, 3}, {{0, 1, kSignBit}}));
  EXPECT_EQ(flipped.top_class, 2U);
  EXPECT_EQ(flipped.clean_class, 1U);
  EXPECT_THAT(flipped.output, ElementsAre(1, -5, 3));
  EXPECT_THAT(engines.answer(request_of({1, 5, 3})).output, ElementsAre(1, 5, 3));
}

TEST(WorkerEngines, FlipsBeforeABadAddressAreUndone) {
  WorkerEngines engines(echo_engines());
  const WorkerReply bad = engines.answer(request_of({1}, {{0, 0, kSignBit}, {9, 0, 0}}));
  EXPECT_EQ(bad.status, WorkerStatus::kError);
  EXPECT_EQ(bad.id, 5U);
  EXPECT_THAT(bad.output, IsEmpty());
  EXPECT_THAT(bad.error, HasSubstr("no such weight bit"));
  EXPECT_THAT(engines.answer(request_of({1})).output, ElementsAre(1));
}

TEST(WorkerEngines, TheFirstOfEqualsIsTheTopClass) {
  WorkerEngines engines(echo_engines());
  EXPECT_EQ(engines.answer(request_of({2, 7, 7})).top_class, 1U);
}

TEST(WorkerEngines, NanAndInfinityAreDetected) {
  WorkerEngines engines(echo_engines());
  const WorkerReply nan = engines.answer(request_of({NAN, -3, -2}));
  EXPECT_EQ(nan.status, WorkerStatus::kDetected);
  EXPECT_EQ(nan.top_class, 2U);
  EXPECT_EQ(engines.answer(request_of({1, INFINITY})).status, WorkerStatus::kDetected);
  EXPECT_EQ(engines.answer(request_of({NAN, NAN})).top_class, 0U);
}

TEST(WorkerEngines, AModelIsLoadedOnce) {
  int made = 0;
  WorkerEngines engines([&](const std::string& name) {
    ++made;
    return echo_engines()(name);
  });
  for (int i = 0; i < 3; ++i) engines.answer(request_of({1}));
  EXPECT_EQ(made, 1);
}

TEST(WorkerEngines, OfManyModelsTheLastOnesAskedForAreKept) {
  std::vector<std::string> made;
  WorkerEngines engines([&](const std::string& name) {
    made.push_back(name);
    return echo_engines()(name);
  });
  const auto ask = [&](const std::string& model) {
    WorkerRequest request = request_of({1});
    request.model = model;
    EXPECT_EQ(engines.answer(request).status, WorkerStatus::kOk);
  };
  for (std::size_t i = 0; i < WorkerEngines::kMostKept; ++i) ask(std::to_string(i));
  ask("0");
  EXPECT_EQ(made.size(), WorkerEngines::kMostKept);
  ask("one more");
  ask("0");
  EXPECT_EQ(made.back(), "one more") << "0 was asked for after 1";
  ask("1");
  EXPECT_EQ(made.back(), "1");
}

TEST(WorkerEngines, AnUnknownModelIsAnError) {
  WorkerEngines throwing([](const std::string& name) -> std::unique_ptr<Engine> {
    throw InputError("no model '" + name + "'\n");
  });
  EXPECT_EQ(throwing.answer(request_of({1})).error, "no model 'echo'?");
  WorkerEngines empty([](const std::string&) { return nullptr; });
  EXPECT_THAT(empty.answer(request_of({1})).error, HasSubstr("no model is named 'echo'"));
}

}  // namespace
}  // namespace orbitmesh
