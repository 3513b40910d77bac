#include "nodes/client_view.h"

#include <gtest/gtest.h>

#include "tests/nodes/client_world.h"
#include "tests/nodes/scripted_policy.h"

namespace orbitmesh {
namespace {

using testing::kDelay;
using testing::kHost;
using testing::kLatency;
using testing::kSatellite;
using testing::kSite;
using testing::PolicyLog;
using testing::ScriptedPolicy;

constexpr Duration ms(std::int64_t n) { return Duration::from_ms(n); }

/// One client that always asks the satellite, and keeps what its policy sees.
struct ViewWorld : testing::ClientWorld {
  explicit ViewWorld(double rate_hz = 1.0, std::int64_t max_waiting = 64)
      : ClientWorld(1, max_waiting), own(loop, {kHost, &accelerator, 1, {&model}, {64}}) {
    Workload w = workload(PolicyKind::kNearest, rate_hz);
    w.nodes = {{kSite, Tier::kGround, ms(7), Power{700}},
               {NodeId{8}, Tier::kSatellite, ms(11), Power{600}},
               {kSatellite, Tier::kSatellite, ms(10), std::nullopt}};
    w.policy = scripted({Tier::kSatellite, kSatellite});
    setup.name = "inspector";
    setup.local = &own;
    setup.local_power = Power{60};
    setup.transport = {BitRate{30'000'000}, BitRate{215'000'000}, 3};
    add(std::move(w), setup);
  }
  std::unique_ptr<OffloadPolicy> scripted(const Placement& placement) {
    return std::make_unique<ScriptedPolicy>(placement, log);
  }
  void next_view() {
    const std::size_t n = log.views.size();
    while (log.views.size() == n) loop.run_until(loop.now() + ms(1));
  }
  const PolicyView& view() const { return log.views.back(); }
  const Candidate& candidate(NodeId node) const {
    for (const Candidate& c : view().candidates) {
      if (c.node == node) return c;
    }
    throw std::out_of_range("not offered");
  }

