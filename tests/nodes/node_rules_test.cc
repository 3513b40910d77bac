#include "inference/node_rules.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <vector>

#include "core/heap_event_loop.h"
#include "nodes/client_view.h"
#include "nodes/connection_pool.h"
#include "nodes/server_endpoint.h"
#include "tests/nodes/client_world.h"

namespace orbitmesh {
namespace {

constexpr NodeId kHost{1};
constexpr NodeId kNear{2};
constexpr NodeId kNext{3};
constexpr NodeId kFar{4};

struct Zones final : ZoneView {
  RadiationZone zone(NodeId node) const override {
    const auto found = of.find(node);
    return found == of.end() ? RadiationZone::kQuiet : found->second;
  }
  std::map<NodeId, RadiationZone> of;
};

struct Deaf final : ConnectionPool::Listener {
  void on_reply(std::uint64_t) override {}
  void on_lost(std::uint64_t, FailureCause) override {}
};

/// A client that can reach three satellites and is offered the nearest one.
class NodeRulesTest : public ::testing::Test {
 protected:
  NodeRulesTest() {
    paths_.delays = {
        {kNear, Duration::from_ms(5)}, {kNext, Duration::from_ms(6)}, {kFar, Duration::from_ms(7)}};
    setup_.host = kHost;
    workload_.model = &model_;
    for (const NodeId node : {kNear, kNext, kFar}) {
      workload_.nodes.push_back({node, Tier::kSatellite});
    }
  }
  NodeId offered() {
    const PolicyView& view = view_.of(workload_, {kNear, kNext, kFar});
    EXPECT_EQ(view.candidates.size(), 1U);
    zone_ = view.candidates.front().zone;
    return view.candidates.front().node;
  }
  void report_charge(NodeId node, double charge) {
    reports_.add(node, {}, false, charge, loop_.now());
  }
  void later_s(std::int64_t s) { loop_.run_until(loop_.now() + Duration::from_s(s)); }

  HeapEventLoop loop_;
  testing::FakeNetwork network_{loop_, Duration::from_ms(5)};
  testing::FakePaths paths_;
  RequestBoard board_;
  RequestIds ids_;
  testing::Records records_;
  Zones zones_;
  ClientContext context_{loop_, network_, paths_, board_, ids_, records_, 1, &zones_};
  ClientSetup setup_;
  Deaf deaf_;
  ConnectionPool pool_{loop_, network_, board_, kHost, Duration::from_s(60), deaf_};
  QueueReports reports_;
  LocalAccelerator local_{nullptr, std::nullopt};
  ClientView view_{context_, setup_, pool_, reports_, local_};
  ModelProfile model_ = testing::model_of("ten-ms", 10);
  Workload workload_;
  RadiationZone zone_ = RadiationZone::kQuiet;
};

TEST_F(NodeRulesTest, WithoutRulesTheNearestIsOfferedWhereverItIs) {
  zones_.of[kNear] = RadiationZone::kAnomaly;
  EXPECT_EQ(offered(), kNear);
  EXPECT_EQ(zone_, RadiationZone::kAnomaly) << "and the policy sees where that is";
}

TEST_F(NodeRulesTest, AvoidsAnomalyAndStormWhereOthersCanBeReached) {
  workload_.rules.avoid_saa = true;
  zones_.of = {{kNear, RadiationZone::kAnomaly}, {kNext, RadiationZone::kStorm}};
  EXPECT_EQ(offered(), kFar);
  paths_.delays.erase(kFar);
  EXPECT_EQ(offered(), kNear) << "better than none";
}

TEST_F(NodeRulesTest, AvoidsALowBatteryForAsLongAsTheReportCounts) {
  workload_.rules.min_charge = 0.5;
  EXPECT_EQ(offered(), kNear) << "nothing is known yet";
  report_charge(kNear, 0.49);
  report_charge(kNext, 0.5);
  EXPECT_EQ(offered(), kNext);
  later_s(599);
  EXPECT_EQ(offered(), kNext);
  later_s(1);
  EXPECT_EQ(offered(), kNear) << "the report is too old";
}

TEST_F(NodeRulesTest, ThePolicySeesWhatTheNewestReplyToldAndItsAge) {
  EXPECT_FALSE(view_.of(workload_, {kNear}).candidates.front().reported_state);
  reports_.add(kNear, {}, true, 0.7, loop_.now());
  later_s(3);
  const auto state = view_.of(workload_, {kNear}).candidates.front().reported_state;
  ASSERT_TRUE(state);
  EXPECT_TRUE(state->draining);
  EXPECT_EQ(state->charge, 0.7);
  EXPECT_EQ(state->age, Duration::from_s(3));
}

TEST(DrainingServer, FinishesWhatItHasAndTellsNewcomersWhy) {
  testing::ClientWorld world;
  Workload workload = world.workload(PolicyKind::kNearest, 1.0);
  world.add(std::move(workload));
  world.run_s(1);
  world.satellite.set_draining(true);
  world.run_s(5);
  EXPECT_GT(world.records.count(FailureCause::kDraining), 0);
  EXPECT_EQ(world.records.count(FailureCause::kDraining), world.satellite.refused_draining());
  world.satellite.set_draining(false);
  const auto before = world.records.count(Outcome::kCompleted);
  world.run_s(5);
  EXPECT_GE(world.records.count(Outcome::kCompleted), before + 4);
}

TEST(DrainingServer, ServesItsQueueToTheEnd) {
  HeapEventLoop loop;
  const AcceleratorProfile accelerator = testing::unit_accelerator();
  const ModelProfile model = testing::model_of("ten-ms", 10);
  Server server(loop, {NodeId{0}, &accelerator, 1, {&model}, {}});
  int done = 0;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(server.submit(model, [&](const ServiceReport&) { ++done; }));
  }
  server.set_draining(true);
  EXPECT_FALSE(server.submit(model, [&](const ServiceReport&) { ++done; }));
  loop.run_until(Time{} + Duration::from_ms(30));
  EXPECT_EQ(done, 3);
  EXPECT_EQ(server.refused_draining(), 1);
}

}  // namespace
}  // namespace orbitmesh
