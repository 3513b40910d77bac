#include "mesh/flow_schedule.h"

#include <gtest/gtest.h>

#include <vector>

namespace orbitmesh {
namespace {

FlowSpec spec_of(FlowKind kind) {
  FlowSpec spec;
  spec.name = "f";
  spec.kind = kind;
  spec.seed = 7;
  spec.start = Time{} + Duration::from_s(3);
  return spec;
}

TEST(FlowSchedule, APingLeavesOnceInEveryInterval) {
  FlowSchedule schedule(spec_of(FlowKind::kPing));
  double sum = 0;
  constexpr int kPings = 10'000;
  for (int k = 0; k < kPings; ++k) {
    const Duration into = schedule.next() - (Time{} + Duration::from_s(3 + k));
    EXPECT_GE(into, Duration{});
    EXPECT_LT(into, Duration::from_s(1));
    sum += into.seconds();
  }
  // Uniform: mean 1/2, standard deviation 1 / sqrt(12 n).
  EXPECT_NEAR(sum / kPings, 0.5, 4 * 0.0029);
}

TEST(FlowSchedule, AConstantRateIsConstant) {
  FlowSpec spec = spec_of(FlowKind::kUdpCbr);
  spec.rate = BitRate{1'000'000};
  spec.size = Bytes{1250};
  FlowSchedule schedule(spec);
  const Time first = schedule.next();
  EXPECT_GE(first, spec.start);
  EXPECT_LT(first, spec.start + Duration::from_ms(10));
  for (int k = 1; k < 100; ++k) EXPECT_EQ(schedule.next(), first + k * Duration::from_ms(10));
}

TEST(FlowSchedule, DependsOnSeedAndNameAlone) {
  const auto first = [](std::uint64_t seed, const char* name) {
    FlowSpec spec = spec_of(FlowKind::kPing);
    spec.seed = seed;
    spec.name = name;
    return FlowSchedule(spec).next();
  };
  EXPECT_EQ(first(1, "a"), first(1, "a"));
  EXPECT_NE(first(1, "a"), first(2, "a"));
  EXPECT_NE(first(1, "a"), first(1, "b"));
}

}  // namespace
}  // namespace orbitmesh
