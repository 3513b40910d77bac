#include "scenarios/regress/verdict.h"

#include <gtest/gtest.h>

namespace orbitmesh {
namespace {

Baseline baseline_of(BaselineMetric metric) {
  Baseline baseline;
  baseline.metrics = {std::move(metric)};
  return baseline;
}

Verdict verdict_on(const BaselineMetric& metric, double value,
                   std::optional<double> half_width = {}) {
  const ReplicateEstimate estimate{half_width ? 5 : 1, value, half_width};
  return judge(baseline_of(metric), {{metric.name, metric.unit, estimate, {}}}).at(0);
}

const BaselineMetric kLatency{"latency", "ms", 100, 0, 0.05, BaselineDirection::kIncrease};
const BaselineMetric kShare{"share", "1", 0.9, 0.02, 0, BaselineDirection::kDecrease};
const BaselineMetric kCount{"count", "1", 1000, 5, 0.01, BaselineDirection::kBoth};

TEST(Verdict, WithinTheToleranceNothingHasChanged) {
  EXPECT_EQ(verdict_on(kLatency, 105).kind, Verdict::Kind::kUnchanged);
  EXPECT_EQ(verdict_on(kShare, 0.881).kind, Verdict::Kind::kUnchanged);
  EXPECT_EQ(verdict_on(kCount, 1010).kind, Verdict::Kind::kUnchanged);
}

TEST(Verdict, BeyondItOnlyTheDirectionThatFailsFails) {
  EXPECT_EQ(verdict_on(kLatency, 105.1).kind, Verdict::Kind::kChanged);
  EXPECT_EQ(verdict_on(kLatency, 94).kind, Verdict::Kind::kBetter);
  EXPECT_EQ(verdict_on(kShare, 0.87).kind, Verdict::Kind::kChanged);
  EXPECT_EQ(verdict_on(kShare, 0.99).kind, Verdict::Kind::kBetter);
  EXPECT_EQ(verdict_on(kCount, 1011).kind, Verdict::Kind::kChanged);
  EXPECT_EQ(verdict_on(kCount, 989).kind, Verdict::Kind::kChanged);
}

TEST(Verdict, TheGreaterToleranceHolds) {
  EXPECT_DOUBLE_EQ(kCount.tolerance(), 10);
  EXPECT_DOUBLE_EQ(kShare.tolerance(), 0.02);
}

TEST(Verdict, WhatReplicationsCannotTellApartDoesNotFail) {
  EXPECT_EQ(verdict_on(kLatency, 112, 8).kind, Verdict::Kind::kUnchanged);
  EXPECT_EQ(verdict_on(kLatency, 114, 8).kind, Verdict::Kind::kChanged);
}

TEST(Verdict, AMetricWithoutAValueIsGoneAndFails) {
  const auto verdicts = judge(baseline_of(kLatency), {{"latency", "ms", {}, "too few requests"}});
  EXPECT_EQ(verdicts.at(0).kind, Verdict::Kind::kGone);
  EXPECT_EQ(verdicts.at(0).reason, "too few requests");
  EXPECT_TRUE(verdicts.at(0).failed());
  EXPECT_EQ(judge(baseline_of(kLatency), {}).at(0).kind, Verdict::Kind::kGone);
}

TEST(Verdict, ANewMetricIsToldAndDoesNotFail) {
  const auto verdicts =
      judge(Baseline{}, {{"fresh", "1", ReplicateEstimate{1, 3, {}}, {}}, {"none", "1", {}, "x"}});
  ASSERT_EQ(verdicts.size(), 1U);
  EXPECT_EQ(verdicts[0].kind, Verdict::Kind::kNew);
  EXPECT_FALSE(verdicts[0].failed());
}

}  // namespace
}  // namespace orbitmesh
