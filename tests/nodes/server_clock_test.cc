#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

#include "core/heap_event_loop.h"
#include "nodes/server.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

class ServerClockTest : public ::testing::Test {
 protected:
  ServerClockTest() {
    setup_.accelerator = &accelerator_;
    setup_.models = {&ten_ms_};
  }
  void submit(Server& server) {
    ASSERT_TRUE(server.submit(ten_ms_, [this](const ServiceReport& report) {
      reports_.push_back(report);
      ends_ms_.push_back(loop_.now().seconds() * 1e3);
    }));
  }
  void run_to_ms(std::int64_t ms) { loop_.run_until(Time() + Duration::from_ms(ms)); }

  HeapEventLoop loop_;
  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile ten_ms_ = testing::model_of("ten-ms", 10);
  ServerSetup setup_;
  std::vector<ServiceReport> reports_;
  std::vector<double> ends_ms_;
};

TEST_F(ServerClockTest, WhatIsInServiceGoesOnAtTheNewRate) {
  Server server(loop_, setup_);
  submit(server);
  submit(server);
  run_to_ms(4);
  server.set_clock(0.5);  // 6 ms left: 12 ms
  run_to_ms(20);          // the second has 4 ms behind it, 8 ms left
  server.set_clock(1.0);
  run_to_ms(100);
  EXPECT_EQ(ends_ms_, (std::vector<double>{16.0, 28.0}));
  EXPECT_EQ(reports_[0].service, Duration::from_ms(16));
  EXPECT_EQ(reports_[1].service, Duration::from_ms(12));
  EXPECT_EQ(reports_[1].queue_wait, Duration::from_ms(16));
  EXPECT_EQ(server.running() + server.waiting(), 0);
}

TEST_F(ServerClockTest, TheBacklogKnowsTheClock) {
  Server server(loop_, setup_);
  submit(server);
  submit(server);
  run_to_ms(4);
  EXPECT_EQ(server.backlog(), Duration::from_ms(16));
  server.set_clock(0.5);
  EXPECT_EQ(server.backlog(), Duration::from_ms(32));
  EXPECT_EQ(server.clock(), 0.5);
  EXPECT_EQ(server.service_time(ten_ms_), Duration::from_ms(10)) << "of the nominal clock";
}

TEST_F(ServerClockTest, AClockSetWhileIdleHoldsForWhatComes) {
  Server server(loop_, setup_);
  server.set_clock(0.25);
  submit(server);
  run_to_ms(100);
  EXPECT_EQ(ends_ms_, std::vector<double>{40.0});
}

TEST_F(ServerClockTest, ManyChangesLoseNoWork) {
  Server server(loop_, setup_);
  submit(server);
  for (int ms = 1; ms < 200; ++ms) {
    run_to_ms(ms);
    server.set_clock(ms % 2 == 0 ? 0.1 : 0.05);
  }
  // 1 ms at full rate, then 0.05 and 0.1 in turn: 9 ms of work in 120 ms.
  ASSERT_EQ(ends_ms_.size(), 1U);
  EXPECT_NEAR(ends_ms_[0], 121.0, 1e-3);
}

TEST_F(ServerClockTest, RefusesFactorsOutOfRange) {
  Server server(loop_, setup_);
  for (const double factor : {0.0, -0.5, 1.01}) {
    EXPECT_THROW(server.set_clock(factor), std::invalid_argument) << factor;
  }
}

TEST_F(ServerClockTest, ActiveDevicesAreThoseInUseAndLeasedOnes) {
  setup_.count = 4;
  setup_.serving.background = BackgroundOptions{};
  setup_.serving.background->load = 0.5;
  setup_.serving.background->slice = Duration::from_ms(2);
  Server server(loop_, setup_);
  EXPECT_DOUBLE_EQ(server.active_devices(), 2.0);
  submit(server);
  EXPECT_DOUBLE_EQ(server.active_devices(), 2.5);
  server.fail(DownReason::kPower);
  EXPECT_DOUBLE_EQ(server.active_devices(), 0.0);
}

// A request finds leased work on an idle device and none where a request has just left.
TEST_F(ServerClockTest, LeasedWorkGivesWayAtTheEndOfItsSlice) {
  setup_.serving.background = BackgroundOptions{};
  setup_.serving.background->load = 1.0;
  setup_.serving.background->slice = Duration::from_ms(2);
  Server server(loop_, setup_);
  submit(server);
  submit(server);
  run_to_ms(100);
  ASSERT_EQ(reports_.size(), 2U);
  EXPECT_GT(reports_[0].detail.setup, Duration());
  EXPECT_LT(reports_[0].detail.setup, Duration::from_ms(2));
  EXPECT_EQ(reports_[0].service, Duration::from_ms(10));
  EXPECT_EQ(reports_[1].detail.setup, Duration());
}

}  // namespace
}  // namespace orbitmesh
