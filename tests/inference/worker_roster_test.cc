#include "inference/worker_roster.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace orbitmesh {
namespace {

constexpr std::size_t kInFlight = 64;

Duration ms(std::int64_t n) { return Duration::from_ms(n); }

/// A worker that has answered `answers` requests, one in `pace`.
WorkerSeat worker_of(Duration pace, int answers) {
  WorkerSeat seat;
  Duration now;
  for (int i = 0; i < answers; ++i) {
    WorkerRoster::assign(seat, static_cast<std::uint64_t>(i), now);
    now = now + pace;
    WorkerRoster::release(seat, static_cast<std::uint64_t>(i), now);
  }
  return seat;
}

TEST(WorkerRoster, AWorkerHasRoomForASecondOfWork) {
  EXPECT_EQ(WorkerRoster::room(worker_of(ms(50), 10), kInFlight), 20U);
  EXPECT_EQ(WorkerRoster::room(worker_of(ms(200), 10), kInFlight), 5U);
}

TEST(WorkerRoster, RoomIsBoundedOnBothSides) {
  EXPECT_EQ(WorkerRoster::room(worker_of(Duration::from_ns(1), 10), kInFlight), kInFlight);
  EXPECT_EQ(WorkerRoster::room(worker_of(Duration(), 10), kInFlight), kInFlight);
  EXPECT_EQ(WorkerRoster::room(worker_of(ms(60'000), 10), kInFlight), 2U);
  EXPECT_EQ(WorkerRoster::room(worker_of(ms(60'000), 10), 1), 1U);
}

TEST(WorkerRoster, ANewWorkerIsTriedWithAFew) {
  EXPECT_EQ(WorkerRoster::room(WorkerSeat{}, kInFlight), 8U);
  EXPECT_EQ(WorkerRoster::room(WorkerSeat{}, 4), 4U);
}

TEST(WorkerRoster, OfRequestsInARowEachCountsFromTheOneBefore) {
  WorkerSeat seat;
  for (std::uint64_t id = 0; id < 4; ++id) WorkerRoster::assign(seat, id, ms(0));
  for (std::uint64_t id = 0; id < 4; ++id) {
    WorkerRoster::release(seat, id, ms(100 * (static_cast<std::int64_t>(id) + 1)));
  }
  EXPECT_EQ(seat.busy / seat.answers, ms(100));
  EXPECT_EQ(WorkerRoster::room(seat, kInFlight), 10U);
}

/// Virtual seconds of two workers, the second a hundred times as slow, with more to do than they
/// can.
TEST(WorkerRoster, ASlowWorkerGetsLess) {
  WorkerRoster roster;
  roster.join("fast", "");
  roster.join("slow", "");
  std::uint64_t next = 0;
  std::size_t most_of_slow_after_start = 0;
  for (std::int64_t t = 0; t < 100'000; t += 10) {
    while (WorkerSeat* seat = roster.least_busy(kInFlight)) {
      WorkerRoster::assign(*seat, next++, ms(t));
    }
    WorkerSeat& fast = *roster.find("fast");
    WorkerSeat& slow = *roster.find("slow");
    WorkerRoster::release(fast, fast.outstanding.front(), ms(t + 10));
    if (t % 1000 == 990) WorkerRoster::release(slow, slow.outstanding.front(), ms(t + 10));
    if (t > 10'000) {
      most_of_slow_after_start = std::max(most_of_slow_after_start, slow.outstanding.size());
    }
  }
  EXPECT_EQ(roster.find("fast")->answers, 10'000);
  EXPECT_EQ(roster.find("slow")->answers, 100);
  EXPECT_LE(most_of_slow_after_start, 2U);
}

}  // namespace
}  // namespace orbitmesh
