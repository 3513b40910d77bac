#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "core/error.h"
#include "core/rng.h"
#include "nodes/content_executor.h"
#include "tests/nodes/client_world.h"
#include "tests/nodes/fake_content.h"
#include "tests/nodes/scripted_policy.h"

namespace orbitmesh {
namespace {

using testing::kHost;
using testing::kLatency;
using testing::kSatellite;
using testing::kSite;
using testing::PolicyLog;
using testing::ScriptedPolicy;

constexpr Duration ms(std::int64_t n) { return Duration::from_ms(n); }
constexpr NodeId kThird{4};

/// The satellite, the site and a third node, all 5 ms away, whose weights may have flipped.
struct CopiesWorld : testing::ClientWorld {
  explicit CopiesWorld(std::int64_t max_waiting = 64)
      : third(loop, {kThird, &accelerator, 1, {&model}, {max_waiting}}),
        third_endpoint(loop, third, board) {
    network.serve(kThird, third_endpoint);
    paths.delays[kThird] = ms(6);
  }

  void add_client(const Placement& placement, double rate_hz = 1.0) {
    Workload w = workload(PolicyKind::kNearest, rate_hz);
    w.nodes.push_back({kThird, Tier::kGround});
    w.policy = std::make_unique<ScriptedPolicy>(placement, log);
    add(std::move(w));
  }
  std::vector<AttemptRecord> attempts_of(const RequestRecord& request) const {
    std::vector<AttemptRecord> result;
    for (const AttemptRecord& a : records.attempts) {
      if (a.request == request.id) result.push_back(a);
    }
    std::sort(result.begin(), result.end(),
              [](const auto& a, const auto& b) { return a.attempt < b.attempt; });
    return result;
  }

  PolicyLog log;
  Server third;
  ServerEndpoint third_endpoint;
};

TEST(FurtherCopies, ASecondCopyStartsAtItsTimeAndTheFirstAnswerCounts) {
  CopiesWorld world;
  Server* busy = &world.satellite;
  for (int i = 0; i < 60; ++i) busy->submit(world.model, [](const ServiceReport&) {});
  world.add_client({Tier::kSatellite, kSatellite, {{Tier::kGround, kSite, ms(50)}}});
  world.run_s(1);
  const RequestRecord& request = world.records.requests.at(0);
  EXPECT_EQ(request.outcome, Outcome::kCompleted);
  EXPECT_EQ(request.node, kSite);
  EXPECT_EQ(request.attempts, 2);
  const auto attempts = world.attempts_of(request);
  EXPECT_EQ(attempts[0].cause, FailureCause::kSuperseded);
  EXPECT_EQ(attempts[1].cause, FailureCause::kNone);
  EXPECT_EQ(attempts[1].sent - request.issued, ms(50));
  world.finish();
  world.expect_conservation();
}

TEST(FurtherCopies, NoSecondCopyStartsAfterAnAnswer) {
  CopiesWorld world;
  world.add_client({Tier::kSatellite, kSatellite, {{Tier::kGround, kSite, ms(100)}}});
  world.run_s(5);
  EXPECT_EQ(world.records.attempts.size(), world.records.requests.size());
}

TEST(FurtherCopies, ARefusedCopyIsReplacedAtOnce) {
  CopiesWorld world;
  world.satellite.fail(DownReason::kReboot);
  world.add_client({Tier::kSatellite, kSatellite, {{Tier::kGround, kSite, std::nullopt}}});
  world.run_s(3);
  const RequestRecord& request = world.records.requests.at(1);
  EXPECT_EQ(request.outcome, Outcome::kCompleted);
  EXPECT_EQ(request.ended - request.issued, ms(10) + kLatency) << "refused after 10 ms";
  EXPECT_EQ(world.attempts_of(request)[0].cause, FailureCause::kRefused);
  world.finish();
  world.expect_conservation();
}

TEST(FurtherCopies, EachPlaceIsUsedOnce) {
  CopiesWorld world;
  world.add_client({Tier::kSatellite,
                    kSatellite,
                    {{Tier::kSatellite, kSatellite}, {Tier::kLocal, {}}, {Tier::kGround, kSite}}});
  world.run_s(3);
  EXPECT_EQ(world.records.requests.at(0).attempts, 2) << "no own accelerator either";
}

TEST(FurtherCopies, WhatIsNotOnOfferEndsTheRun) {
  const Placement kWrong[] = {{Tier::kSatellite, kSite},
                              {Tier::kGround, kHost},
                              {Tier::kSatellite, kSatellite, {{Tier::kGround, NodeId{}}}},
                              {Tier::kSatellite, kSatellite, {}, 0},
                              {Tier::kSatellite, kSatellite, {}, 9},
                              {Tier::kSatellite, kSatellite, {}, 1, 0},
                              {Tier::kSatellite, kSatellite, std::vector<FurtherCopy>(8)}};
  for (const Placement& placement : kWrong) {
    CopiesWorld world;
    world.add_client(placement);
    EXPECT_THROW(world.run_s(2), RunError);
  }
}

/// Copies compute real answers; kHarmfulBit makes a node's answer wrong.
struct VotingWorld {
  explicit VotingWorld(const Placement& placement, std::vector<NodeId> harmed)
      : satellite(loop, {kSatellite, &accelerator, 1, {&model}, {}, &executor}),
        site(loop, {kSite, &accelerator, 1, {&model}, {}, &executor}),
        third(loop, {kThird, &accelerator, 1, {&model}, {}, &executor}) {
    executor.add_inputs("tiny", set);
    network.serve(kSatellite, satellite_endpoint);
    network.serve(kSite, site_endpoint);
    network.serve(kThird, third_endpoint);
    for (const NodeId node : {kSatellite, kSite, kThird}) paths.delays[node] = ms(5);
    for (const NodeId node : harmed) flips.at[node] = {testing::kHarmfulBit};
    Workload w;
    w.name = "gauge";
    w.model = &model;
    w.arrival.rate = Frequency{1.0};
    w.deadline = ms(300);
    w.give_up = Duration::from_s(2);
    w.nodes = {{kSatellite, Tier::kSatellite}, {kSite, Tier::kGround}, {kThird, Tier::kGround}};
    w.policy = std::make_unique<ScriptedPolicy>(placement, log);
    w.content = WorkloadContent{"tiny", "tiny", 1};
    ClientSetup setup;
    setup.name = "inspector";
    setup.host = kHost;
    std::vector<Workload> workloads;
    workloads.push_back(std::move(w));
    client = std::make_unique<OffloadClient>(
        ClientContext{loop, network, paths, board, ids, records, 1}, setup, std::move(workloads));
    client->start();
    loop.run_until(Time() + Duration::from_s(10));
    client->finish();
  }
  const RequestRecord& request() const { return records.requests.at(3); }

