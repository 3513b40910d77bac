#include "scenarios/metrics.h"

#include <gmock/gmock.h>

#include "tests/scenarios/sample_run.h"

namespace orbitmesh {
namespace {

Metric metric_of(const RunRecord& run, const std::string& name) {
  for (const Metric& metric : list_metrics(run, compute_metrics(run))) {
    if (metric.name == name) return metric;
  }
  ADD_FAILURE() << "no metric " << name;
  return {};
}

/// `slots` slots of `per_slot` inspector.gauge requests with latencies 1, 2, 3, ... ms.
RunRecord run_with_latencies(std::int64_t slots, std::int64_t per_slot) {
  RunRecord run = empty_sample_run();
  for (std::int64_t i = 0; i < slots * per_slot; ++i) {
    const std::int64_t issued_ms = 12'000 + 15'000 * (i / per_slot) + i % per_slot;
    const std::int64_t latency_ms = 1 + i % per_slot * slots + i / per_slot;
    run.requests.push_back(sample_request(static_cast<std::uint64_t>(i), 0, 0, issued_ms,
                                          latency_ms, Outcome::kCompleted));
  }
  run.entities.groups[0].workloads[0].issued = slots * per_slot;
  return run;
}

TEST(Metrics, CountsAndSharesOfAWorkload) {
  const RunRecord run = sample_run();
  const auto value = [&](const std::string& name) {
    return metric_of(run, "client.inspector.gauge." + name).value.value();
  };
  EXPECT_EQ(value("issued"), 5);
  EXPECT_EQ(value("completed"), 2);
  EXPECT_EQ(value("late"), 1);
  EXPECT_EQ(value("failed"), 1);
  EXPECT_EQ(value("pending"), 1);
  EXPECT_DOUBLE_EQ(value("deadline_met"), 2.0 / 4.0);
  EXPECT_DOUBLE_EQ(value("share_local"), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(value("share_satellite"), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(value("share_ground"), 0.0);
}

TEST(Metrics, InstancesOfAClientArePooledAndGroupsKeptApart) {
  RunRecord run = sample_run();
  run.requests.push_back(sample_request(6, 2, 0, 0, 5, Outcome::kLate));
  run.entities.groups[1].workloads[0].issued = 1;
  const RunMetrics metrics = compute_metrics(run);
  ASSERT_EQ(metrics.workloads.size(), 3U);
  EXPECT_EQ(metrics.workloads[0].instances, 2);
  EXPECT_EQ(metrics.workloads[0].issued, 5);
  EXPECT_EQ(metrics.workloads[1].issued, 0);
  EXPECT_EQ(metrics.workloads[2].instances, 1);
  EXPECT_EQ(metrics.workloads[2].late, 1);
}

TEST(Metrics, FailuresAreCountedByCause) {
  const RunMetrics metrics = compute_metrics(sample_run());
  const auto& causes = metrics.workloads[0].failed_by_cause;
  EXPECT_EQ(causes[static_cast<std::size_t>(FailureCause::kTimeout)], 1);
  EXPECT_EQ(causes[static_cast<std::size_t>(FailureCause::kRefused)], 0);
}

TEST(Metrics, NodesAwayFromTheClientAreRankedByAnswers) {
  RunRecord run = sample_run();
  run.requests.push_back(
      sample_request(6, 0, 0, 0, 90, Outcome::kCompleted, Tier::kGround, NodeId{2}));
  run.requests.push_back(sample_request(7, 0, 0, 0, 80, Outcome::kCompleted, Tier::kSatellite));
  run.requests.push_back(
      sample_request(8, 0, 0, 0, 80, Outcome::kCompleted, Tier::kSatellite, NodeId{1}));
  run.entities.groups[0].workloads[0].issued = 8;
  EXPECT_THAT(compute_metrics(run).workloads[0].answered_by_node,
              ::testing::ElementsAre(std::pair(NodeId{0}, std::int64_t{3}),
                                     std::pair(NodeId{1}, std::int64_t{1}),
                                     std::pair(NodeId{2}, std::int64_t{1})));
}

TEST(Metrics, NothingAnsweredHasAReasonInPlaceOfAValue) {
  const Metric latency = metric_of(sample_run(), "client.truck.detect.latency_p50_ms");
  EXPECT_FALSE(latency.value);
  EXPECT_EQ(latency.reason, "no request was answered");
  EXPECT_EQ(metric_of(sample_run(), "client.truck.detect.deadline_met").reason, "no request ended");
}

TEST(Metrics, PercentilesWithEnoughIndependentSamples) {
  const RunRecord run = run_with_latencies(100, 10);
  EXPECT_DOUBLE_EQ(metric_of(run, "client.inspector.gauge.latency_p50_ms").value.value(), 500.0);
  EXPECT_DOUBLE_EQ(metric_of(run, "client.inspector.gauge.latency_p90_ms").value.value(), 900.0);
  EXPECT_DOUBLE_EQ(metric_of(run, "client.inspector.gauge.latency_p99_ms").value.value(), 990.0);
}

TEST(Metrics, RequestsOfOneSlotDoNotSupportAPercentile) {
  const RunRecord run = run_with_latencies(1, 1000);
  const Metric p90 = metric_of(run, "client.inspector.gauge.latency_p90_ms");
  EXPECT_FALSE(p90.value);
  EXPECT_EQ(p90.reason, "not supported by N: 1 effective samples of 1000 answers, 64 needed");
}

TEST(Metrics, SlotsFollowTheGivenEdge) {
  // 1,000 requests in the second before an edge and the second after it: two slots or one.
  RunRecord run = empty_sample_run();
  for (std::uint64_t i = 0; i < 1000; ++i) {
    run.requests.push_back(sample_request(i, 0, 0, 26'500 + static_cast<std::int64_t>(i),
                                          static_cast<std::int64_t>(i), Outcome::kCompleted));
  }
  run.entities.groups[0].workloads[0].issued = 1000;
  const auto effective = [&] {
    return compute_metrics(run).workloads[0].latency[0].effective_samples;
  };
  EXPECT_NEAR(effective(), 2.0, 0.1);
  run.slot_edge = Duration::from_s(5);  // edges at 5, 20, 35 s
  EXPECT_DOUBLE_EQ(effective(), 1.0);
}

TEST(Metrics, HandoversAreChangesBetweenSatellites) {
  EXPECT_EQ(metric_of(sample_run(), "terminal.mine.handovers").value.value(), 1);
  const RunMetrics metrics = compute_metrics(sample_run());
  EXPECT_EQ(metrics.terminals[0].outages, 1);
  EXPECT_EQ(metrics.terminals[0].pause_p50, Duration::from_ms(31));
  EXPECT_EQ(metrics.terminals[0].pause_max, Duration::from_ms(56));
}

TEST(Metrics, Flows) {
  const RunRecord run = sample_run();
  EXPECT_EQ(metric_of(run, "flow.bulk.goodput_bit_s").value.value(), 1e6);
  EXPECT_DOUBLE_EQ(metric_of(run, "flow.cbr.loss").value.value(), 0.02);
  EXPECT_DOUBLE_EQ(metric_of(run, "flow.echo.loss").value.value(), 0.1);
  EXPECT_DOUBLE_EQ(metric_of(run, "flow.echo.rtt_p50_ms").value.value(), 40.0);
  EXPECT_EQ(metric_of(empty_sample_run(), "flow.echo.rtt_p50_ms").reason,
            "the flow left no record");
}

TEST(Metrics, DropsOfAllKindsAndLinksAddUp) {
  EXPECT_EQ(metric_of(sample_run(), "network.drops").value.value(), 3 * (1 + 2 + 3 + 4));
}

TEST(Metrics, LinksAreMeansAndPeaksOverSamples) {
  const RunMetrics metrics = compute_metrics(sample_run());
  ASSERT_EQ(metrics.links.size(), 2U);
  EXPECT_EQ(metrics.links[1].link, "user-up mine");
  EXPECT_EQ(metrics.links[1].packets, 200);
  EXPECT_NEAR(metrics.links[1].utilisation_mean, 0.3, 1e-15);
  EXPECT_DOUBLE_EQ(metrics.links[1].utilisation_peak, 0.4);
}

TEST(Metrics, NamesAreKnownBeforeTheRun) {
  std::vector<std::string> names;
  for (const Metric& metric : list_metrics(sample_run(), compute_metrics(sample_run()))) {
    names.push_back(metric.name);
  }
  EXPECT_EQ(metric_names(sample_run().entities), names);
  EXPECT_EQ(names.size(), 3U * 12U + 1U + 5U + 1U);
}

}  // namespace
}  // namespace orbitmesh
