#include "nodes/power/node_power.h"

#include <gtest/gtest.h>

#include <memory>
#include <utility>

#include "core/heap_event_loop.h"
#include "tests/nodes/no_records.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

/// A server of node 3 that takes 30 s and 1 ms (2 GB at 2 TB/s) to come up.
class NodePowerTest : public ::testing::Test {
 protected:
  NodePowerTest() {
    accelerator_.reboot_time.value = Duration::from_s(30);
    ServerSetup setup;
    setup.node = NodeId{3};
    setup.accelerator = &accelerator_;
    setup.models = {&model};
    server = std::make_unique<Server>(loop, setup);
    power.add(*server);
  }
  void at_s(std::int64_t s, bool on) {
    loop.schedule_at(Time{} + Duration::from_s(s),
                     [this, on] { power.set(NodeId{3}, PowerLoss::kOutage, !on); });
  }
  bool up_at(Duration t) {
    loop.run_until(Time{} + t);
    return server->up();
  }

 private:
  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  testing::NoRecords records_;

 protected:
  ModelProfile model = testing::model_of("resident", 10, 2'000'000'000);
  HeapEventLoop loop;
  FaultInjector faults{loop, records_, 1};
  NodePower power{loop, faults};
  std::unique_ptr<Server> server;
};

TEST_F(NodePowerTest, AServerComesBackAfterRebootAndReload) {
  at_s(10, false);
  at_s(20, true);
  EXPECT_TRUE(up_at(Duration::from_s(9)));
  EXPECT_FALSE(up_at(Duration::from_s(10)));
  const Duration up = Duration::from_s(50) + server->reload_time();
  EXPECT_GT(server->reload_time(), Duration{});
  EXPECT_FALSE(up_at(up - Duration::from_ns(1)));
  EXPECT_TRUE(up_at(up));
}

TEST_F(NodePowerTest, PowerThatGoesAgainStartsTheRebootOver) {
  at_s(10, false);
  at_s(20, true);
  at_s(30, false);
  at_s(40, true);
  EXPECT_FALSE(up_at(Duration::from_s(69)));
  EXPECT_TRUE(up_at(Duration::from_s(71)));
}

TEST_F(NodePowerTest, ARebootForAnotherReasonDoesNotEndThePowersAbsence) {
  at_s(10, false);
  loop.run_until(Time{} + Duration::from_s(11));
  server->fail(DownReason::kReboot);
  server->restore(DownReason::kReboot);
  EXPECT_FALSE(server->up());
  at_s(12, true);
  server->fail(DownReason::kReboot);
  EXPECT_FALSE(up_at(Duration::from_s(100)));
  server->restore(DownReason::kReboot);
  EXPECT_TRUE(server->up());
}

TEST_F(NodePowerTest, StaysDownUntilTheLastReasonHasGone) {
  power.set(NodeId{3}, PowerLoss::kHeat, true);
  power.set(NodeId{3}, PowerLoss::kCharge, true);
  power.set(NodeId{3}, PowerLoss::kHeat, false);
  EXPECT_FALSE(up_at(Duration::from_s(100)));
  power.set(NodeId{3}, PowerLoss::kCharge, false);
  EXPECT_FALSE(up_at(Duration::from_s(129)));
  EXPECT_TRUE(up_at(Duration::from_s(131)));
}

TEST_F(NodePowerTest, SayingTheSameAgainChangesNothing) {
  power.set(NodeId{3}, PowerLoss::kCharge, false);
  EXPECT_TRUE(server->up());
  power.set(NodeId{3}, PowerLoss::kCharge, true);
  power.set(NodeId{3}, PowerLoss::kCharge, false);
  loop.schedule_at(Time{} + Duration::from_s(20),
                   [this] { power.set(NodeId{3}, PowerLoss::kCharge, false); });
  EXPECT_TRUE(up_at(Duration::from_s(31)));
}

TEST_F(NodePowerTest, WhatRunsIsLostWithoutAReply) {
  bool answered = false;
  bool lost = false;
  ServiceRequest request;
  request.model = &model;
  request.on_done = [&](const ServiceReport&) { answered = true; };
  request.on_lost = [&] { lost = true; };
  ASSERT_TRUE(server->submit(std::move(request)));
  power.set(NodeId{3}, PowerLoss::kOutage, true);
  EXPECT_TRUE(lost);
  loop.run_until(Time{} + Duration::from_s(100));
  EXPECT_FALSE(answered);
}

TEST_F(NodePowerTest, NodesWithoutAServerAreIgnored) {
  power.set(NodeId{4}, PowerLoss::kOutage, true);
  EXPECT_TRUE(server->up());
}

}  // namespace
}  // namespace orbitmesh
