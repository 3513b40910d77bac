#include "nodes/known_requests.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

using Known = KnownRequests::Known;

constexpr Duration kWindow = Duration::from_s(10);
constexpr Time at_s(std::int64_t s) { return Time() + Duration::from_s(s); }

class KnownRequestsTest : public ::testing::Test {
 protected:
  Known arrive(std::uint64_t id, Time now, std::uint64_t message = 0) {
    return known_.arrive(id, {nullptr, message, Bytes{28}}, kWindow, now);
  }
  std::size_t answer(std::uint64_t id, Time now) {
    ServiceReport report;
    report.queue_wait = Duration::from_ms(static_cast<std::int64_t>(id));
    return known_.answer(id, report, now).size();
  }
  KnownRequests known_;
};

TEST_F(KnownRequestsTest, ARepetitionJoinsTheRunningOne) {
  EXPECT_EQ(arrive(5, at_s(0)), Known::kNew);
  EXPECT_EQ(arrive(5, at_s(1), 21), Known::kRunning);
  EXPECT_EQ(arrive(5, at_s(2), 22), Known::kRunning);
  const auto peers = known_.answer(5, {}, at_s(3));
  ASSERT_EQ(peers.size(), 2U);
  EXPECT_EQ(peers[0].message_id, 21U);
  EXPECT_EQ(peers[1].message_id, 22U);
}

TEST_F(KnownRequestsTest, AnAnswerIsKnownForItsWindow) {
  arrive(5, at_s(0));
  answer(5, at_s(3));
  EXPECT_EQ(arrive(5, at_s(13)), Known::kAnswered);
  EXPECT_EQ(known_.answer_of(5).queue_wait, Duration::from_ms(5));
  EXPECT_EQ(arrive(5, at_s(13) + Duration::from_ns(1)), Known::kNew) << "and runs again";
  EXPECT_EQ(arrive(5, at_s(14)), Known::kRunning);
}

TEST_F(KnownRequestsTest, WhatWasLostIsForgotten) {
  arrive(5, at_s(0));
  arrive(5, at_s(1), 21);
  EXPECT_EQ(known_.forget(5).size(), 1U);
  EXPECT_EQ(arrive(5, at_s(2)), Known::kNew);
  EXPECT_TRUE(known_.forget(6).empty());
}

TEST_F(KnownRequestsTest, ForgetsTheOldestAnswersWhenItIsFull) {
  const auto full = static_cast<std::uint64_t>(KnownRequests::kCapacity);
  for (std::uint64_t id = 1; id <= full + 10; ++id) {
    arrive(id, at_s(0));
    if (id != 3) answer(id, at_s(0));
  }
  EXPECT_EQ(known_.size(), KnownRequests::kCapacity);
  EXPECT_EQ(arrive(3, at_s(1)), Known::kRunning) << "what runs is kept";
  EXPECT_EQ(arrive(full, at_s(1)), Known::kAnswered);
  EXPECT_EQ(arrive(1, at_s(1)), Known::kNew);
}

}  // namespace
}  // namespace orbitmesh
