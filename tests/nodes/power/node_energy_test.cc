#include "nodes/power/node_energy.h"

#include <gtest/gtest.h>

#include <memory>

#include "core/heap_event_loop.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

/// Two devices of 100 W, idle at 15 W each.
class NodeEnergyTest : public ::testing::Test {
 protected:
  NodeEnergyTest() {
    accelerator_.power = Sourced<Power>{Power{100}, "", Confidence::kGuess};
    ServerSetup setup;
    setup.node = NodeId{1};
    setup.accelerator = &accelerator_;
    setup.count = 2;
    setup.models = {&model_};
    server = std::make_unique<Server>(loop, setup);
    energy = std::make_unique<NodeEnergy>(loop, *server, compute_power(accelerator_, 2));
  }
  void submit() {
    ASSERT_TRUE(server->submit(model_, [](const ServiceReport&) {}));
  }
  double service_s() const { return server->service_time(model_).seconds(); }
  void run_to_s(double s) { loop.run_until(Time{} + Duration::from_seconds(s)); }

  HeapEventLoop loop;

 private:
  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile model_ = testing::model_of("resident", 10, 2'000'000'000);

 protected:
  std::unique_ptr<Server> server;
  std::unique_ptr<NodeEnergy> energy;
};

TEST_F(NodeEnergyTest, IdleDevicesDrawTheirShare) {
  run_to_s(100);
  EXPECT_NEAR(energy->total().idle_j, 2 * 15 * 100, 1e-9);
  EXPECT_EQ(energy->total().compute_j, 0.0);
}

TEST_F(NodeEnergyTest, ARequestTakesItsServiceTimeOfOneDevice) {
  submit();
  EXPECT_NEAR(energy->power_w(), 115, 1e-9);
  run_to_s(100);
  EXPECT_NEAR(energy->total().compute_j, 85 * service_s(), 1e-6);
  EXPECT_NEAR(energy->total().idle_j, 3000, 1e-9);
}

TEST_F(NodeEnergyTest, AtHalfTheClockARequestTakesTwiceTheTimeAndTheSameEnergy) {
  server->set_clock(0.5);
  submit();
  run_to_s(1.9 * service_s());
  EXPECT_EQ(server->running(), 1);
  run_to_s(100);
  EXPECT_NEAR(energy->total().compute_j, 85 * service_s(), 1e-6);
}

TEST_F(NodeEnergyTest, ANodeThatIsDownDrawsNothing) {
  run_to_s(10);
  server->fail(DownReason::kPower);
  run_to_s(50);
  server->restore(DownReason::kPower);
  run_to_s(60);
  EXPECT_NEAR(energy->total().idle_j, 2 * 15 * 20, 1e-9);
}

TEST_F(NodeEnergyTest, ReadingChangesNothing) {
  submit();
  for (int s = 1; s < 50; ++s) {
    run_to_s(s);
    energy->total();
  }
  run_to_s(100);
  EXPECT_NEAR(energy->total().compute_j, 85 * service_s(), 1e-6);
}

}  // namespace
}  // namespace orbitmesh
