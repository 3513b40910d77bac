#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "tests/nodes/client_world.h"

namespace orbitmesh {
namespace {

using testing::kDelay;
using testing::kLatency;
using World = testing::ClientWorld;

Workload with_kind(Workload w, ArrivalKind kind, std::int64_t samples = 1) {
  w.arrival = {};
  w.arrival.kind = kind;
  w.arrival.samples = samples;
  w.deadline = Duration::from_s(1);
  w.give_up = Duration::from_s(3000);
  return w;
}

/// No coordinated omission: while nothing is answered for 10 s, requests are issued at their
/// times, and what they waited counts as latency.
TEST(LoadGeneration, AnOpenLoopIssuesOnTimeWhateverTheAnswersDo) {
  World world(1, 10'000);
  Workload w = world.workload(PolicyKind::kNearest, 10.0);
  w.give_up = Duration::from_s(100);
  ArrivalProcess schedule(w.arrival, world.seed, "inspector/gauge", 0);
  world.add(std::move(w));
  world.run_s(5);
  world.network.set_reachable(false);
  world.run_s(10);
  world.network.set_reachable(true);
  world.run_s(15);
  world.finish();
  world.expect_conservation();
  ASSERT_EQ(world.records.requests.size(), 300U);
  std::vector<Time> issued;
  for (const RequestRecord& r : world.records.requests) issued.push_back(r.issued);
  std::sort(issued.begin(), issued.end());
  for (const Time at : issued) EXPECT_EQ(at, schedule.next());
  std::int64_t late = 0;
  for (const RequestRecord& r : world.records.requests) {
    if (r.issued < Time::from_ns(5'100'000'000) || r.issued > Time::from_ns(14'600'000'000)) {
      continue;
    }
    ++late;
    EXPECT_EQ(r.outcome, Outcome::kLate);
    EXPECT_GE(r.ended, Time::from_ns(15'000'000'000)) << "its latency reaches over the silence";
  }
  EXPECT_GE(late, 90);
}

TEST(LoadGeneration, ASingleStreamAnswersOnePerLatency) {
  World world(1, 10'000);
  world.add(with_kind(world.workload(), ArrivalKind::kSingleStream));
  world.run_s(100);
  world.finish();
  world.expect_conservation();
  // 100 s less the handshake, one every 20 ms, and the one under way.
  const auto handshake = kDelay * 2;
  const auto expected = (Duration::from_s(100) - handshake) / kLatency;
  EXPECT_EQ(world.records.count(Outcome::kCompleted), expected);
  for (std::size_t i = 1; i < world.records.requests.size(); ++i) {
    EXPECT_EQ(world.records.requests[i].issued, world.records.requests[i - 1].ended);
  }
}

TEST(LoadGeneration, AMultiStreamIssuesItsSamplesTogether) {
  World world;
  world.add(with_kind(world.workload(), ArrivalKind::kMultiStream, 4));
  world.run_s(100);
  world.finish();
  world.expect_conservation();
  // 4 samples of 10 ms one after the other, and 10 ms of way.
  const Duration query = kDelay * 2 + Duration::from_ms(10) * 4;
  const auto& requests = world.records.requests;
  ASSERT_GT(requests.size(), 7000U);
  for (std::size_t i = 4; i + 4 < requests.size(); ++i) {
    EXPECT_EQ(requests[i].issued, requests[i - i % 4].issued);
    if (i % 4 == 0) {
      EXPECT_EQ(requests[i].issued, requests[i - 1].ended);
      EXPECT_EQ(requests[i + 3].ended - requests[i].issued, query);
    }
  }
}

TEST(LoadGeneration, OfflineRunsAtTheServiceRate) {
  World world(1, 10'000);
  world.add(with_kind(world.workload(), ArrivalKind::kOffline, 5000));
  world.run_s(100);
  world.finish();
  world.expect_conservation();
  ASSERT_EQ(world.records.requests.size(), 5000U);
  // Handshake and way out, 5,000 services of 10 ms without a gap, way back.
  EXPECT_EQ(world.records.requests.back().ended,
            Time() + kDelay * 2 + kDelay + Duration::from_ms(10) * 5000 + kDelay);
  for (const RequestRecord& r : world.records.requests) EXPECT_EQ(r.issued, Time());
}

TEST(LoadGeneration, ATraceIsReplayedToTheNanosecond) {
  World world;
  Workload w = with_kind(world.workload(), ArrivalKind::kTrace);
  const std::vector<Duration> trace = {Duration::from_ns(17), Duration::from_ns(1'000'000'001),
                                       Duration::from_ns(1'000'000'001), Duration::from_s(3),
                                       Duration::from_s(1000)};
  w.arrival.trace = std::make_shared<const std::vector<Duration>>(trace);
  world.add(std::move(w));
  world.run_s(100);
  world.finish();
  ASSERT_EQ(world.records.requests.size(), 4U) << "one lies behind the run's end";
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(world.records.requests[i].issued, Time() + trace[i]);
  }
}

TEST(LoadGeneration, AClosedLoopThatNobodyServesGoesOnAtItsDeadlines) {
  for (const ArrivalKind kind : {ArrivalKind::kSingleStream, ArrivalKind::kMultiStream}) {
    World world;
    world.paths.delays.clear();
    world.add(with_kind(world.workload(), kind, 1));
    world.run_s(100);
    world.finish();
    world.expect_conservation();
    EXPECT_EQ(world.records.count(FailureCause::kNoPlacement), 101) << "at 0 s, 1 s, ... 100 s";
  }
}

}  // namespace
}  // namespace orbitmesh
