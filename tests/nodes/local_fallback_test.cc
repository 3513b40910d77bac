#include <gtest/gtest.h>

#include "core/rng.h"
#include "nodes/offload_client.h"
#include "tests/nodes/client_world.h"
#include "tests/nodes/scripted_policy.h"

namespace orbitmesh {
namespace {

using testing::kDelay;
using testing::kHost;
using testing::kLatency;
using testing::kSatellite;
using testing::model_of;
using testing::PolicyLog;
using testing::ScriptedPolicy;

constexpr Duration ms(std::int64_t n) { return Duration::from_ms(n); }
constexpr Duration kNs = Duration::from_ns(1);
constexpr Duration kLocalService = ms(10);

/// One client, one request a second, placed on the satellite with a local fallback.
struct FallbackWorld : testing::ClientWorld {
  explicit FallbackWorld(Duration fallback) {
    local = std::make_unique<Server>(loop, ServerSetup{kHost, &accelerator, 1, {&model}, {64}});
    Workload w = workload();
    w.policy = std::make_unique<ScriptedPolicy>(
        Placement{Tier::kSatellite, kSatellite, {{Tier::kLocal, NodeId{}, fallback}}}, log);
    add(std::move(w), 0, local.get());
  }
  /// Attempts of the k-th request, k from 0, in order of number.
  std::vector<AttemptRecord> attempts_of(std::size_t k) const {
    std::vector<AttemptRecord> result;
    for (const AttemptRecord& a : records.attempts) {
      if (a.request == records.requests.at(k).id) result.push_back(a);
    }
    std::sort(result.begin(), result.end(),
              [](const auto& a, const auto& b) { return a.attempt < b.attempt; });
    return result;
  }
  void end() {
    finish();
    expect_conservation();
  }

