#include "nodes/queue_prober.h"

#include <gtest/gtest.h>

#include "tests/nodes/client_world.h"
#include "tests/nodes/scripted_policy.h"
#include "wire/offload_messages.h"

namespace orbitmesh {
namespace {

using testing::kSatellite;
using testing::kSite;
using testing::PolicyLog;
using testing::ScriptedPolicy;

constexpr Duration ms(std::int64_t n) { return Duration::from_ms(n); }

struct ProbeWorld : testing::ClientWorld {
  ProbeWorld() {
    Workload w = workload(PolicyKind::kNearest, 0.1);
    w.policy = std::make_unique<ScriptedPolicy>(Placement{Tier::kSatellite, kSatellite}, log);
    w.probe = Duration::from_s(1);
    add(std::move(w));
  }
  const Candidate& site_seen() const { return log.views.back().candidates.at(1); }
  void next_view() {
    const std::size_t n = log.views.size();
    while (log.views.size() == n) loop.run_until(loop.now() + ms(1));
  }
  PolicyLog log;
};

TEST(QueueProber, TellsTheWaitOfANodeThatGetsNoRequests) {
  ProbeWorld world;
  world.next_view();
  world.run_s(3);
  for (int i = 0; i < 300; ++i) {
    world.site.submit(world.model, [](const ServiceReport&) {});
    world.loop.run_until(world.loop.now() + ms(9));
  }
  world.next_view();
  ASSERT_TRUE(world.site_seen().reported_wait);
  EXPECT_LE(world.site_seen().reported_wait->age, ms(1010));
  EXPECT_EQ(world.site.take_sample().refused, 0) << "a probe takes no place in the queue";
}

TEST(QueueProber, CountsItsBytes) {
  ProbeWorld world;
  world.run_s(20);
  const WorkloadCounts counts = world.clients[0]->counts(0);
  EXPECT_GE(counts.probes, 2 * 19);
  EXPECT_LE(counts.probes, 2 * 20);
  const std::int64_t question = encoded_offload_request_size(Bytes{0}, "ten-ms").count;
  const std::int64_t answer = encoded_offload_reply_size(Bytes{0}).count;
  EXPECT_EQ(counts.probe_bytes.count, counts.probes * (question + answer));
  world.finish();
  world.expect_conservation();
}

TEST(QueueProber, SendsOneAtATimeToANode) {
  ProbeWorld world;
  world.run_s(2);
  const auto before = world.clients[0]->counts(0).probes;
  world.network.set_reachable(false);
  world.run_s(10);
  EXPECT_LE(world.clients[0]->counts(0).probes, before + 2);
  world.network.break_connections();
  world.network.set_reachable(true);
  world.run_s(5);
  EXPECT_GT(world.clients[0]->counts(0).probes, before + 6);
}

TEST(QueueProber, ARefusalCountsAsAWaitOfTheDeadline) {
  ProbeWorld world;
  world.site.fail(DownReason::kReboot);
  world.next_view();
  world.run_s(3);
  world.next_view();
  EXPECT_EQ(world.site_seen().reported_wait->wait, ms(300));
}

TEST(QueueProber, LeavesTheBoardEmpty) {
  ProbeWorld world;
  world.run_s(5);
  while (world.clients[0]->in_flight() > 0) world.loop.run_until(world.loop.now() + ms(1));
  world.loop.run_until(world.loop.now() + ms(30));
  EXPECT_LE(world.board.size(), 2U) << "probes under way";
}

}  // namespace
}  // namespace orbitmesh
