#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "core/rng.h"
#include "nodes/retry_options.h"
#include "tests/nodes/client_world.h"

namespace orbitmesh {
namespace {

using testing::kLatency;
using testing::kSatellite;
using testing::kSite;

constexpr Duration ms(std::int64_t n) { return Duration::from_ms(n); }

RetryOptions retry(Duration timeout, std::int64_t max, RetryNode node = RetryNode::kSame) {
  RetryOptions options;
  options.timeout = timeout;
  options.max = max;
  options.node = node;
  return options;
}

Workload with(Workload workload, const RetryOptions& options) {
  workload.retry = options;
  return workload;
}

TEST(RetryOptions, TimeoutsGrowByTheBackoff) {
  RetryOptions options = retry(ms(100), 5);
  EXPECT_EQ(options.timeout_of(1), ms(100));
  EXPECT_EQ(options.timeout_of(2), ms(200));
  EXPECT_EQ(options.timeout_of(3), ms(400));
  options.backoff = 1.0;
  EXPECT_EQ(options.timeout_of(16), ms(100));
  options.backoff = 10.0;
  EXPECT_EQ(options.timeout_of(16), Duration::from_s(3'600)) << "and no longer than an hour";
}

TEST(Retry, RepeatsWhatHasNoAnswerUntilItIsTired) {
  testing::ClientWorld world;
  world.add(with(world.workload(), retry(ms(100), 2)));
  world.network.set_reachable(false);
  world.run_s(4);
  const RequestRecord& request = world.records.requests.at(0);
  EXPECT_EQ(request.outcome, Outcome::kFailed);
  ASSERT_EQ(request.attempts, 3);
  std::vector<Duration> sent;
  for (const AttemptRecord& a : world.records.attempts) {
    if (a.request == request.id) sent.push_back(a.sent - request.issued);
  }
  EXPECT_EQ(sent, (std::vector<Duration>{ms(0), ms(100), ms(300)}));
  EXPECT_EQ(world.clients[0]->counts(0).retries,
            2 * world.records.count(Outcome::kFailed) + 2 * world.clients[0]->in_flight());
  world.finish();
  world.expect_conservation();
}

TEST(Retry, DoesNothingWhileAnswersComeInTime) {
  testing::ClientWorld plain;
  plain.add(plain.workload());
  plain.run_s(20);
  testing::ClientWorld retrying;
  retrying.add(with(retrying.workload(), retry(ms(100), 2)));
  retrying.run_s(20);
  EXPECT_EQ(testing::rows(retrying.records), testing::rows(plain.records));
  EXPECT_EQ(retrying.clients[0]->counts(0).retries, 0);
}

/// Requests of 210 ms, repeated after 60 and 180 ms.
std::int64_t served_of(Duration remember, std::int64_t* requests) {
  testing::ClientWorld world;
  const ModelProfile slow = testing::model_of("slow", 200);
  Server server(world.loop, {kSatellite, &world.accelerator, 1, {&slow}, {}});
  ServerEndpoint endpoint(world.loop, server, world.board);
  world.network.serve(kSatellite, endpoint);
  Workload w = world.workload(PolicyKind::kNearest, 0.5);
  w.model = &slow;
  w.retry = retry(ms(60), 3);
  w.retry->remember = remember;
  world.add(std::move(w));
  world.run_s(20);
  world.finish();
  world.expect_conservation();
  *requests = static_cast<std::int64_t>(world.records.requests.size());
  EXPECT_EQ(world.records.count(Outcome::kCompleted), *requests);
  EXPECT_EQ(world.clients[0]->counts(0).retries, 2 * *requests) << "after 60 and 180 ms";
  EXPECT_EQ(endpoint.repeated(), Duration() < remember ? 2 * *requests : 0);
  return server.take_sample().served;
}

TEST(Retry, ARepetitionIsExecutedOnlyByAServerThatForgets) {
  std::int64_t requests = 0;
  EXPECT_EQ(served_of(Duration::from_s(30), &requests), requests);
  EXPECT_GE(requests, 9);
  EXPECT_GT(served_of(Duration(), &requests), 2 * requests);
}

TEST(Retry, AnAnswerLostOnTheWayIsAnsweredFromMemory) {
  testing::ClientWorld world;
  world.add(with(world.workload(), retry(ms(100), 2)));
  world.run_s(2);
  while (world.clients[0]->in_flight() == 0) world.loop.run_until(world.loop.now() + ms(1));
  world.loop.run_until(world.loop.now() + ms(16));  // served; the reply is on its way
  const auto before = world.records.requests.size();
  world.network.break_connections();
  world.loop.run_until(world.loop.now() + ms(200));
  ASSERT_EQ(world.records.requests.size(), before + 1);
  EXPECT_EQ(world.records.requests.back().outcome, Outcome::kCompleted);
  EXPECT_EQ(world.records.requests.back().attempts, 2);
  EXPECT_EQ(world.satellite_endpoint.repeated(), 1);
  EXPECT_EQ(world.clients[0]->counts(0).repeated, 1);
  EXPECT_TRUE(world.records.attempts.back().repeated);
  EXPECT_EQ(world.records.attempts.back().service, ms(10));
  EXPECT_EQ(world.satellite.take_sample().served,
            static_cast<std::int64_t>(world.records.requests.size()));
}

TEST(Retry, GoesToTheNextBestNodeWhereItMay) {
  testing::ClientWorld world;
  world.satellite.fail(DownReason::kReboot);
  world.add(with(world.workload(), retry(ms(50), 1, RetryNode::kNext)));
  world.run_s(4);
  const RequestRecord& request = world.records.requests.at(1);
  EXPECT_EQ(request.node, kSite);
  EXPECT_EQ(request.outcome, Outcome::kCompleted);
  EXPECT_EQ(request.ended - request.issued, ms(50) + kLatency);
  world.finish();
  world.expect_conservation();
}

TEST(Retry, StaysWhereThereIsNoOtherNode) {
  testing::ClientWorld world;
  world.satellite.fail(DownReason::kReboot);
  Workload w = world.workload();
  w.nodes.pop_back();
  world.add(with(std::move(w), retry(ms(50), 1, RetryNode::kNext)));
  world.run_s(4);
  EXPECT_EQ(world.records.requests.at(1).node, kSatellite);
  EXPECT_EQ(world.records.requests.at(1).cause, FailureCause::kRefused);
  EXPECT_EQ(world.records.requests.at(1).attempts, 2);
}

std::vector<testing::Row> run_with_outages(std::uint64_t seed) {
  testing::ClientWorld world(seed, 2);
  for (std::uint64_t i = 0; i < 6; ++i) {
    Workload w = world.workload(PolicyKind::kNearest, 9.0);
    w.deadline = ms(60);
    w.give_up = ms(400);
    w.retry = retry(ms(40), 3, i % 2 == 0 ? RetryNode::kSame : RetryNode::kNext);
    if (i % 3 == 0) w.retry->remember = Duration();
    world.add(std::move(w), i);
  }
  RngStream chance(seed, "test.outage", 0);
  for (int round = 0; round < 300; ++round) {
    world.loop.run_until(world.loop.now() + ms(static_cast<std::int64_t>(chance.below(400))));
    world.network.set_reachable(chance.uniform() < 0.7);
    if (chance.uniform() < 0.2) world.network.break_connections();
    if (chance.uniform() < 0.05) {
      world.satellite.fail(DownReason::kReboot);
      world.satellite.restore(DownReason::kReboot);
    }
  }
  world.network.set_reachable(true);
  world.run_s(70);
  world.finish();
  world.expect_conservation();
  EXPECT_GT(world.satellite_endpoint.repeated(), 10);
  return testing::rows(world.records);
}

TEST(Retry, LosesNoRequestUnderRandomOutagesAndRepeatsToTheNanosecond) {
  const auto reference = run_with_outages(1);
  EXPECT_GT(reference.size(), 2000U);
  EXPECT_EQ(run_with_outages(1), reference);
  EXPECT_NE(run_with_outages(2), reference);
}

}  // namespace
}  // namespace orbitmesh