  PolicyLog log;
  std::unique_ptr<Server> local;
};

TEST(LocalFallback, StartsExactlyAtItsTimeWhenNoAnswerHasCome) {
  FallbackWorld world(ms(50));
  world.network.set_reachable(false);
  world.run_s(1);
  ASSERT_EQ(world.records.requests.size(), 1U);
  const RequestRecord& request = world.records.requests[0];
  EXPECT_EQ(request.outcome, Outcome::kCompleted);
  EXPECT_EQ(request.ended - request.issued, ms(50) + kLocalService);
  EXPECT_EQ(request.tier, Tier::kLocal);
  EXPECT_EQ(request.node, kHost);
  EXPECT_EQ(request.service, kLocalService);
  EXPECT_EQ(request.attempts, 2);
  const auto attempts = world.attempts_of(0);
  EXPECT_EQ(attempts[0].tier, Tier::kSatellite);
  EXPECT_EQ(attempts[0].sent, request.issued);
  EXPECT_EQ(attempts[0].ended, request.ended);
  EXPECT_EQ(attempts[0].cause, FailureCause::kSuperseded);
  EXPECT_EQ(attempts[1].tier, Tier::kLocal);
  EXPECT_EQ(attempts[1].sent - request.issued, ms(50));
  EXPECT_EQ(attempts[1].cause, FailureCause::kNone);
  world.end();
}

TEST(LocalFallback, DoesNotStartAfterAnAnswer) {
  FallbackWorld world(kLatency + kNs);
  world.run_s(4);  // the first request pays for the handshake
  EXPECT_EQ(world.attempts_of(0).size(), 2U);
  EXPECT_EQ(world.attempts_of(1).size(), 1U);
  EXPECT_EQ(world.records.requests[1].tier, Tier::kSatellite);
  EXPECT_EQ(world.local->take_sample().served, 1);
  world.end();
}

TEST(LocalFallback, AtTheSameInstantItStartsBeforeTheAnswerIsSeen) {
  FallbackWorld world(kLatency);
  world.run_s(4);
  const RequestRecord& request = world.records.requests.at(1);
  EXPECT_EQ(request.ended - request.issued, kLatency);
  EXPECT_EQ(request.tier, Tier::kSatellite);
  EXPECT_EQ(request.attempts, 2);
  const auto attempts = world.attempts_of(1);
  EXPECT_EQ(attempts[1].sent, attempts[1].ended);
  EXPECT_EQ(attempts[1].cause, FailureCause::kSuperseded);
  world.end();
}

TEST(LocalFallback, TheFirstAnswerWinsByANanosecond) {
  const Duration tie = kLatency - kLocalService;
  const struct {
    Duration fallback;
    Tier winner;
    Duration latency;
  } kCases[] = {{tie - kNs, Tier::kLocal, kLatency - kNs}, {tie + kNs, Tier::kSatellite, kLatency}};
  for (const auto& c : kCases) {
    FallbackWorld world(c.fallback);
    world.run_s(4);
    const RequestRecord request = world.records.requests.at(1);
    EXPECT_EQ(request.tier, c.winner);
    EXPECT_EQ(request.ended - request.issued, c.latency);
    const auto attempts = world.attempts_of(1);
    ASSERT_EQ(attempts.size(), 2U);
    const bool local_won = c.winner == Tier::kLocal;
    EXPECT_EQ(attempts[local_won ? 0 : 1].cause, FailureCause::kSuperseded);
    EXPECT_EQ(attempts[local_won ? 1 : 0].cause, FailureCause::kNone);
    world.end();
    EXPECT_EQ(world.board.size(), 0U);
  }
}

TEST(LocalFallback, StartsAtOnceWhenTheRemoteAttemptFails) {
  FallbackWorld world(ms(200));
  world.run_s(1);
  world.network.set_reachable(false);
  const auto before = world.records.requests.size();
  while (world.clients[0]->in_flight() == 0) world.loop.run_until(world.loop.now() + ms(1));
  const Time broken = world.loop.now();
  world.network.break_connections();
  world.loop.run_until(broken + ms(100));
  ASSERT_EQ(world.records.requests.size(), before + 1);
  const RequestRecord& request = world.records.requests[before];
  EXPECT_EQ(request.outcome, Outcome::kCompleted);
  EXPECT_EQ(request.ended, broken + kLocalService);
  const auto attempts = world.attempts_of(before);
  ASSERT_EQ(attempts.size(), 2U);
  EXPECT_EQ(attempts[0].cause, FailureCause::kConnectionLost);
  EXPECT_EQ(attempts[0].ended, broken);
  EXPECT_EQ(attempts[1].sent, broken);
  world.run_s(1);
  EXPECT_EQ(world.attempts_of(before).size(), 2U) << "and not again at its time";
  world.end();
}

TEST(LocalFallback, ARequestFailsWithItsLastAttempt) {
  testing::ClientWorld world;
  const ModelProfile slow = model_of("slow", 5'000);
  Server busy(world.loop, {kHost, &world.accelerator, 1, {&slow, &world.model}, {0}});
  busy.submit(slow, [](const ServiceReport&) {});
  Workload w = world.workload();
  PolicyLog log;
  w.policy = std::make_unique<ScriptedPolicy>(
      Placement{Tier::kSatellite, kSatellite, {{Tier::kLocal, NodeId{}, ms(1)}}}, log);
  world.add(std::move(w), 0, &busy);
  world.network.set_reachable(false);
  world.run_s(4);
  ASSERT_FALSE(world.records.requests.empty());
  const RequestRecord& request = world.records.requests[0];
  EXPECT_EQ(request.cause, FailureCause::kNoConnection) << "the remote attempt failed last";
  EXPECT_EQ(request.tier, Tier::kSatellite);
  EXPECT_EQ(request.ended - request.issued, Duration::from_s(2));
  const AttemptRecord& refused = world.records.attempts[0];
  EXPECT_EQ(refused.attempt, 2);
  EXPECT_EQ(refused.cause, FailureCause::kRefused);
  EXPECT_EQ(refused.ended - request.issued, ms(1));
  world.finish();
  world.expect_conservation();
}

TEST(LocalFallback, NeedsAnAcceleratorThatHoldsTheModel) {
  testing::ClientWorld world;
  const ModelProfile other = model_of("other", 1);
  Server own(world.loop, {kHost, &world.accelerator, 1, {&other}, {64}});
  PolicyLog log;
  for (std::uint64_t i = 0; i < 2; ++i) {
    Workload w = world.workload();
    w.policy = std::make_unique<ScriptedPolicy>(
        Placement{Tier::kSatellite, kSatellite, {{Tier::kLocal, NodeId{}, ms(1)}}}, log);
    world.add(std::move(w), i, i == 0 ? &own : nullptr);
  }
  world.run_s(5);
  world.finish();
  world.expect_conservation();
  EXPECT_EQ(world.records.attempts.size(), world.records.requests.size());
}

TEST(LocalFallback, ALocalAttemptEndsWithItsAccelerator) {
  FallbackWorld world(ms(50));
  world.network.set_reachable(false);
  while (world.clients[0]->in_flight() == 0) world.loop.run_until(world.loop.now() + ms(1));
  world.loop.run_until(world.loop.now() + ms(51));
  world.local->fail(DownReason::kReboot);
  ASSERT_EQ(world.records.attempts.size(), 1U);
  EXPECT_EQ(world.records.attempts[0].attempt, 2);
  EXPECT_EQ(world.records.attempts[0].cause, FailureCause::kConnectionLost);
  EXPECT_EQ(world.clients[0]->in_flight(), 1) << "the remote attempt goes on";
  world.end();
}

/// Deadline policy on an unreachable satellite: 60 ms, of which the local copy needs 10.
std::int64_t in_time_when_cut_off(Fallback fallback) {
  testing::ClientWorld world;
  Server own(world.loop, {kHost, &world.accelerator, 1, {&world.model}, {64}});
  Workload w = world.workload();
  w.deadline = ms(60);
  for (ServingNode& n : w.nodes) {
    n.service = ms(10);
    n.power = Power{1.0};
  }
  w.policy = make_policy(PolicyKind::kDeadline, {NodeId{}, fallback});
  ClientSetup setup;
  setup.name = "inspector";
  setup.local = fallback == Fallback::kLocal ? &own : nullptr;
  setup.local_power = Power{1e3};
  world.add(std::move(w), setup);
  world.run_s(30);
  world.network.set_reachable(false);
  const auto before = world.records.count(Outcome::kCompleted);
  EXPECT_EQ(before, 30);
  world.run_s(30);
  world.finish();
  world.expect_conservation();
  return world.records.count(Outcome::kCompleted) - before;
}

TEST(LocalFallback, SavesTheDeadlinesOfAnOutage) {
  EXPECT_EQ(in_time_when_cut_off(Fallback::kNone), 0);
  EXPECT_EQ(in_time_when_cut_off(Fallback::kLocal), 30);
}

TEST(LocalFallback, RecordsBothAttemptsOfAPendingRequest) {
  FallbackWorld world(ms(1));
  world.network.set_reachable(false);
  while (world.clients[0]->in_flight() == 0) world.loop.run_until(world.loop.now() + ms(1));
  world.loop.run_until(world.loop.now() + ms(2));
  world.finish();
  ASSERT_EQ(world.records.count(Outcome::kPending), 1);
  EXPECT_EQ(world.attempts_of(0).size(), 2U);
  world.expect_conservation();
  EXPECT_TRUE(world.log.observations.empty());
}

/// Outages and breaks at random instants, under every policy that may choose or hedge.
std::vector<testing::Row> run_with_outages(std::uint64_t seed) {
  testing::ClientWorld world(seed, 2);
  std::vector<std::unique_ptr<Server>> locals;
  for (std::uint64_t i = 0; i < 8; ++i) {
    locals.push_back(std::make_unique<Server>(
        world.loop, ServerSetup{kHost, &world.accelerator, 1, {&world.model}, {1}}));
    Workload w = world.workload(PolicyKind::kNearest, 9.0);
    for (ServingNode& n : w.nodes) n.service = ms(10);
    w.arrival.kind = ArrivalKind::kServer;
    w.deadline = ms(60);
    w.give_up = ms(400);
    w.policy = make_policy(i % 4 == 0 ? PolicyKind::kLeastLatency : PolicyKind::kDeadline,
                           {NodeId{}, i % 4 == 1 ? Fallback::kNone : Fallback::kLocal});
    ClientSetup setup;
    setup.name = "inspector";
    setup.instance = i;
    setup.local = i % 4 < 3 ? locals.back().get() : nullptr;
    // Remote nodes are the cheaper ones, so that fallbacks are placed.
    setup.local_power = Power{1e3};
    for (ServingNode& n : w.nodes) n.power = Power{1.0};
    world.add(std::move(w), setup);
  }
  RngStream chance(seed, "test.outage", 0);
  for (int round = 0; round < 300; ++round) {
    world.loop.run_until(world.loop.now() + ms(static_cast<std::int64_t>(chance.below(400))));
    world.network.set_reachable(chance.uniform() < 0.7);
    if (chance.uniform() < 0.2) world.network.break_connections();
  }
  world.finish();
  world.expect_conservation();
  for (const Outcome o : {Outcome::kCompleted, Outcome::kLate, Outcome::kFailed}) {
    EXPECT_GT(world.records.count(o), 0) << to_string(o);
  }
  EXPECT_GT(world.records.attempts.size(), world.records.requests.size()) << "fallbacks";
  for (const Tier tier : {Tier::kLocal, Tier::kSatellite}) {
    EXPECT_GT(std::count_if(world.records.requests.begin(), world.records.requests.end(),
                            [&](const RequestRecord& r) { return r.tier == tier; }),
              50);
  }
  return testing::rows(world.records);
}

TEST(LocalFallback, LosesNoRequestUnderRandomOutagesAndRepeatsToTheNanosecond) {
  const auto reference = run_with_outages(1);
  EXPECT_GT(reference.size(), 3000U);
  EXPECT_EQ(run_with_outages(1), reference);
  EXPECT_NE(run_with_outages(2), reference);
}

}  // namespace
}  // namespace orbitmesh