  PolicyLog log;
  Server own;
  ClientSetup setup;
};

TEST(ClientView, TellsTheRequestAndTheNominalTransport) {
  ViewWorld world;
  world.next_view();
  EXPECT_EQ(world.view().deadline, ms(300));
  EXPECT_EQ(world.view().request, Bytes{25'000});
  EXPECT_EQ(world.view().reply, Bytes{28});
  EXPECT_EQ(world.view().transport.uplink, BitRate{30'000'000});
  EXPECT_EQ(world.view().transport.downlink, BitRate{215'000'000});
}

TEST(ClientView, OffersGroundNodesAndTheNearestSatelliteWithTheirFigures) {
  ViewWorld world;
  world.paths.delays[NodeId{8}] = ms(6);
  world.next_view();
  ASSERT_EQ(world.view().candidates.size(), 2U);
  EXPECT_EQ(world.candidate(kSite).tier, Tier::kGround);
  EXPECT_EQ(world.candidate(kSite).path_delay, ms(30));
  EXPECT_EQ(world.candidate(kSite).service, ms(7));
  EXPECT_EQ(world.candidate(kSite).power, Power{700});
  EXPECT_EQ(world.candidate(kSatellite).tier, Tier::kSatellite);
  EXPECT_FALSE(world.candidate(kSatellite).power);
  world.paths.delays[NodeId{8}] = ms(4);
  world.next_view();
  EXPECT_EQ(world.candidate(NodeId{8}).service, ms(11));
  EXPECT_THROW(world.candidate(kSatellite), std::out_of_range);
}

TEST(ClientView, TellsTheStateOfConnections) {
  ViewWorld world(200.0);  // every 5 ms; the handshake takes 10 ms
  world.next_view();
  EXPECT_EQ(world.candidate(kSatellite).connection, ConnectionState::kClosed);
  world.next_view();
  EXPECT_EQ(world.candidate(kSatellite).connection, ConnectionState::kOpening);
  EXPECT_EQ(world.candidate(kSatellite).opening_for, ms(5));
  world.next_view();
  world.next_view();
  EXPECT_EQ(world.candidate(kSatellite).connection, ConnectionState::kReady);
  EXPECT_EQ(world.candidate(kSite).connection, ConnectionState::kClosed);
}

TEST(ClientView, TellsTheWaitOfTheNewestReplyWithItsAge) {
  ViewWorld world;
  world.next_view();
  EXPECT_FALSE(world.candidate(kSatellite).reported_wait);
  // Another's request is in service for 4 ms more when the client's arrives.
  world.loop.run_until(world.view().now + ms(999));
  world.satellite.submit(world.model, [](const ServiceReport&) {});
  world.next_view();
  ASSERT_TRUE(world.candidate(kSatellite).reported_wait);
  EXPECT_EQ(world.candidate(kSatellite).reported_wait->wait, Duration());
  world.next_view();
  ASSERT_TRUE(world.candidate(kSatellite).reported_wait);
  EXPECT_EQ(world.candidate(kSatellite).reported_wait->wait, ms(4));
  EXPECT_EQ(world.candidate(kSatellite).reported_wait->age,
            Duration::from_s(1) - (kLatency + ms(4)));
  EXPECT_FALSE(world.candidate(kSite).reported_wait);
}

TEST(ClientView, ARefusalCountsAsAWaitOfTheDeadline) {
  ViewWorld world(1.0, 0);
  world.next_view();
  world.loop.run_until(world.view().now + ms(999));
  world.satellite.submit(world.model, [](const ServiceReport&) {});
  world.next_view();
  world.next_view();
  EXPECT_EQ(world.records.count(FailureCause::kRefused), 1);
  EXPECT_EQ(world.candidate(kSatellite).reported_wait->wait, ms(300));
  EXPECT_EQ(world.candidate(kSatellite).reported_wait->age, Duration::from_s(1) - kDelay * 2);
}

TEST(ClientView, KnowsTheQueueOfItsOwnAccelerator) {
  ViewWorld world;
  PolicyLog local_log;
  Workload w = world.workload(PolicyKind::kNearest, 500.0);  // every 2 ms, 10 ms of service
  w.policy = std::make_unique<ScriptedPolicy>(Placement{Tier::kLocal, NodeId{}}, local_log);
  ClientSetup setup = world.setup;
  Server own(world.loop, {kHost, &world.accelerator, 1, {&world.model}, {2}});
  setup.local = &own;
  world.add(std::move(w), setup);
  while (local_log.views.size() < 5) world.loop.run_until(world.loop.now() + ms(1));
  ASSERT_TRUE(local_log.views[0].local);
  EXPECT_EQ(local_log.views[0].local->service, ms(10));
  EXPECT_EQ(local_log.views[0].local->power, Power{60});
  EXPECT_EQ(local_log.views[0].local->queue_wait, ms(0));
  EXPECT_EQ(local_log.views[1].local->queue_wait, ms(8));
  EXPECT_EQ(local_log.views[2].local->queue_wait, ms(16));
  EXPECT_EQ(local_log.views[3].local->queue_wait, ms(24));
  EXPECT_EQ(local_log.views[4].local->queue_wait, ms(22)) << "the fourth was refused";
}

TEST(ClientView, OffersNoOwnAcceleratorThatIsDown) {
  ViewWorld world;
  world.next_view();
  EXPECT_TRUE(world.view().local);
  world.own.fail(DownReason::kReboot);
  world.next_view();
  EXPECT_FALSE(world.view().local);
  world.own.restore(DownReason::kReboot);
  world.next_view();
  ASSERT_TRUE(world.view().local);
  EXPECT_EQ(world.view().local->queue_wait, Duration());
}

TEST(ClientObservations, TellOfAnswersAtOnce) {
  ViewWorld world;
  world.run_s(3);
  ASSERT_EQ(world.log.observations.size(), 3U);
  const AttemptObservation& second = world.log.observations[1];
  EXPECT_EQ(second.node, kSatellite);
  EXPECT_EQ(second.tier, Tier::kSatellite);
  EXPECT_EQ(second.latency, kLatency);
  EXPECT_EQ(second.at, world.records.requests[1].ended);
}

TEST(ClientObservations, TellOnceOfAMissedDeadlineAtTheNextIssue) {
  ViewWorld world;
  world.network.set_reachable(false);
  world.next_view();
  world.next_view();
  ASSERT_EQ(world.log.observations.size(), 1U);
  EXPECT_EQ(world.log.observations[0].latency, std::nullopt);
  EXPECT_EQ(world.log.observations[0].at, world.view().now);
  world.network.set_reachable(true);
  world.run_s(1);
  EXPECT_EQ(world.records.count(Outcome::kLate), 1);
  world.finish();
  EXPECT_EQ(world.log.observations.size(),
            1U + static_cast<std::size_t>(world.records.count(Outcome::kCompleted)))
      << "the late answer adds nothing";
}

TEST(ClientObservations, TellNothingOfLocalAttempts) {
  ViewWorld world;
  PolicyLog log;
  Workload w = world.workload();
  w.policy = std::make_unique<ScriptedPolicy>(Placement{Tier::kLocal, NodeId{}}, log);
  Server own(world.loop, {kHost, &world.accelerator, 1, {&world.model}, {2}});
  world.setup.local = &own;
  world.add(std::move(w), world.setup);
  world.run_s(5);
  EXPECT_EQ(log.views.size(), 5U);
  EXPECT_TRUE(log.observations.empty());
}

TEST(ClientView, OffersAsManyOfTheNearestSatellitesAsTheWorkloadSays) {
  ViewWorld world;
  world.paths.delays[NodeId{8}] = ms(9);
  world.next_view();
  EXPECT_EQ(world.view().candidates.size(), 2U) << "the site and the nearest";
  Workload w = world.workload();
  w.nodes = {{NodeId{8}, Tier::kSatellite, ms(11)},
             {NodeId{6}, Tier::kSatellite, ms(11)},
             {kSatellite, Tier::kSatellite, ms(10)},
             {kSite, Tier::kGround, ms(7)}};
  w.satellites = 2;
  w.policy = world.scripted({Tier::kSatellite, kSatellite});
  world.setup.instance = 1;
  world.add(std::move(w), world.setup);
  const auto offered = [&] {
    do {
      world.next_view();
    } while (world.view().transport.uplink == BitRate{} || world.view().candidates.size() == 2);
    std::vector<NodeId> nodes;
    for (const Candidate& c : world.view().candidates) nodes.push_back(c.node);
    return nodes;
  };
  EXPECT_EQ(offered(), (std::vector<NodeId>{NodeId{8}, kSatellite, kSite})) << "6 has no path";
  world.paths.delays[NodeId{6}] = ms(9);
  EXPECT_EQ(offered(), (std::vector<NodeId>{NodeId{6}, kSatellite, kSite})) << "the lower id";
}

}  // namespace
}  // namespace orbitmesh
