#include "nodes/fault_injector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <memory>
#include <stdexcept>
#include <vector>

#include "core/error.h"
#include "core/heap_event_loop.h"
#include "tests/nodes/test_profiles.h"

namespace orbitmesh {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Faults final : RecordSink {
  void add(const RequestRecord&) override {}
  void add(const AttemptRecord&) override {}
  void add(const NodeSample&) override {}
  void add(const FaultRecord& record) override { of[record.kind].push_back(record); }
  std::map<FaultKind, std::vector<FaultRecord>> of;
};

const std::vector<WeightTensor>& thousand_bits() {
  static const std::vector<WeightTensor> kTensors = {{"w", 20, 32}, {"b", 45, 8}};
  return kTensors;
}

Time at_s(double s) { return Time{} + Duration::from_seconds(s); }

/// Node 0 serves one model of 2 GB (2 ms of reload) and reboots in 30 s.
class FaultInjectorTest : public ::testing::Test {
 protected:
  FaultInjectorTest() { accelerator_.reboot_time.value = Duration::from_s(30); }

  void add_node(const MemoryProtection& memory = {Ecc::kNone, 0.0, Duration::from_s(10)},
                double latchup_clears = 1.0) {
    ServerSetup setup;
    setup.node = NodeId{0};
    setup.accelerator = &accelerator_;
    setup.models = {&model_};
    server_ = std::make_unique<Server>(loop_, setup);
    injector_.add({server_.get(), {{"content", &thousand_bits()}}, memory, latchup_clears});
  }
  void happen(FaultKind kind, const std::vector<double>& times_s) {
    std::vector<DeviceEffectEvent> events;
    for (const double s : times_s) events.push_back({at_s(s), NodeId{0}, kind, 0});
    injector_.schedule(events);
  }
  void run_to_end_s(double s) {
    loop_.run_until(at_s(s));
    injector_.finish(loop_.now());
  }
  const std::vector<FaultRecord>& records(FaultKind kind) { return records_.of[kind]; }