  HeapEventLoop loop;
  testing::FakeNetwork network{loop, ms(5)};
  testing::FakePaths paths;
  AcceleratorProfile accelerator = testing::unit_accelerator();
  ModelProfile model = testing::model_of("ten-ms", 10);
  testing::FakeBackend backend;
  testing::FakeFlips flips;
  testing::TinySet set;
  ContentExecutor executor{backend, &flips, 1};
  RequestBoard board{&executor};
  RequestIds ids;
  testing::Records records;
  PolicyLog log;
  Server satellite;
  Server site;
  Server third;
  ServerEndpoint satellite_endpoint{loop, satellite, board};
  ServerEndpoint site_endpoint{loop, site, board};
  ServerEndpoint third_endpoint{loop, third, board};
  std::unique_ptr<OffloadClient> client;
};

Placement replicated(std::vector<FurtherCopy> further) {
  return {Tier::kSatellite, kSatellite, std::move(further), 2};
}

TEST(FurtherCopies, ThreeCopiesOutvoteAWrongOne) {
  const Placement placement = replicated({{Tier::kGround, kSite}, {Tier::kGround, kThird}});
  const VotingWorld alone({Tier::kSatellite, kSatellite}, {kSatellite});
  EXPECT_EQ(alone.request().answer, Answer::kCorrupted);
  EXPECT_FALSE(alone.request().disagreed);
  const VotingWorld voting(placement, {kSatellite});
  EXPECT_EQ(voting.request().outcome, Outcome::kCompleted);
  EXPECT_EQ(voting.request().answer, Answer::kCorrect);
  EXPECT_EQ(voting.request().first_answer, Answer::kCorrupted);
  EXPECT_TRUE(voting.request().disagreed);
  const VotingWorld outvoted(placement, {kSite, kThird});
  EXPECT_EQ(outvoted.request().answer, Answer::kCorrupted) << "two equal errors prevail";
  const VotingWorld intact(placement, {});
  EXPECT_EQ(intact.request().answer, Answer::kCorrect);
  EXPECT_FALSE(intact.request().disagreed);
}

TEST(FurtherCopies, TwoCopiesDetectAWrongOne) {
  const VotingWorld flagged(replicated({{Tier::kGround, kSite}}), {kSite});
  EXPECT_EQ(flagged.request().outcome, Outcome::kFailed);
  EXPECT_EQ(flagged.request().cause, FailureCause::kDisagreed);
  EXPECT_EQ(flagged.request().answer, Answer::kNone);
  EXPECT_TRUE(flagged.request().disagreed);
  EXPECT_EQ(flagged.executor.under_way(), 0U);
  EXPECT_EQ(flagged.board.size(), 0U);
}

TEST(FurtherCopies, TheCopyThatStandsByDecidesADisagreement) {
  const Placement placement =
      replicated({{Tier::kGround, kSite}, {Tier::kGround, kThird, std::nullopt}});
  const VotingWorld world(placement, {kSite});
  EXPECT_EQ(world.request().outcome, Outcome::kCompleted);
  EXPECT_EQ(world.request().answer, Answer::kCorrect);
  EXPECT_EQ(world.request().attempts, 3);
  EXPECT_EQ(world.request().ended - world.request().issued, kLatency * 2);
  const VotingWorld intact(placement, {});
  EXPECT_EQ(intact.request().attempts, 2);
  EXPECT_EQ(intact.request().ended - intact.request().issued, kLatency);
}

TEST(FurtherCopies, ASingleAnswerStandsWhenTheOthersHaveFailed) {
  CopiesWorld world;
  world.site.fail(DownReason::kReboot);
  world.add_client({Tier::kSatellite, kSatellite, {{Tier::kGround, kSite}}, 2});
  world.run_s(3);
  const RequestRecord& request = world.records.requests.at(1);
  EXPECT_EQ(request.outcome, Outcome::kCompleted);
  EXPECT_EQ(request.node, kSatellite);
  EXPECT_EQ(request.ended - request.issued, kLatency);
  EXPECT_FALSE(request.disagreed);
}

TEST(FurtherCopies, AnAnswerAloneStandsWhenTheClientGivesUp) {
  CopiesWorld world;
  const ModelProfile slow = testing::model_of("slow", 5'000);
  Server hanging(world.loop, {kSite, &world.accelerator, 1, {&slow, &world.model}, {}});
  ServerEndpoint endpoint(world.loop, hanging, world.board);
  world.network.serve(kSite, endpoint);
  hanging.submit(slow, [](const ServiceReport&) {});
  world.add_client({Tier::kSatellite, kSatellite, {{Tier::kGround, kSite}}, 2});
  world.run_s(4);
  const RequestRecord& request = world.records.requests.at(0);
  EXPECT_EQ(request.outcome, Outcome::kLate);
  EXPECT_EQ(request.ended - request.issued, Duration::from_s(2));
  EXPECT_EQ(request.node, kSatellite);
  EXPECT_EQ(world.attempts_of(request)[1].cause, FailureCause::kTimeout);
}

/// Hedged, compared and voting requests through random outages.
std::vector<testing::Row> run_with_outages(std::uint64_t seed) {
  CopiesWorld world(2);
  const Placement kPlacements[] = {
      {Tier::kSatellite, kSatellite, {{Tier::kGround, kSite, ms(30)}}},
      {Tier::kSatellite, kSatellite, {{Tier::kGround, kSite}}, 2},
      {Tier::kSatellite, kSatellite, {{Tier::kGround, kSite}, {Tier::kGround, kThird}}, 2},
      {Tier::kGround, kThird, {{Tier::kGround, kSite, std::nullopt}}}};
  for (const Placement& placement : kPlacements) {
    Workload w = world.workload(PolicyKind::kNearest, 9.0);
    w.nodes.push_back({kThird, Tier::kGround});
    w.deadline = ms(60);
    w.give_up = ms(400);
    w.policy = std::make_unique<ScriptedPolicy>(placement, world.log);
    world.add(std::move(w), world.clients.size());
  }
  RngStream chance(seed, "test.outage", 0);
  for (int round = 0; round < 300; ++round) {
    world.loop.run_until(world.loop.now() + ms(static_cast<std::int64_t>(chance.below(400))));
    world.network.set_reachable(chance.uniform() < 0.7);
    if (chance.uniform() < 0.2) world.network.break_connections();
  }
  world.network.set_reachable(true);
  world.run_s(5);
  world.finish();
  EXPECT_EQ(world.records.count(Outcome::kCompleted) + world.records.count(Outcome::kLate) +
                world.records.count(Outcome::kFailed) + world.records.count(Outcome::kPending),
            static_cast<std::int64_t>(world.ids.issued()));
  EXPECT_GT(world.records.attempts.size(), world.records.requests.size());
  return testing::rows(world.records);
}

TEST(FurtherCopies, LoseNoRequestUnderRandomOutagesAndRepeatToTheNanosecond) {
  const auto reference = run_with_outages(1);
  EXPECT_GT(reference.size(), 1000U);
  EXPECT_EQ(run_with_outages(1), reference);
  EXPECT_NE(run_with_outages(2), reference);
}

}  // namespace
}  // namespace orbitmesh
