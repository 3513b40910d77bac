#include "mesh/ns3/ns3_event_loop.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "core/heap_event_loop.h"
#include "core/rng.h"

namespace orbitmesh {
namespace {

using testing::ElementsAre;

/// A program of nested schedules and cancels that draws its next step inside its events,
/// so that any difference in order shows in everything after it.
class RandomProgram {
 public:
  RandomProgram(EventLoop& loop, std::uint64_t seed) : loop_(loop), rng_(seed, "test.program", 0) {}

  std::vector<std::pair<std::int64_t, int>> run(const std::vector<std::int64_t>& ends_ns) {
    for (int i = 0; i < 20; ++i) schedule();
    for (const std::int64_t end_ns : ends_ns) {
      loop_.run_until(Time::from_ns(end_ns));
      trace_.emplace_back(loop_.now().ns(), -1);
    }
    return trace_;
  }

 private:
  void schedule() {
    const int label = next_label_++;
    // Small delays and many zeros, so that most events share their instant with others.
    const auto delay = Duration::from_ns(static_cast<std::int64_t>(rng_.below(4)));
    handles_.push_back(loop_.schedule_in(delay, [this, label] { act(label); }));
  }
  void act(int label) {
    trace_.emplace_back(loop_.now().ns(), label);
    for (std::uint64_t k = rng_.below(4); k > 0 && next_label_ < 5000; --k) schedule();
    if (rng_.below(3) == 0) loop_.cancel(handles_[rng_.below(handles_.size())]);
    if (rng_.below(50) == 0) loop_.stop();
  }

  EventLoop& loop_;
  RngStream rng_;
  int next_label_ = 0;
  std::vector<EventHandle> handles_;
  std::vector<std::pair<std::int64_t, int>> trace_;
};

TEST(Ns3EventLoopTest, RunsAnyProgramInTheOrderOfTheHeapLoop) {
  Ns3EventLoop ns3_loop;
  std::int64_t begin_ns = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    // One simulator serves all programs, each from where the last one ended.
    std::vector<std::int64_t> ends_ns;
    for (std::int64_t k = 0; k < 400; ++k) ends_ns.push_back(begin_ns + 5 * k);
    ends_ns.push_back(begin_ns + 100'000);
    for (int k = 0; k < 200; ++k) ends_ns.push_back(begin_ns + 100'000);  // whatever stops left
    HeapEventLoop heap_loop;
    heap_loop.run_until(Time::from_ns(begin_ns));
    ns3_loop.run_until(Time::from_ns(begin_ns));
    const auto expected = RandomProgram(heap_loop, seed).run(ends_ns);
    ASSERT_EQ(RandomProgram(ns3_loop, seed).run(ends_ns), expected) << "seed " << seed;
    begin_ns += 200'000;
  }
}

TEST(Ns3EventLoopTest, NowIsTheEventsTimeAndThenTheEnd) {
  Ns3EventLoop loop;
  Time during;
  loop.schedule_at(Time::from_ns(7), [&] { during = loop.now(); });
  loop.run_until(Time::from_ns(50));
  EXPECT_EQ(during, Time::from_ns(7));
  EXPECT_EQ(loop.now(), Time::from_ns(50));
}

TEST(Ns3EventLoopTest, EventsScheduledForTheEndDuringTheEndStillRun) {
  Ns3EventLoop loop;
  std::vector<int> seen;
  loop.schedule_at(Time::from_ns(10), [&] {
    seen.push_back(1);
    loop.schedule_in(Duration{}, [&] {
      seen.push_back(2);
      loop.schedule_in(Duration{}, [&] { seen.push_back(3); });
    });
    loop.schedule_in(Duration::from_ns(1), [&] { seen.push_back(4); });
  });
  loop.run_until(Time::from_ns(10));
  EXPECT_THAT(seen, ElementsAre(1, 2, 3));
  loop.run_until(Time::from_ns(11));
  EXPECT_THAT(seen, ElementsAre(1, 2, 3, 4));
}

TEST(Ns3EventLoopTest, RunningToTheSameEndAgainChangesNothing) {
  Ns3EventLoop loop;
  int runs = 0;
  loop.schedule_at(Time::from_ns(5), [&] { ++runs; });
  for (int i = 0; i < 3; ++i) {
    loop.run_until(Time::from_ns(5));
    EXPECT_EQ(loop.now(), Time::from_ns(5));
    EXPECT_EQ(runs, 1);
  }
}

TEST(Ns3EventLoopTest, AnEndInThePastRunsNothing) {
  Ns3EventLoop loop;
  loop.run_until(Time::from_ns(100));
  bool ran = false;
  loop.schedule_at(Time::from_ns(100), [&] { ran = true; });
  loop.run_until(Time::from_ns(50));
  EXPECT_FALSE(ran);
  EXPECT_EQ(loop.now(), Time::from_ns(100));
}

TEST(Ns3EventLoopTest, GoesOnToTheNewEndAfterAStop) {
  Ns3EventLoop loop;
  loop.schedule_at(Time::from_ns(10), [&] { loop.stop(); });
  loop.run_until(Time::from_ns(100));
  EXPECT_EQ(loop.now(), Time::from_ns(10));
  loop.run_until(Time::from_ns(200));
  EXPECT_EQ(loop.now(), Time::from_ns(200));
  loop.run_until(Time::from_ns(300));
  EXPECT_EQ(loop.now(), Time::from_ns(300));
}

TEST(Ns3EventLoopTest, AnExceptionReachesTheCallerAndStopsAtItsEvent) {
  Ns3EventLoop loop;
  bool later = false;
  loop.schedule_at(Time::from_ns(10), [] { throw std::runtime_error("broken"); });
  loop.schedule_at(Time::from_ns(10), [&] { later = true; });
  try {
    loop.run_until(Time::from_ns(100));
    FAIL() << "the exception was lost";
  } catch (const std::runtime_error& error) {
    EXPECT_EQ(std::string(error.what()), "broken");
  }
  EXPECT_EQ(loop.now(), Time::from_ns(10));
  EXPECT_FALSE(later);
  loop.run_until(Time::from_ns(100));
  EXPECT_TRUE(later);
  EXPECT_EQ(loop.now(), Time::from_ns(100));
}

TEST(Ns3EventLoopTest, RefusesThePast) {
  Ns3EventLoop loop;
  loop.run_until(Time::from_ns(10));
  EXPECT_THROW(loop.schedule_at(Time::from_ns(9), [] {}), std::invalid_argument);
}

TEST(Ns3EventLoopTest, CancellingTwiceOrAfterTheEventIsNothing) {
  Ns3EventLoop loop;
  int runs = 0;
  const EventHandle first = loop.schedule_at(Time::from_ns(5), [&] { ++runs; });
  const EventHandle second = loop.schedule_at(Time::from_ns(6), [&] { ++runs; });
  loop.cancel(second);
  loop.cancel(second);
  loop.run_until(Time::from_ns(10));
  loop.cancel(first);
  loop.cancel(EventHandle{});
  EXPECT_EQ(runs, 1);
}

TEST(Ns3EventLoopTest, CountsItsEventsWhateverTheStepsOfTheRun) {
  Ns3EventLoop loop;
  for (int i = 1; i <= 50; ++i) loop.schedule_at(Time::from_ns(i), [] {});
  for (int i = 0; i <= 60; i += 3) loop.run_until(Time::from_ns(i));
  EXPECT_EQ(loop.events_run(), 50U);
}

}  // namespace
}  // namespace orbitmesh