  AcceleratorProfile accelerator_ = testing::unit_accelerator();
  ModelProfile model_ = testing::model_of("resident", 10, 2'000'000'000);
  HeapEventLoop loop_;
  Faults records_;
  FaultInjector injector_{loop_, records_, 1};
  std::unique_ptr<Server> server_;
};

std::vector<double> times_s(int count, double step_s) {
  std::vector<double> times;
  for (int i = 1; i <= count; ++i) times.push_back(i * step_s);
  return times;
}

TEST_F(FaultInjectorTest, UpsetsAreUniformOverBits) {
  add_node();
  happen(FaultKind::kSeu, times_s(100'000, 0.01));
  run_to_end_s(1001);
  std::vector<double> hits(1000, 0.0);
  for (const FaultRecord& fault : records(FaultKind::kSeu)) {
    const bool first = fault.tensor == 0;
    ASSERT_LT(fault.element, first ? 20 : 45);
    ASSERT_LT(fault.bit, first ? 32 : 8);
    const std::int64_t number =
        first ? fault.element * 32 + fault.bit : 640 + fault.element * 8 + fault.bit;
    hits[static_cast<std::size_t>(number)] += 1;
  }
  double chi_squared = 0;
  for (const double n : hits) chi_squared += (n - 100) * (n - 100) / 100;
  // 999 degrees of freedom: mean 999, standard deviation sqrt(2 x 999) = 44.7.
  EXPECT_NEAR(chi_squared, 999, 4 * 44.7);
  EXPECT_EQ(injector_.count(FaultKind::kSeu), 100'000);
}

TEST_F(FaultInjectorTest, AnUpsetOfSeveralBitsInvertsNeighbours) {
  add_node({Ecc::kNone, 1.0, Duration::from_s(100)});
  happen(FaultKind::kSeu, {1});
  loop_.run_until(at_s(2));
  EXPECT_EQ(injector_.flips(NodeId{0}, "content").size(), 64U);
}

TEST_F(FaultInjectorTest, WithSecdedAnUnnoticedUpsetHasThreeBitsAtLeast) {
  add_node({Ecc::kSecded, 0.0, Duration::from_s(100)});
  happen(FaultKind::kSeu, {1});
  loop_.run_until(at_s(2));
  EXPECT_EQ(injector_.flips(NodeId{0}, "content").size(), 3U);
}

TEST_F(FaultInjectorTest, ScrubsClearExactlyOnTheGrid) {
  const Duration scrub = Duration::from_ms(7'300);
  add_node({Ecc::kNone, 0.0, scrub});
  happen(FaultKind::kSeu, times_s(198, 3.61));
  const auto& flips = injector_.flips(NodeId{0}, "content");
  std::size_t wrong = 0;
  for (std::int64_t k = 1; k <= 98; ++k) {
    loop_.run_until(Time{} + scrub * k - Duration::from_ns(1));
    wrong += flips.size();
    loop_.run_until(Time{} + scrub * k);
    EXPECT_THAT(flips, IsEmpty()) << "at scrub " << k;
  }
  EXPECT_GT(wrong, 180U);
  EXPECT_EQ(records(FaultKind::kSeu).size(), wrong) << "no bit was hit twice in an interval";
  for (const FaultRecord& fault : records(FaultKind::kSeu)) {
    const std::int64_t k = fault.at.since_epoch() / scrub;
    EXPECT_EQ(fault.cleared, Time{} + scrub * (k + 1));
  }
}

TEST_F(FaultInjectorTest, WhatIsNotClearedEndsWithTheRun) {
  add_node({Ecc::kNone, 0.0, Duration::from_s(1000)});
  happen(FaultKind::kSeu, times_s(10, 1));
  loop_.run_until(at_s(50));
  EXPECT_THAT(records(FaultKind::kSeu), IsEmpty());
  injector_.finish(loop_.now());
  ASSERT_EQ(records(FaultKind::kSeu).size(), 10U);
  for (const FaultRecord& fault : records(FaultKind::kSeu)) EXPECT_EQ(fault.cleared, at_s(50));
}

TEST_F(FaultInjectorTest, FlipsBelongToOneNodeAndModel) {
  add_node({Ecc::kNone, 0.0, Duration::from_s(1000)});
  happen(FaultKind::kSeu, {1, 2, 3});
  loop_.run_until(at_s(10));
  EXPECT_FALSE(injector_.flips(NodeId{0}, "content").empty());
  EXPECT_THAT(injector_.flips(NodeId{0}, "other"), IsEmpty());
  EXPECT_THAT(injector_.flips(NodeId{1}, "content"), IsEmpty());
}

TEST_F(FaultInjectorTest, AFunctionalInterruptRebootsTheNodeAndLoadsItsWeights) {
  add_node({Ecc::kNone, 0.0, Duration::from_s(1000)});
  happen(FaultKind::kSeu, {1, 8});
  happen(FaultKind::kSefi, {5});
  loop_.run_until(at_s(5));
  EXPECT_FALSE(server_->up());
  loop_.run_until(at_s(35.0019));
  EXPECT_FALSE(server_->up());
  loop_.run_until(at_s(35.002));
  EXPECT_TRUE(server_->up()) << "2 GB at 1 TB/s";
  EXPECT_THAT(injector_.flips(NodeId{0}, "content"), IsEmpty());
  ASSERT_EQ(records(FaultKind::kSefi).size(), 1U);
  EXPECT_EQ(records(FaultKind::kSefi)[0].cleared, at_s(35.002));
  for (const FaultRecord& fault : records(FaultKind::kSeu)) {
    EXPECT_EQ(fault.cleared, at_s(35.002));
  }
}

TEST_F(FaultInjectorTest, ADetectedErrorReloadsWithoutAReboot) {
  add_node();
  happen(FaultKind::kDue, {5});
  loop_.run_until(at_s(5.0019));
  EXPECT_FALSE(server_->up());
  loop_.run_until(at_s(5.002));
  EXPECT_TRUE(server_->up());
}

TEST_F(FaultInjectorTest, ASecondOutageStartsTheFirstOverButNeverShortensIt) {
  add_node();
  happen(FaultKind::kSefi, {10, 20});
  happen(FaultKind::kDue, {21});
  run_to_end_s(100);
  ASSERT_EQ(records(FaultKind::kSefi).size(), 2U);
  for (const FaultRecord& sefi : records(FaultKind::kSefi)) EXPECT_EQ(sefi.cleared, at_s(50.002));
  ASSERT_EQ(records(FaultKind::kDue).size(), 1U);
  EXPECT_EQ(records(FaultKind::kDue)[0].cleared, at_s(50.002));
}

TEST_F(FaultInjectorTest, ALatchUpEndsWithAPowerCycle) {
  add_node({}, 1.0);
  happen(FaultKind::kSel, {10});
  run_to_end_s(100);
  ASSERT_EQ(records(FaultKind::kSel).size(), 1U);
  EXPECT_EQ(records(FaultKind::kSel)[0].cleared, at_s(40.002));
  EXPECT_TRUE(server_->up());
}

TEST_F(FaultInjectorTest, ALatchUpThatNothingClearsLosesTheNode) {
  add_node({}, 0.0);
  happen(FaultKind::kSel, {10});
  happen(FaultKind::kSefi, {15});
  run_to_end_s(100);
  EXPECT_FALSE(server_->up());
  ASSERT_EQ(records(FaultKind::kSel).size(), 1U);
  EXPECT_EQ(records(FaultKind::kSel)[0].cleared, at_s(100));
  EXPECT_EQ(injector_.count(FaultKind::kSefi), 0) << "a lost node notices nothing";
}

TEST_F(FaultInjectorTest, WearOutLosesTheNodeEvenInAReboot) {
  add_node();
  happen(FaultKind::kSefi, {10});
  happen(FaultKind::kWearOut, {20});
  run_to_end_s(100);
  EXPECT_FALSE(server_->up());
  EXPECT_EQ(injector_.count(FaultKind::kWearOut), 1);
}

TEST_F(FaultInjectorTest, ASilentCorruptionOfLogicIsRecordedAlone) {
  add_node();
  happen(FaultKind::kSdc, {10});
  run_to_end_s(20);
  EXPECT_TRUE(server_->up());
  ASSERT_EQ(records(FaultKind::kSdc).size(), 1U);
  EXPECT_EQ(records(FaultKind::kSdc)[0].cleared, at_s(10));
  EXPECT_EQ(records(FaultKind::kSdc)[0].tensor, -1);
}

TEST_F(FaultInjectorTest, RefusesMemoryOutOfRange) {
  const auto error_of = [](const MemoryProtection& memory) -> std::string {
    HeapEventLoop loop;
    Faults records;
    FaultInjector injector(loop, records, 1);
    const AcceleratorProfile accelerator = testing::unit_accelerator();
    ServerSetup setup;
    setup.node = NodeId{0};
    setup.accelerator = &accelerator;
    Server server(loop, setup);
    try {
      injector.add({&server, {}, memory});
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_THAT(error_of({Ecc::kSecded, 1.5, Duration::from_s(1)}), HasSubstr("mbu_share"));
  EXPECT_THAT(error_of({Ecc::kNone, 0.0, Duration()}), HasSubstr("scrub interval"));
}

TEST_F(FaultInjectorTest, RefusesANodeTwice) {
  add_node();
  EXPECT_THROW(injector_.add({server_.get(), {}, {}}), std::invalid_argument);
  EXPECT_THROW(injector_.add({nullptr, {}, {}}), std::invalid_argument);
}

}  // namespace
}  // namespace orbitmesh
