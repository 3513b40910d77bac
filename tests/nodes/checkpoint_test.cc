#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "core/heap_event_loop.h"
#include "nodes/checkpoint_options.h"
#include "nodes/server.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

Time at_s(double s) { return Time{} + Duration::from_seconds(s); }

/// A server with one device for jobs of 10 s, which fails at 34 s and is up again at 50 s.
class CheckpointTest : public ::testing::Test {
 protected:
  void run(const CheckpointOptions& checkpoint, const std::vector<double>& arrivals_s) {
    ServerSetup setup;
    setup.node = NodeId{0};
    setup.accelerator = &accelerator_;
    setup.models = {&model_};
    setup.checkpoint = checkpoint;
    server_ = std::make_unique<Server>(loop_, setup);
    for (const double s : arrivals_s) {
      loop_.schedule_at(at_s(s), [this] {
        server_->submit(model_, [this](const ServiceReport&) { done_.push_back(loop_.now()); });
      });
    }
    loop_.schedule_at(at_s(34), [this] { server_->fail(DownReason::kReboot); });
    loop_.run_until(at_s(40));
  }
  void come_up() {
    loop_.schedule_at(at_s(50), [this] { server_->restore(DownReason::kReboot); });
    loop_.run_until(at_s(200));
  }

  HeapEventLoop loop_;
  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile model_ = testing::model_of("ten-s", 10'000);
  std::unique_ptr<Server> server_;
  std::vector<Time> done_;
};

TEST_F(CheckpointTest, WithoutOneEverythingIsLost) {
  run({}, {25, 26});
  come_up();
  EXPECT_TRUE(done_.empty());
  EXPECT_EQ(server_->lost(), 2);
  EXPECT_EQ(server_->resumed(), 0);
}

TEST_F(CheckpointTest, LimitsTheLossToWhatCameSinceIt) {
  // At 30 s the first job has 5 s behind it, the second waits, the third has not come.
  run({Duration::from_s(10), 0.0}, {25, 26, 31});
  EXPECT_EQ(server_->lost(), 1);
  come_up();
  EXPECT_EQ(done_, (std::vector<Time>{at_s(55), at_s(65)}));
  EXPECT_EQ(server_->resumed(), 2);
}

TEST_F(CheckpointTest, AJobThatBeganAfterItBeginsAnew) {
  // The first job ends at 32 s; the second had waited at 30 s, and ran when the node failed.
  run({Duration::from_s(10), 0.0}, {22, 23});
  come_up();
  EXPECT_EQ(done_, (std::vector<Time>{at_s(32), at_s(60)}));
}

TEST_F(CheckpointTest, KeepsWhatAnEarlierCheckpointHadKept) {
  run({Duration::from_s(10), 0.0}, {25});
  loop_.schedule_at(at_s(50), [this] { server_->restore(DownReason::kReboot); });
  loop_.schedule_at(at_s(53), [this] { server_->fail(DownReason::kReboot); });
  loop_.schedule_at(at_s(70), [this] { server_->restore(DownReason::kReboot); });
  loop_.run_until(at_s(200));
  EXPECT_EQ(done_, std::vector<Time>{at_s(75)}) << "5 s of 10 had been saved at 30 s";
}

TEST_F(CheckpointTest, SavingMakesServiceLonger) {
  run({Duration::from_s(10), 0.05}, {10});
  EXPECT_EQ(done_, std::vector<Time>{at_s(20.5)});
}

TEST_F(CheckpointTest, ANodeThatIsLostLosesWhatItHadSaved) {
  run({Duration::from_s(10), 0.0}, {25, 26});
  server_->abandon();
  EXPECT_EQ(server_->lost(), 2);
}

}  // namespace
}  // namespace orbitmesh
