#include "inference/worker_ledger.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

WorkerRequest request_of(std::uint64_t id) {
  WorkerRequest request;
  request.id = id;
  request.input.shape = {0};
  return request;
}

std::uint64_t take_waiting(WorkerLedger& ledger) {
  const auto sequence = ledger.first_waiting();
  if (!sequence) return 0;
  ledger.pop_waiting();
  return *sequence;
}

TEST(WorkerLedger, RequestsWaitInOrder) {
  WorkerLedger ledger;
  ledger.add(request_of(30));
  ledger.add(request_of(10));
  EXPECT_EQ(ledger.unanswered(take_waiting(ledger))->id, 30U);
  EXPECT_EQ(ledger.unanswered(take_waiting(ledger))->id, 10U);
  EXPECT_FALSE(ledger.first_waiting());
}

TEST(WorkerLedger, AnIdIsUsedOnceAtATime) {
  WorkerLedger ledger;
  EXPECT_TRUE(ledger.add(request_of(1)));
  EXPECT_FALSE(ledger.add(request_of(1)));
  EXPECT_TRUE(ledger.remove(1));
  EXPECT_FALSE(ledger.remove(1));
  EXPECT_TRUE(ledger.add(request_of(1)));
}

TEST(WorkerLedger, AReplyToADiscardedRequestDoesNotReachItsSuccessor) {
  WorkerLedger ledger;
  ledger.add(request_of(1));
  const std::uint64_t old = take_waiting(ledger);
  ledger.remove(1);
  ledger.add(request_of(1));
  EXPECT_EQ(ledger.unanswered(old), nullptr);
  EXPECT_NE(ledger.unanswered(take_waiting(ledger)), nullptr);
}

TEST(WorkerLedger, LostRequestsComeFirstInTheirOrder) {
  WorkerLedger ledger;
  for (std::uint64_t id = 1; id <= 4; ++id) ledger.add(request_of(id));
  const std::uint64_t first = take_waiting(ledger);
  const std::uint64_t second = take_waiting(ledger);
  const std::uint64_t third = take_waiting(ledger);
  WorkerLedger::answer(*ledger.unanswered(second), {});
  EXPECT_EQ(ledger.wait_again({first, second, third}), 2U);
  for (const std::uint64_t id : {1, 3, 4}) {
    EXPECT_EQ(ledger.unanswered(take_waiting(ledger))->id, id);
  }
}

TEST(WorkerLedger, WhatIsDiscardedWhileItWaitsIsSkipped) {
  WorkerLedger ledger;
  ledger.add(request_of(1));
  ledger.add(request_of(2));
  ledger.remove(1);
  EXPECT_EQ(ledger.unanswered(take_waiting(ledger))->id, 2U);
}

}  // namespace
}  // namespace orbitmesh
