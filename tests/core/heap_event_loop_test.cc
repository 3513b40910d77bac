#include "core/heap_event_loop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/rng.h"

namespace orbitmesh {
namespace {

using testing::ElementsAre;

class HeapEventLoopTest : public testing::Test {
 protected:
  EventHandle at(std::int64_t ns, int label) {
    return loop_.schedule_at(Time::from_ns(ns), [this, label] { seen_.push_back(label); });
  }
  HeapEventLoop loop_;
  std::vector<int> seen_;
};

TEST_F(HeapEventLoopTest, RunsInOrderOfTimeThenOfScheduling) {
  at(20, 3);
  at(10, 1);
  at(20, 4);
  at(10, 2);
  loop_.run_until(Time::from_ns(100));
  EXPECT_THAT(seen_, ElementsAre(1, 2, 3, 4));
  EXPECT_EQ(loop_.events_run(), 4u);
}

TEST_F(HeapEventLoopTest, ManyEventsComeOutSorted) {
  RngStream rng(1, "events", 0);
  std::vector<std::pair<std::int64_t, int>> order;
  for (int i = 0; i < 5000; ++i) {
    const auto ns = static_cast<std::int64_t>(rng.below(100));
    loop_.schedule_at(Time::from_ns(ns), [&order, ns, i] { order.emplace_back(ns, i); });
  }
  loop_.run_until(Time::from_ns(100));
  EXPECT_EQ(order.size(), 5000u);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST_F(HeapEventLoopTest, EventsThatScheduleAndCancelOthersKeepTheOrder) {
  RngStream rng(2, "events", 0);
  std::vector<std::pair<std::int64_t, int>> order;
  std::vector<EventHandle> handles;
  int scheduled = 0;
  int cancelled = 0;
  const std::function<void(std::int64_t)> spawn = [&](std::int64_t ns) {
    const int number = scheduled++;
    handles.push_back(loop_.schedule_at(Time::from_ns(ns), [&, ns, number] {
      handles[static_cast<std::size_t>(number)] = {};
      order.emplace_back(ns, number);
      for (std::uint64_t i = rng.below(3); i > 0 && scheduled < 20'000; --i) {
        spawn(ns + static_cast<std::int64_t>(rng.below(50)));
      }
      EventHandle& other = handles[rng.below(handles.size())];
      if (rng.below(10) > 0 || other.value == 0) return;
      loop_.cancel(std::exchange(other, {}));
      ++cancelled;
    }));
  };
  for (int i = 0; i < 500; ++i) spawn(static_cast<std::int64_t>(rng.below(50)));
  loop_.run_until(Time::from_ns(1'000'000'000));
  EXPECT_GT(cancelled, 10);
  EXPECT_EQ(order.size(), static_cast<std::size_t>(scheduled - cancelled));
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST_F(HeapEventLoopTest, NowIsTheEventsTimeAndThenTheEnd) {
  std::int64_t during = -1;
  loop_.schedule_in(Duration::from_ns(7), [&] { during = loop_.now().ns(); });
  loop_.run_until(Time::from_ns(50));
  EXPECT_EQ(during, 7);
  EXPECT_EQ(loop_.now(), Time::from_ns(50));
}

TEST_F(HeapEventLoopTest, EventsAtTheEndRunAndLaterOnesWait) {
  at(50, 1);
  at(51, 2);
  loop_.run_until(Time::from_ns(50));
  EXPECT_THAT(seen_, ElementsAre(1));
  loop_.run_until(Time::from_ns(51));
  EXPECT_THAT(seen_, ElementsAre(1, 2));
}

TEST_F(HeapEventLoopTest, AnEventMayScheduleAtItsOwnTime) {
  loop_.schedule_at(Time::from_ns(5), [this] {
    seen_.push_back(1);
    at(5, 3);
  });
  at(5, 2);
  loop_.run_until(Time::from_ns(5));
  EXPECT_THAT(seen_, ElementsAre(1, 2, 3));
}

TEST_F(HeapEventLoopTest, CancelledEventsDoNotRun) {
  const EventHandle first = at(5, 1);
  at(6, 2);
  loop_.cancel(first);
  loop_.cancel(first);
  loop_.cancel(EventHandle());
  loop_.run_until(Time::from_ns(10));
  loop_.cancel(first);
  EXPECT_THAT(seen_, ElementsAre(2));
  EXPECT_EQ(loop_.events_run(), 1u);
}

TEST_F(HeapEventLoopTest, AnEventMayCancelAnother) {
  const EventHandle victim = at(6, 1);
  loop_.schedule_at(Time::from_ns(5), [&] { loop_.cancel(victim); });
  loop_.run_until(Time::from_ns(10));
  EXPECT_TRUE(seen_.empty());
}

TEST_F(HeapEventLoopTest, ThePastIsRefused) {
  loop_.run_until(Time::from_ns(10));
  EXPECT_THROW(at(9, 1), std::invalid_argument);
  EXPECT_NO_THROW(at(10, 1));
}

TEST_F(HeapEventLoopTest, StopReturnsAfterTheEventAndRunGoesOn) {
  loop_.schedule_at(Time::from_ns(5), [this] { loop_.stop(); });
  at(6, 1);
  loop_.run_until(Time::from_ns(10));
  EXPECT_TRUE(seen_.empty());
  EXPECT_EQ(loop_.now(), Time::from_ns(5));
  loop_.run_until(Time::from_ns(10));
  EXPECT_THAT(seen_, ElementsAre(1));
}

TEST_F(HeapEventLoopTest, AnExceptionLeavesTheLoopAtItsEvent) {
  loop_.schedule_at(Time::from_ns(5), [] { throw std::runtime_error("boom"); });
  at(6, 1);
  EXPECT_THROW(loop_.run_until(Time::from_ns(10)), std::runtime_error);
  EXPECT_EQ(loop_.now(), Time::from_ns(5));
  EXPECT_TRUE(seen_.empty());
  loop_.run_until(Time::from_ns(10));
  EXPECT_THAT(seen_, ElementsAre(1));
}

}  // namespace
}  // namespace orbitmesh
