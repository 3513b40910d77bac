#include "nodes/offload_client.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>
#include <vector>

#include "core/error.h"
#include "tests/nodes/client_world.h"

namespace orbitmesh {
namespace {

using testing::kDelay;
using testing::kHost;
using testing::kLatency;
using testing::kSatellite;
using testing::model_of;
using testing::Records;
using testing::Row;
using World = testing::ClientWorld;

Workload with_times(Workload w, Duration deadline, Duration give_up) {
  w.deadline = deadline;
  w.give_up = give_up;
  return w;
}

TEST(OffloadClient, RecordsARequestFromIssueToReply) {
  World world;
  world.add(world.workload());
  world.run_s(10);
  world.finish();
  ASSERT_EQ(world.records.requests.size(), 10U);
  const RequestRecord& second = world.records.requests[1];
  EXPECT_EQ(second.outcome, Outcome::kCompleted);
  EXPECT_EQ(second.ended - second.issued, kLatency);
  EXPECT_EQ(second.issued - world.records.requests[0].issued, Duration::from_s(1));
  EXPECT_EQ(second.tier, Tier::kSatellite);
  EXPECT_EQ(second.node, kSatellite);
  EXPECT_EQ(second.queue_wait, Duration());
  EXPECT_EQ(second.service, Duration::from_ms(10));
  EXPECT_EQ(second.request, Bytes{25'000});
  EXPECT_EQ(second.reply, Bytes{28});
  EXPECT_EQ(second.attempts, 1);
  const AttemptRecord& attempt = world.records.attempts[1];
  EXPECT_EQ(attempt.request, second.id);
  EXPECT_EQ(attempt.sent, second.issued);
  EXPECT_EQ(attempt.arrived - attempt.sent, kDelay);
  EXPECT_EQ(attempt.ended, second.ended);
  EXPECT_EQ(world.board.size(), 0U);
}

TEST(OffloadClient, OpensOneConnectionAndPaysForItsHandshakeOnce) {
  World world;
  world.add(world.workload());
  world.run_s(100);
  EXPECT_EQ(world.network.opens(), 1U);
  const RequestRecord& first = world.records.requests[0];
  EXPECT_EQ(first.ended - first.issued, kLatency + kDelay * 2);
}

TEST(OffloadClient, AReplyAtTheDeadlineIsInTimeAndANanosecondAfterItLate) {
  const Duration ns = Duration::from_ns(1);
  const struct {
    Duration deadline;
    Outcome outcome;
  } kCases[] = {{kLatency + ns, Outcome::kCompleted},
                {kLatency, Outcome::kCompleted},
                {kLatency - ns, Outcome::kLate}};
  for (const auto& c : kCases) {
    World world;
    world.add(with_times(world.workload(), c.deadline, Duration::from_s(2)));
    world.run_s(5);
    ASSERT_GE(world.records.requests.size(), 4U);
    EXPECT_EQ(world.records.requests[2].outcome, c.outcome) << c.deadline.ns();
  }
}

TEST(OffloadClient, AReplyMustComeBeforeTheClientGivesUp) {
  const Duration ns = Duration::from_ns(1);
  const Duration deadline = Duration::from_ms(1);
  for (const auto& [give_up, outcome] :
       {std::tuple(kLatency + ns, Outcome::kLate), std::tuple(kLatency, Outcome::kFailed)}) {
    World world;
    world.add(with_times(world.workload(), deadline, give_up));
    world.run_s(5);
    const RequestRecord& r = world.records.requests.at(2);
    EXPECT_EQ(r.outcome, outcome);
    if (outcome != Outcome::kFailed) continue;
    EXPECT_EQ(r.cause, FailureCause::kTimeout);
    EXPECT_EQ(r.ended - r.issued, give_up);
    EXPECT_EQ(r.reply, Bytes{});
  }
}

TEST(OffloadClient, FailsAtOnceWithoutAPlacement) {
  World world;
  world.add(world.workload());
  world.paths.delays.clear();
  world.run_s(3);
  world.finish();
  world.expect_conservation();
  ASSERT_EQ(world.records.requests.size(), 3U);
  const RequestRecord& r = world.records.requests[0];
  EXPECT_EQ(r.cause, FailureCause::kNoPlacement);
  EXPECT_EQ(r.ended, r.issued);
  EXPECT_EQ(r.attempts, 0);
  EXPECT_FALSE(r.node.valid());
  EXPECT_TRUE(world.records.attempts.empty());
}

TEST(OffloadClient, RunsOnItsOwnAcceleratorWithoutTheNetwork) {
  World world;
  Server own(world.loop, {kHost, &world.accelerator, 1, {&world.model}, {64}});
  world.add(world.workload(PolicyKind::kLocal), 0, &own);
  world.run_s(5);
  ASSERT_EQ(world.records.requests.size(), 5U);
  for (const RequestRecord& r : world.records.requests) {
    EXPECT_EQ(r.outcome, Outcome::kCompleted);
    EXPECT_EQ(r.ended - r.issued, Duration::from_ms(10));
    EXPECT_EQ(r.tier, Tier::kLocal);
    EXPECT_EQ(r.node, kHost);
    EXPECT_EQ(r.service, Duration::from_ms(10));
  }
  EXPECT_EQ(world.records.attempts[0].arrived, world.records.attempts[0].sent);
  EXPECT_EQ(world.network.opens(), 0U);
}

TEST(OffloadClient, HasNoLocalPlacementWithoutAnAcceleratorForTheModel) {
  World world;
  const ModelProfile other = model_of("other", 1);
  Server own(world.loop, {kHost, &world.accelerator, 1, {&other}, {64}});
  world.add(world.workload(PolicyKind::kLocal), 0, &own);
  world.add(world.workload(PolicyKind::kLocal), 1, nullptr);
  world.run_s(5);
  EXPECT_EQ(world.records.count(FailureCause::kNoPlacement), 10);
}

TEST(OffloadClient, RecordsWhatIsUnderWayAtTheEndAsPending) {
  World world;
  world.add(with_times(world.workload(), Duration::from_s(50), Duration::from_s(100)));
  world.run_s(1);
  world.network.set_reachable(false);
  world.run_s(3);
  world.finish();
  world.expect_conservation();
  ASSERT_EQ(world.records.count(Outcome::kPending), 3);
  const RequestRecord& last = world.records.requests.back();
  EXPECT_EQ(last.ended, Time() + Duration::from_s(4));
  EXPECT_EQ(last.attempts, 1);
}

TEST(OffloadClient, NamesTheCauseOfAFailure) {
  World world;
  world.add(world.workload());
  world.network.set_reachable(false);
  world.run_s(3);  // the first is given up before the connection is up
  EXPECT_EQ(world.records.count(FailureCause::kNoConnection), 1);
  world.network.set_reachable(true);
  world.run_s(5);
  EXPECT_GT(world.records.count(Outcome::kCompleted), 3);
  world.network.set_reachable(false);
  world.run_s(4);  // up but mute
  EXPECT_GE(world.records.count(FailureCause::kTimeout), 1);
  const auto before = world.records.count(FailureCause::kConnectionLost);
  world.network.break_connections();
  EXPECT_GT(world.records.count(FailureCause::kConnectionLost), before);
  world.finish();
  world.expect_conservation();
}

TEST(OffloadClient, LearnsOfARefusal) {
  World world(1, 0);  // no waiting room
  for (std::uint64_t i = 0; i < 20; ++i) world.add(world.workload(PolicyKind::kGround, 10.0), i);
  world.run_s(10);
  world.finish();
  world.expect_conservation();
  const NodeSample sample = world.site.take_sample();
  EXPECT_GT(sample.refused, 500) << "twice the load that one device can carry";
  EXPECT_NEAR(static_cast<double>(world.records.count(FailureCause::kRefused)),
              static_cast<double>(sample.refused), 20.0)
      << "some may still be under way";
  EXPECT_GT(world.records.count(Outcome::kCompleted), 500);
}

TEST(OffloadClient, LosesNoRequestUnderOutagesBreaksAndGivingUp) {
  World world;
  for (std::uint64_t i = 0; i < 10; ++i) {
    const auto policy = i % 2 == 0 ? PolicyKind::kNearest : PolicyKind::kGround;
    world.add(
        with_times(world.workload(policy, 7.0), Duration::from_ms(60), Duration::from_ms(400)), i);
  }
  for (int round = 0; round < 40; ++round) {
    world.run_s(1);
    world.network.set_reachable(round % 3 != 1);
    if (round % 4 == 2) world.network.break_connections();
  }
  world.finish();
  world.expect_conservation();
  for (const Outcome o :
       {Outcome::kCompleted, Outcome::kLate, Outcome::kFailed, Outcome::kPending}) {
    EXPECT_GT(world.records.count(o), 0) << to_string(o);
  }
  EXPECT_EQ(world.records.attempts.size(), world.records.requests.size());
}

TEST(OffloadClient, LeavesNothingOnTheBoardOnceAllHasArrived) {
  World world;
  world.add(with_times(world.workload(), Duration::from_ms(1), Duration::from_ms(7)));
  world.run_s(20);
  world.finish();
  EXPECT_EQ(world.records.count(FailureCause::kTimeout) +
                world.records.count(FailureCause::kNoConnection),
            20);
  EXPECT_LE(world.board.size(), 1U);
}

std::vector<Row> run_poisson(std::uint64_t seed) {
  World world(seed);
  for (std::uint64_t i = 0; i < 5; ++i) {
    Workload w = world.workload(PolicyKind::kNearest, 15.0);
    w.arrival.kind = ArrivalKind::kServer;
    world.add(std::move(w), i);
  }
  world.run_s(20);
  world.finish();
  return rows(world.records);
}

TEST(OffloadClient, SameSeedGivesTheSameRecords) {
  const auto reference = run_poisson(1);
  EXPECT_GT(reference.size(), 1000U);
  EXPECT_EQ(run_poisson(1), reference);
  EXPECT_NE(run_poisson(2), reference);
}

std::vector<std::int64_t> issue_times(const Records& records, std::uint32_t client) {
  std::vector<std::int64_t> times;
  for (const RequestRecord& r : records.requests) {
    if (r.client == client) times.push_back(r.issued.ns());
  }
  std::sort(times.begin(), times.end());
  return times;
}

TEST(OffloadClient, AnotherClientDoesNotShiftArrivals) {
  World alone;
  alone.add(alone.workload(PolicyKind::kNearest, 5.0), 0);
  alone.run_s(20);
  World crowded;
  crowded.add(crowded.workload(PolicyKind::kNearest, 50.0), 0, nullptr, "truck");
  crowded.add(crowded.workload(PolicyKind::kNearest, 5.0), 0);
  crowded.run_s(20);
  for (World* world : {&alone, &crowded}) world->finish();
  EXPECT_EQ(issue_times(crowded.records, 1), issue_times(alone.records, 0));
  EXPECT_EQ(issue_times(alone.records, 0).size(), 100U);
}

TEST(OffloadClient, RefusesDeadlinesThatMakeNoSense) {
  World world;
  EXPECT_THROW(world.add(with_times(world.workload(), Duration(), Duration::from_s(1))),
               InputError);
  EXPECT_THROW(world.add(with_times(world.workload(), Duration::from_s(2), Duration::from_s(1))),
               InputError);
}

}  // namespace
}  // namespace orbitmesh
