#include <gtest/gtest.h>

#include <vector>

#include "core/error.h"
#include "core/heap_event_loop.h"
#include "nodes/server.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

/// Two models of 6 GB on a device of 10 GB, loaded at 1 GB/s.
class ServerResidencyTest : public ::testing::Test {
 protected:
  ServerSetup setup(std::int64_t count = 1) {
    ServerSetup s;
    s.accelerator = &accelerator_;
    s.count = count;
    s.models = {&first_, &second_};
    s.serving.residency = ResidencyKind::kLru;
    s.serving.load_bandwidth = Bandwidth{1e9};
    return s;
  }
  void submit(Server& server, const ModelProfile& model) {
    ASSERT_TRUE(server.submit(model, [this](const ServiceReport& r) { reports_.push_back(r); }));
  }
  void run_s(std::int64_t s) { loop_.run_until(loop_.now() + Duration::from_s(s)); }

  HeapEventLoop loop_;
  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile first_ = testing::model_of("first", 10, 6'000'000'000);
  ModelProfile second_ = testing::model_of("second", 10, 6'000'000'000);
  std::vector<ServiceReport> reports_;
};

TEST_F(ServerResidencyTest, PinnedModelsMustFitTogether) {
  ServerSetup pinned = setup();
  pinned.serving.residency = ResidencyKind::kPinned;
  EXPECT_THROW(Server(loop_, pinned), InputError);
  EXPECT_NO_THROW(Server(loop_, setup()));
}

TEST_F(ServerResidencyTest, AnAbsentModelIsLoadedBeforeItsFirstService) {
  Server server(loop_, setup());
  submit(server, first_);
  run_s(1);
  submit(server, second_);
  run_s(10);
  submit(server, second_);
  run_s(10);
  ASSERT_EQ(reports_.size(), 3U);
  EXPECT_EQ(reports_[0].detail.setup, Duration());
  EXPECT_EQ(reports_[1].queue_wait, Duration());
  EXPECT_EQ(reports_[1].detail.setup, Duration::from_s(6));
  EXPECT_EQ(reports_[1].service, Duration::from_ms(10));
  EXPECT_EQ(reports_[2].detail.setup, Duration());
  EXPECT_EQ(server.loads(), 1);
}

TEST_F(ServerResidencyTest, AlternatingModelsThrash) {
  Server server(loop_, setup());
  for (int i = 0; i < 4; ++i) submit(server, i % 2 == 0 ? second_ : first_);
  run_s(60);
  ASSERT_EQ(reports_.size(), 4U);
  EXPECT_EQ(server.loads(), 4);
  EXPECT_EQ(reports_[3].queue_wait, 3 * (Duration::from_s(6) + Duration::from_ms(10)));
}

TEST_F(ServerResidencyTest, AModelInUseElsewhereHoldsBackTheLoad) {
  Server server(loop_, setup(2));
  submit(server, first_);
  submit(server, second_);  // a device is free, but there is no memory
  run_s(10);
  ASSERT_EQ(reports_.size(), 2U);
  EXPECT_EQ(reports_[1].queue_wait, Duration::from_ms(10));
  EXPECT_EQ(reports_[1].detail.setup, Duration::from_s(6));
}

TEST_F(ServerResidencyTest, ARebootBringsBackTheFirstModels) {
  Server server(loop_, setup());
  EXPECT_EQ(server.reload_time(), Duration::from_s(6));
  submit(server, second_);
  run_s(10);
  server.fail(DownReason::kReboot);
  server.restore(DownReason::kReboot);
  submit(server, first_);
  run_s(1);
  ASSERT_EQ(reports_.size(), 2U);
  EXPECT_EQ(reports_[1].detail.setup, Duration());
}

}  // namespace
}  // namespace orbitmesh
