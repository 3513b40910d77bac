#include "nodes/fault_injector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <deque>
#include <limits>
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
  void add(const FaultRecord& record) override {
    (record.kind == FaultKind::kSeu ? seu : sefi).push_back(record);
  }
  std::vector<FaultRecord> seu;
  std::vector<FaultRecord> sefi;
};

const std::vector<WeightTensor>& thousand_bits() {
  static const std::vector<WeightTensor> kTensors = {{"w", 20, 32}, {"b", 45, 8}};
  return kTensors;
}

/// Servers of one model of 2 GB (2 ms of reload) under the rates of `accelerator`.
class Orbit {
 public:
  Orbit(const AcceleratorProfile& accelerator, double acceleration, std::uint64_t seed = 1)
      : accelerator_(accelerator), injector(loop, records, seed, acceleration) {}

  Server& add(std::uint32_t node, const MemoryProtection& memory) {
    ServerSetup setup;
    setup.node = NodeId{node};
    setup.accelerator = &accelerator_;
    setup.models = {&model_};
    servers_.push_back(std::make_unique<Server>(loop, setup));
    injector.add({servers_.back().get(), {{"content", &thousand_bits()}}, memory});
    return *servers_.back();
  }
  void run_s(std::int64_t s) { loop.run_until(Time{} + Duration::from_s(s)); }
  void run_to_end_s(std::int64_t s) {
    injector.start();
    run_s(s);
    injector.finish(loop.now());
  }

 private:
  AcceleratorProfile accelerator_;
  ModelProfile model_ = testing::model_of("resident", 10, 2'000'000'000);

 public:
  HeapEventLoop loop;
  Faults records;
  FaultInjector injector;

 private:
  std::vector<std::unique_ptr<Server>> servers_;
};

AcceleratorProfile accelerator_with(UpsetRate seu, EventRate sefi) {
  AcceleratorProfile accelerator = testing::unit_accelerator();
  accelerator.seu_rate_per_bit = Sourced<UpsetRate>{seu, "test", Confidence::kGuess};
  accelerator.sefi_rate = Sourced<EventRate>{sefi, "test", Confidence::kGuess};
  accelerator.reboot_time.value = Duration::from_s(30);
  return accelerator;
}

MemoryProtection unprotected(Duration scrub = Duration::from_s(10)) {
  return {Ecc::kNone, 0.0, scrub};
}

constexpr UpsetRate kNoUpsets{0.0};
constexpr EventRate kNoInterrupts{0.0};

TEST(FaultInjector, CountsArePoisson) {
  constexpr int kNodes = 400;
  Orbit orbit(accelerator_with({1e-4}, {0.02}), 1.0);  // 0.1 upsets/s and 0.02 SEFI/s a node
  for (std::uint32_t node = 0; node < kNodes; ++node) orbit.add(node, unprotected());
  orbit.run_to_end_s(1000);
  EXPECT_EQ(orbit.injector.counts().seu, static_cast<std::int64_t>(orbit.records.seu.size()));
  EXPECT_EQ(orbit.injector.counts().sefi, static_cast<std::int64_t>(orbit.records.sefi.size()));
  // 40,000 and 8,000 expected; four standard deviations.
  EXPECT_NEAR(static_cast<double>(orbit.records.seu.size()), 40'000, 4 * std::sqrt(40'000));
  EXPECT_NEAR(static_cast<double>(orbit.records.sefi.size()), 8'000, 4 * std::sqrt(8'000));
  std::vector<double> counts(kNodes, 0.0);
  for (const FaultRecord& fault : orbit.records.seu) counts[fault.node.index()] += 1;
  double variance = 0;
  for (const double n : counts) variance += (n - 100) * (n - 100) / kNodes;
  // Of a Poisson count the variance is the mean; its estimate has sigma mean sqrt(2 / N).
  EXPECT_NEAR(variance, 100, 4 * 100 * std::sqrt(2.0 / kNodes));
}

