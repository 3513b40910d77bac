#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <vector>

#include "core/heap_event_loop.h"
#include "nodes/fault_injector.h"
#include "nodes/request_ids.h"
#include "nodes/server_endpoint.h"
#include "nodes/weight_fetcher.h"
#include "tests/nodes/fake_network.h"
#include "tests/nodes/no_records.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

constexpr NodeId kClient{0};
constexpr NodeId kNode{1};
constexpr NodeId kDatacenter{2};
constexpr Duration kDelay = Duration::from_ms(5);

Time at_s(double s) { return Time{} + Duration::from_seconds(s); }

struct Replies final : ConnectionListener {
  void on_ready(Connection&) override {}
  void on_reply(Connection&, Message message) override { ids.push_back(message.id); }
  void on_down(Connection&, CloseCause) override {}
  std::vector<std::uint64_t> ids;
};

/// A node with a model of 2 GB, 2 ms of reload, that reboots in 30 s, a client, and a datacenter
/// with the same model.
class NodeRecoveryTest : public ::testing::Test {
 protected:
  NodeRecoveryTest() {
    accelerator_.reboot_time.value = Duration::from_s(30);
    server_ = std::make_unique<Server>(loop_, ServerSetup{kNode, &accelerator_, 1, {&model_}, {}});
    other_ =
        std::make_unique<Server>(loop_, ServerSetup{kDatacenter, &accelerator_, 1, {&model_}, {}});
    end_ = std::make_unique<ServerEndpoint>(loop_, *server_, board_);
    other_end_ = std::make_unique<ServerEndpoint>(loop_, *other_, board_);
    network_.serve(kNode, *end_);
    network_.serve(kDatacenter, *other_end_);
    paths_.delays = {{kDatacenter, kDelay}};
    fetcher_.add({kNode, server_->reload_bytes(), {kDatacenter}, true});
  }
  void add(const RecoveryOptions& recovery) {
    injector_.add({server_.get(), {}, {}, 1.0, {}, nullptr, recovery});
  }
  void happen(FaultKind kind, double s) { injector_.schedule({{at_s(s), kNode, kind, 0}}); }
  bool up_at(double s) {
    loop_.run_until(at_s(s));
    return server_->up();
  }

  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile model_ = testing::model_of("resident", 10, 2'000'000'000);
  HeapEventLoop loop_;
  testing::NoRecords records_;
  RequestBoard board_;
  testing::FakeNetwork network_{loop_, kDelay};
  testing::FakePaths paths_;
  WeightFetcher fetcher_{loop_, network_, paths_, board_};
  FaultInjector injector_{loop_, records_, 1, &fetcher_};
  std::unique_ptr<Server> server_;
  std::unique_ptr<Server> other_;
  std::unique_ptr<ServerEndpoint> end_;
  std::unique_ptr<ServerEndpoint> other_end_;
};

TEST_F(NodeRecoveryTest, TheWatchdogDelaysTheRebootAfterAnInterrupt) {
  add({Duration::from_s(5), {}, WeightSource::kLocal});
  happen(FaultKind::kSefi, 10);
  EXPECT_FALSE(up_at(45.001));
  EXPECT_TRUE(up_at(45.002));
  EXPECT_EQ(injector_.recovery().reboots, 1);
  EXPECT_EQ(injector_.recovery().silent, Duration::from_s(5));
  EXPECT_EQ(injector_.recovery().down, Duration::from_ms(35'002));
}

TEST_F(NodeRecoveryTest, AHungNodeIsSilentAndARebootingOneRefuses) {
  add({Duration::from_s(5), {}, WeightSource::kLocal});
  Replies client;
  Connection& connection = network_.connect(kClient, kNode, client);
  happen(FaultKind::kSefi, 10);
  const auto send = [&](std::uint64_t request) {
    board_.post(attempt_message_id(request, 1), model_, Bytes{28});
    connection.request({attempt_message_id(request, 1), Bytes{1000}});
  };
  loop_.run_until(at_s(12));
  send(1);
  loop_.run_until(at_s(20));
  EXPECT_TRUE(client.ids.empty());
  EXPECT_EQ(board_.find(attempt_message_id(1, 1))->status, ServerStatus::kLost);
  send(2);
  loop_.run_until(at_s(21));
  ASSERT_EQ(client.ids, std::vector<std::uint64_t>{attempt_message_id(2, 1)});
  EXPECT_EQ(board_.find(attempt_message_id(2, 1))->status, ServerStatus::kRefused);
}

TEST_F(NodeRecoveryTest, APowerCycleKeepsALatchedNodeOffBeforeItBoots) {
  add({Duration::from_s(5), Duration::from_s(20), WeightSource::kLocal});
  happen(FaultKind::kSel, 10);
  EXPECT_FALSE(up_at(60.001));
  EXPECT_TRUE(up_at(60.002));
  EXPECT_EQ(injector_.recovery().power_cycles, 1);
  EXPECT_EQ(injector_.recovery().reboots, 0);
  EXPECT_EQ(injector_.recovery().silent, Duration());
}

TEST_F(NodeRecoveryTest, ASecondHangKeepsTheNodeSilentUntilItsOwnWatchdog) {
  add({Duration::from_s(5), {}, WeightSource::kLocal});
  happen(FaultKind::kSefi, 10);
  happen(FaultKind::kSefi, 13);
  loop_.run_until(at_s(16));
  EXPECT_TRUE(server_->hangs());
  loop_.run_until(at_s(18));
  EXPECT_FALSE(server_->hangs());
  EXPECT_TRUE(up_at(48.002));
  EXPECT_EQ(injector_.recovery().silent, Duration::from_s(8));
  EXPECT_EQ(injector_.recovery().down, Duration::from_ms(38'002));
}

TEST_F(NodeRecoveryTest, WeightsOverTheMeshDelayServiceUntilTheyAreThere) {
  add({{}, {}, WeightSource::kGround});
  happen(FaultKind::kSefi, 10);
  // 250 chunks of 8 MB, two under way: 125 round trips of 10 ms after a handshake of 10 ms.
  EXPECT_FALSE(up_at(40.002 + 0.010 + 1.249));
  EXPECT_TRUE(up_at(40.002 + 0.010 + 1.250));
  EXPECT_EQ(fetcher_.counts().bytes, Bytes{2'000'000'000});
}

TEST_F(NodeRecoveryTest, AnInterruptDuringTheFetchStartsItOver) {
  add({{}, {}, WeightSource::kGround});
  happen(FaultKind::kSefi, 10);
  happen(FaultKind::kSefi, 40.5);
  EXPECT_FALSE(up_at(70.502 + 1.259));
  EXPECT_TRUE(up_at(70.502 + 1.260));
  EXPECT_EQ(fetcher_.counts().fetches, 1);
  EXPECT_GT(fetcher_.counts().bytes.count, 2'000'000'000);
}

TEST_F(NodeRecoveryTest, OutagesUnderWayCountAsFarAsTheyHaveCome) {
  add({Duration::from_s(5), {}, WeightSource::kLocal});
  happen(FaultKind::kSefi, 10);
  loop_.run_until(at_s(12));
  EXPECT_EQ(injector_.recovery().silent, Duration::from_s(2));
  injector_.finish(loop_.now());
  EXPECT_EQ(injector_.recovery().down, Duration::from_s(2));
}

TEST_F(NodeRecoveryTest, AReloadOverTheMeshNeedsASource) {
  FaultInjector without(loop_, records_, 1);
  EXPECT_THROW(
      without.add({server_.get(), {}, {}, 1.0, {}, nullptr, {{}, {}, WeightSource::kGround}}),
      std::invalid_argument);
}

}  // namespace
}  // namespace orbitmesh