TEST(FaultInjector, UpsetsAreUniformOverBits) {
  Orbit orbit(accelerator_with({0.1}, kNoInterrupts), 1.0);  // 100 upsets/s
  orbit.add(0, unprotected());
  orbit.run_to_end_s(1000);
  std::vector<double> hits(1000, 0.0);
  for (const FaultRecord& fault : orbit.records.seu) {
    const bool first = fault.tensor == 0;
    ASSERT_LT(fault.element, first ? 20 : 45);
    ASSERT_LT(fault.bit, first ? 32 : 8);
    const std::int64_t number =
        first ? fault.element * 32 + fault.bit : 640 + fault.element * 8 + fault.bit;
    hits[static_cast<std::size_t>(number)] += 1;
  }
  const double mean = static_cast<double>(orbit.records.seu.size()) / 1000;
  double chi_squared = 0;
  for (const double n : hits) chi_squared += (n - mean) * (n - mean) / mean;
  // 999 degrees of freedom: mean 999, standard deviation sqrt(2 x 999) = 44.7.
  EXPECT_NEAR(chi_squared, 999, 4 * 44.7);
}

bool same(const FaultRecord& a, const FaultRecord& b) {
  return a.at == b.at && a.node == b.node && a.kind == b.kind && a.cleared == b.cleared &&
         a.tensor == b.tensor && a.element == b.element && a.bit == b.bit;
}

TEST(FaultInjector, ANodesFaultsDependOnNoOtherNode) {
  const AcceleratorProfile accelerator = accelerator_with({1e-4}, {0.001});
  Orbit alone(accelerator, 1.0);
  alone.add(7, unprotected());
  alone.run_to_end_s(2000);
  Orbit together(accelerator, 1.0);
  for (const std::uint32_t node : {9U, 2U, 7U, 30U}) together.add(node, unprotected());
  together.run_to_end_s(2000);
  const auto of_seven = [](const std::vector<FaultRecord>& all) {
    std::vector<FaultRecord> own;
    for (const FaultRecord& fault : all) {
      if (fault.node == NodeId{7}) own.push_back(fault);
    }
    return own;
  };
  const auto seu = of_seven(together.records.seu);
  const auto sefi = of_seven(together.records.sefi);
  ASSERT_GT(seu.size(), 100U);
  ASSERT_FALSE(sefi.empty());
  EXPECT_LT(seu.size(), together.records.seu.size());
  EXPECT_TRUE(
      std::equal(seu.begin(), seu.end(), alone.records.seu.begin(), alone.records.seu.end(), same));
  EXPECT_TRUE(std::equal(sefi.begin(), sefi.end(), alone.records.sefi.begin(),
                         alone.records.sefi.end(), same));
}

TEST(FaultInjector, AnotherSeedGivesOtherFaults) {
  const AcceleratorProfile accelerator = accelerator_with({1e-4}, kNoInterrupts);
  Orbit one(accelerator, 1.0, 1);
  Orbit two(accelerator, 1.0, 2);
  for (Orbit* orbit : {&one, &two}) {
    orbit->add(0, unprotected());
    orbit->run_to_end_s(1000);
    ASSERT_FALSE(orbit->records.seu.empty());
  }
  EXPECT_NE(one.records.seu[0].at, two.records.seu[0].at);
}

TEST(FaultInjector, AccelerationBringsTheSameFaultsEarlier) {
  const AcceleratorProfile accelerator = accelerator_with({1e-4}, kNoInterrupts);
  Orbit slow(accelerator, 1.0);
  Orbit fast(accelerator, 4.0);
  for (Orbit* orbit : {&slow, &fast}) orbit->add(0, unprotected());
  slow.run_to_end_s(4000);
  fast.run_to_end_s(1000);
  ASSERT_EQ(slow.records.seu.size(), fast.records.seu.size());
  for (std::size_t i = 0; i < slow.records.seu.size(); ++i) {
    EXPECT_NEAR(slow.records.seu[i].at.seconds(), 4 * fast.records.seu[i].at.seconds(), 1e-8);
    EXPECT_EQ(slow.records.seu[i].element, fast.records.seu[i].element);
  }
}

TEST(FaultInjector, NoFaultsWithoutAccelerationOrRates) {
  Orbit off(accelerator_with({1e-2}, {0.1}), 0.0);
  Orbit harmless(testing::unit_accelerator(), 1.0);
  for (Orbit* orbit : {&off, &harmless}) {
    orbit->add(0, unprotected());
    orbit->run_to_end_s(10'000);
    EXPECT_THAT(orbit->records.seu, IsEmpty());
    EXPECT_THAT(orbit->records.sefi, IsEmpty());
  }
}

TEST(FaultInjector, SecdedLeavesTheMultipleBitUpsets) {
  Orbit orbit(accelerator_with({0.1}, kNoInterrupts), 1.0);
  orbit.add(0, {Ecc::kSecded, 0.02, Duration::from_s(10)});
  orbit.run_to_end_s(1000);
  EXPECT_NEAR(static_cast<double>(orbit.records.seu.size()), 2000, 4 * std::sqrt(2000));
}

TEST(FaultInjector, ScrubsClearExactlyOnTheGrid) {
  const Duration scrub = Duration::from_ms(7'300);
  Orbit orbit(accelerator_with({2e-4}, kNoInterrupts), 1.0);
  orbit.add(3, unprotected(scrub));
  orbit.injector.start();
  const auto& flips = orbit.injector.flips(NodeId{3}, "content");
  std::size_t wrong = 0;
  for (std::int64_t k = 1; k <= 100; ++k) {
    orbit.loop.run_until(Time{} + scrub * k - Duration::from_ns(1));
    wrong += flips.size();
    orbit.loop.run_until(Time{} + scrub * k);
    EXPECT_THAT(flips, IsEmpty()) << "at scrub " << k;
  }
  EXPECT_GT(wrong, 80U) << "146 upsets are expected, some intervals have several";
  EXPECT_EQ(orbit.records.seu.size(), wrong) << "no bit was hit twice in an interval";
  for (const FaultRecord& fault : orbit.records.seu) {
    const std::int64_t k = fault.at.since_epoch() / scrub;
    EXPECT_EQ(fault.cleared, Time{} + scrub * (k + 1));
  }
}

TEST(FaultInjector, WhatIsNotClearedEndsWithTheRun) {
  Orbit orbit(accelerator_with({1e-3}, kNoInterrupts), 1.0);
  orbit.add(0, unprotected(Duration::from_s(1000)));
  orbit.injector.start();
  orbit.run_s(50);
  EXPECT_THAT(orbit.records.seu, IsEmpty());
  const std::size_t present = orbit.injector.flips(NodeId{0}, "content").size();
  EXPECT_GT(present, 20U);
  orbit.injector.finish(orbit.loop.now());
  EXPECT_GE(orbit.records.seu.size(), present);
  for (const FaultRecord& fault : orbit.records.seu) {
    EXPECT_EQ(fault.cleared, Time{} + Duration::from_s(50));
  }
}

TEST(FaultInjector, FlipsBelongToOneNodeAndModel) {
  Orbit orbit(accelerator_with({1e-2}, kNoInterrupts), 1.0);
  orbit.add(0, unprotected(Duration::from_s(1000)));
  orbit.injector.start();
  orbit.run_s(10);
  EXPECT_FALSE(orbit.injector.flips(NodeId{0}, "content").empty());
  EXPECT_THAT(orbit.injector.flips(NodeId{0}, "other"), IsEmpty());
  EXPECT_THAT(orbit.injector.flips(NodeId{1}, "content"), IsEmpty());
}

TEST(FaultInjector, AFunctionalInterruptRebootsTheNodeAndLoadsItsWeights) {
  Orbit orbit(accelerator_with({1e-3}, {1e-3}), 1.0);
  Server& server = orbit.add(0, unprotected(Duration::from_s(100'000)));
  orbit.injector.start();
  while (server.up() && orbit.loop.now() < Time{} + Duration::from_s(20'000)) {
    orbit.loop.run_until(orbit.loop.now() + Duration::from_ms(1));
  }
  ASSERT_FALSE(server.up());
  while (!server.up()) orbit.loop.run_until(orbit.loop.now() + Duration::from_us(100));
  ASSERT_EQ(orbit.records.sefi.size(), 1U);
  const FaultRecord& sefi = orbit.records.sefi[0];
  EXPECT_EQ(sefi.cleared - sefi.at, Duration::from_ms(30'002)) << "2 GB at 1 TB/s";
  EXPECT_THAT(orbit.injector.flips(NodeId{0}, "content"), IsEmpty());
  ASSERT_FALSE(orbit.records.seu.empty());
  for (const FaultRecord& fault : orbit.records.seu) EXPECT_EQ(fault.cleared, sefi.cleared);
}

TEST(FaultInjector, AnInterruptDuringTheRebootStartsItOver) {
  Orbit orbit(accelerator_with(kNoUpsets, {0.05}), 1.0);
  orbit.add(0, unprotected());
  orbit.run_to_end_s(2000);
  const auto& sefi = orbit.records.sefi;
  ASSERT_GT(sefi.size(), 50U);
  const Duration outage = Duration::from_ms(30'002);
  std::size_t repeated = 0;
  for (std::size_t i = 0; i + 1 < sefi.size(); ++i) {
    if (sefi[i].cleared == Time{} + Duration::from_s(2000)) break;  // down at the end
    const bool again = sefi[i + 1].at < sefi[i].at + outage;
    repeated += again;
    EXPECT_EQ(sefi[i].cleared, again ? sefi[i + 1].cleared : sefi[i].at + outage);
  }
  EXPECT_GT(repeated, 10U);
}

TEST(FaultInjector, ExpectedCountsAreThoseWithoutAcceleration) {
  // 1,000 bits at 4e-9 /bit/d, 1 % past SECDED, and 0.88 SEFI a year, two nodes, ten days.
  Orbit orbit(accelerator_with(per_bit_day(4e-9), per_year(0.88)), 1e6);
  for (const std::uint32_t node : {0U, 1U}) orbit.add(node, {});
  const ExpectedFaults expected = orbit.injector.expected_counts(Duration::from_s(864'000));
  EXPECT_NEAR(expected.seu, 2 * 10 * 1000 * 4e-9 * 0.01, 1e-15);
  EXPECT_NEAR(expected.sefi, 2 * 0.88 * 10 / 365.25, 1e-12);
}

TEST(FaultInjector, RefusesWhatItCannotSimulate) {
  HeapEventLoop loop;
  Faults records;
  EXPECT_THROW(FaultInjector(loop, records, 1, -1.0), InputError);
  EXPECT_THROW(FaultInjector(loop, records, 1, std::nan("")), InputError);
  EXPECT_THROW(FaultInjector(loop, records, 1, std::numeric_limits<double>::infinity()),
               InputError);
  const auto error_of = [](const AcceleratorProfile& accelerator, double acceleration,
                           const MemoryProtection& memory) -> std::string {
    Orbit orbit(accelerator, acceleration);
    try {
      orbit.add(0, memory);
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_THAT(error_of(accelerator_with({1e-3}, kNoInterrupts), 1.1e3, unprotected()),
              HasSubstr("lower the acceleration"));
  EXPECT_THAT(error_of(accelerator_with(kNoUpsets, {1}), 1.1e3, unprotected()),
              HasSubstr("functional interrupts"));
  EXPECT_THAT(
      error_of(accelerator_with({1e-3}, kNoInterrupts), 1e3, unprotected(Duration::from_s(2000))),
      HasSubstr("scrub more often"));
  EXPECT_EQ(error_of(accelerator_with({1e-3}, kNoInterrupts), 900, unprotected()), "");
  const AcceleratorProfile calm = accelerator_with(kNoUpsets, kNoInterrupts);
  EXPECT_THAT(error_of(calm, 1, {Ecc::kSecded, 1.5, Duration::from_s(1)}), HasSubstr("mbu_share"));
  EXPECT_THAT(error_of(calm, 1, {Ecc::kNone, 0.0, Duration()}), HasSubstr("scrub interval"));
}

}  // namespace
}  // namespace orbitmesh
