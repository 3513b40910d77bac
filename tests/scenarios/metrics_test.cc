#include "scenarios/metrics.h"

#include <gmock/gmock.h>

#include <algorithm>

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

TEST(Metrics, NoPercentileIsGivenAboveOneThatIsNotSupported) {
  // Every ninth slot has the greatest latencies, so exceedances of p90 cluster; but for one
  // greater still in each slot: those of p99 are spread evenly.
  RunRecord run = empty_sample_run();
  std::uint64_t id = 0;
  for (std::int64_t slot = 0; slot < 40; ++slot) {
    for (std::int64_t i = 0; i < 100; ++i) {
      const std::int64_t latency_ms = i == 99 ? 900 : slot % 9 == 0 ? 500 + i : 1 + i;
      run.requests.push_back(
          sample_request(id++, 0, 0, 12'000 + 15'000 * slot + i, latency_ms, Outcome::kCompleted));
    }
  }
  run.entities.groups[0].workloads[0].issued = static_cast<std::int64_t>(id);
  const auto latency = compute_metrics(run).workloads[0].latency;
  ASSERT_TRUE(latency[1].lacks_samples());
  ASSERT_FALSE(latency[2].lacks_samples());
  EXPECT_FALSE(latency[1].value);
  EXPECT_FALSE(latency[2].value);
  EXPECT_EQ(metric_of(run, "client.inspector.gauge.latency_p99_ms").reason,
            "not supported by N: a lower percentile is not");
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

TEST(Metrics, AnswersOfAWorkloadWithContent) {
  RunRecord run = sample_run_with_content();
  const auto value = [&](const std::string& name) {
    return metric_of(run, "client.inspector.gauge." + name).value.value();
  };
  EXPECT_DOUBLE_EQ(value("accuracy"), 1.0 / 3.0);
  EXPECT_EQ(value("wrong"), 1);
  EXPECT_EQ(value("misread"), 1);
  EXPECT_EQ(value("detected"), 0);
  run.requests[2].answer = Answer::kDetected;
  EXPECT_DOUBLE_EQ(value("accuracy"), 1.0 / 3.0);
  EXPECT_EQ(value("misread"), 0);
  EXPECT_EQ(value("detected"), 1);
}

TEST(Metrics, DrawnAnswersOfAWorkloadWithoutContent) {
  RunRecord run = sample_run_with_content();
  run.entities.groups[0].workloads[0].content_model.clear();
  const std::vector<Answer> answers = {Answer::kTolerable, Answer::kCorrupted, Answer::kIntact};
  for (std::size_t i = 0; i < answers.size(); ++i) run.requests[i].answer = answers[i];
  const auto value = [&](const std::string& name) {
    return metric_of(run, "client.inspector.gauge." + name).value.value();
  };
  EXPECT_EQ(value("wrong"), 1);
  EXPECT_EQ(value("tolerable"), 1);
  EXPECT_EQ(value("intact"), 1);
  EXPECT_EQ(value("detected"), 0);
}

TEST(Metrics, ComparedAnswersOfAWorkload) {
  RunRecord run = sample_run_with_content();
  run.requests[0].first_answer = Answer::kCorrupted;
  run.requests[0].disagreed = true;
  run.requests[1].first_answer = Answer::kCorrect;
  const WorkloadMetrics metrics = workload_metrics(run).at(0);
  EXPECT_EQ(metrics.compared, 2);
  EXPECT_EQ(metrics.disagreed, 1);
  EXPECT_EQ(metric_of(run, "client.inspector.gauge.wrong_at_first").value, 1.0);
  EXPECT_EQ(metric_of(run, "client.inspector.gauge.disagreed").value, 1.0);
}

TEST(Metrics, AccuracyIsOverComputedAnswersAlone) {
  RunRecord run = sample_run_with_content();
  run.requests[1].answer = Answer::kNone;
  EXPECT_DOUBLE_EQ(metric_of(run, "client.inspector.gauge.accuracy").value.value(), 0.5);
  run.requests[0].answer = run.requests[2].answer = Answer::kNone;
  EXPECT_EQ(metric_of(run, "client.inspector.gauge.accuracy").reason, "no answer was computed");
}

TEST(Metrics, AnswersAreKeptApartByTier) {
  const RunMetrics metrics = compute_metrics(sample_run_with_content());
  const auto& by_tier = metrics.workloads[0].answers_by_tier;
  EXPECT_EQ(by_tier[static_cast<std::size_t>(Tier::kLocal)].correct, 1);
  EXPECT_EQ(by_tier[static_cast<std::size_t>(Tier::kLocal)].computed(), 1);
  EXPECT_EQ(by_tier[static_cast<std::size_t>(Tier::kSatellite)].corrupted, 1);
  EXPECT_EQ(by_tier[static_cast<std::size_t>(Tier::kSatellite)].misread, 1);
  EXPECT_EQ(by_tier[static_cast<std::size_t>(Tier::kGround)].computed(), 0);
}

TEST(Metrics, FaultsAreCountedAsTheyHappened) {
  EXPECT_EQ(metric_of(sample_run_with_content(), "faults.seu").value.value(), 2);
  EXPECT_EQ(metric_of(sample_run_with_content(), "faults.sefi").value.value(), 1);
}

TEST(Metrics, HandoversAreChangesBetweenSatellites) {
  EXPECT_EQ(metric_of(sample_run(), "terminal.mine.handovers").value.value(), 1);
  const RunMetrics metrics = compute_metrics(sample_run());
  EXPECT_EQ(metrics.terminals[0].pause_p50, Duration::from_ms(31));  // of 20, 31, 56
  EXPECT_EQ(metrics.terminals[0].pause_max, Duration::from_ms(56));
}

SlotRecord slot_at(std::int64_t at_s, NodeId from, NodeId to) {
  SlotRecord slot;
  slot.at = Time{} + Duration::from_s(at_s);
  slot.terminal = NodeId{3};
  slot.from = from;
  slot.to = to;
  return slot;
}

TEST(Metrics, OutagesLastFromASlotWithoutASatelliteToTheNextWithOne) {
  RunRecord run = empty_sample_run();
  run.simulated = Duration::from_s(60);
  const NodeId none;
  run.slots = {slot_at(0, NodeId{0}, NodeId{0}), slot_at(12, NodeId{0}, none),
               slot_at(27, none, none), slot_at(42, none, NodeId{1}), slot_at(57, NodeId{1}, none)};
  const TerminalMetrics metrics = compute_metrics(run).terminals[0];
  EXPECT_EQ(metrics.outages, 2);
  EXPECT_EQ(metrics.unserved, Duration::from_s(30 + 3));
  EXPECT_EQ(metrics.handovers, 0);
  EXPECT_FALSE(metrics.pause_p50);
  EXPECT_FALSE(metrics.pause_max);
  std::reverse(run.slots.begin(), run.slots.end());
  EXPECT_EQ(compute_metrics(run).terminals[0].unserved, metrics.unserved);
}

TEST(Metrics, ARunThatStartsWithoutServiceHasAnOutage) {
  RunRecord run = empty_sample_run();
  run.slots = {slot_at(0, {}, {}), slot_at(12, {}, {}), slot_at(27, {}, {})};
  EXPECT_EQ(compute_metrics(run).terminals[0].outages, 1);
  EXPECT_EQ(compute_metrics(run).terminals[0].unserved, run.simulated);
}

TEST(Metrics, HardHandoverIsAnOutageAtEverySlotEdge) {
  RunRecord run = sample_run();
  run.simulated = Duration::from_s(50);
  EXPECT_EQ(compute_metrics(run).terminals[0].outages, 1);
  EXPECT_EQ(compute_metrics(run).terminals[0].unserved, Duration::from_s(8));
  run.hard_handover = true;
  EXPECT_EQ(compute_metrics(run).terminals[0].outages, 3);
  EXPECT_EQ(compute_metrics(run).terminals[0].unserved, Duration::from_ms(56 + 20 + 8'000));
}

TEST(Metrics, Flows) {
  const RunRecord run = sample_run();
  EXPECT_EQ(metric_of(run, "flow.bulk.goodput_bit_s").value.value(), 1e6);
  EXPECT_DOUBLE_EQ(metric_of(run, "flow.cbr.loss").value.value(), 0.02);
  EXPECT_DOUBLE_EQ(metric_of(run, "flow.echo.loss").value.value(), 0.1);
  EXPECT_DOUBLE_EQ(metric_of(run, "flow.echo.rtt_p50_ms").value.value(), 40.0);
  EXPECT_DOUBLE_EQ(metric_of(run, "flow.echo.rtt_p99_ms").value.value(), 90.0);
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
  EXPECT_NEAR(metrics.links[1].utilisation_mean.value(), 0.3, 1e-15);
  EXPECT_DOUBLE_EQ(metrics.links[1].utilisation_peak.value(), 0.4);
}

TEST(Metrics, AGroupOfLinksHasNoUtilisation) {
  const RunMetrics metrics = compute_metrics(sample_run());
  EXPECT_EQ(metrics.links[0].link, "isl");
  EXPECT_FALSE(metrics.links[0].utilisation_mean);
  EXPECT_FALSE(metrics.links[0].utilisation_peak);
  EXPECT_FALSE(total_of(metrics.links).utilisation_mean);
}

TEST(Metrics, UtilisationIsAMeanOverTimeNotOverSamples) {
  // 30 s of 0.2 and 5 s of 0.9: (30 * 0.2 + 5 * 0.9) / 35 = 0.3.
  RunRecord run = sample_run();
  LinkSample last = run.link_samples[1];
  run.link_samples[1].utilisation = 0.2;
  last.at = Time{} + Duration::from_s(35);
  last.utilisation = 0.9;
  run.link_samples.push_back(last);
  EXPECT_NEAR(compute_metrics(run).links[1].utilisation_mean.value(), 0.3, 1e-15);
  // An interval of no length weighs nothing.
  last.at = Time{};
  run.link_samples.push_back(last);
  EXPECT_NEAR(compute_metrics(run).links[1].utilisation_mean.value(), 0.3, 1e-15);
}

TEST(Metrics, ANodeIsIdleWhereItHasNoSample) {
  RunRecord run = sample_run();  // 30 s long; node 0 was busy for 0.25 of the first 15 s
  run.node_samples.push_back({Time{} + Duration::from_s(20), NodeId{0}, 3, 1, 0.8, 4});
  const std::vector<NodeMetrics> nodes = compute_metrics(run).nodes;
  ASSERT_EQ(nodes.size(), 2U);
  EXPECT_EQ(nodes[0].node, NodeId{0});
  EXPECT_EQ(nodes[0].served, 5);
  EXPECT_EQ(nodes[0].refused, 1);
  EXPECT_EQ(nodes[0].queue_peak, 4);
  EXPECT_NEAR(nodes[0].busy_mean, (15 * 0.25 + 5 * 0.8) / 30, 1e-15);
  EXPECT_DOUBLE_EQ(nodes[0].busy_peak, 0.8);
  EXPECT_EQ(nodes[1].busy_mean, 0.0);
}

TEST(Metrics, SamplesSpanTheTimeSinceTheLastMultipleOfTheInterval) {
  const auto span_ms = [](std::int64_t at_ms) {
    return sampled_span(Time{} + Duration::from_ms(at_ms)).ns() / 1'000'000;
  };
  EXPECT_EQ(span_ms(0), 0);
  EXPECT_EQ(span_ms(15'000), 15'000);
  EXPECT_EQ(span_ms(30'000), 15'000);
  EXPECT_EQ(span_ms(32'500), 2'500);
}

TEST(Metrics, NamesAreKnownBeforeTheRun) {
  std::vector<std::string> names;
  for (const Metric& metric : list_metrics(sample_run(), compute_metrics(sample_run()))) {
    names.push_back(metric.name);
  }
  EXPECT_EQ(metric_names(sample_run().entities), names);
  EXPECT_EQ(names.size(), 3U * 22U + 1U + 6U + 1U);

  const RunRecord content = sample_run_with_content();
  names.clear();
  for (const Metric& metric : list_metrics(content, compute_metrics(content))) {
    names.push_back(metric.name);
  }
  EXPECT_EQ(metric_names(content.entities), names);
  EXPECT_EQ(names.size(), 3U * (22U + 5U) + 1U + 6U + 6U + 1U);
}

TEST(Metrics, ThroughputOfAClosedLoopIsAnswersBetweenFirstIssueAndLastAnswer) {
  RunRecord run = run_with_latencies(1, 4);  // issued at 12.000 to 12.003 s, 1 to 4 ms
  run.entities.groups[0].workloads[0].arrival = ArrivalKind::kSingleStream;
  EXPECT_DOUBLE_EQ(metric_of(run, "client.inspector.gauge.throughput").value.value(), 4 / 0.007);
  run.requests.clear();
  run.entities.groups[0].workloads[0].issued = 0;
  EXPECT_FALSE(metric_of(run, "client.inspector.gauge.throughput").value);
}

TEST(Metrics, OthersHaveNeitherThroughputNorVerdict) {
  const RunRecord run = sample_run();
  for (const Metric& metric : list_metrics(run, compute_metrics(run))) {
    EXPECT_EQ(metric.name.find("throughput"), std::string::npos);
    EXPECT_EQ(metric.name.find("valid"), std::string::npos);
  }
}

TEST(Metrics, ATargetIsJudgedByBlocksOfTheGroup) {
  RunRecord run = run_with_latencies(64, 10);
  const auto judged = [&](const char* name) {
    return metric_of(run, std::string("client.inspector.gauge.") + name).value.value();
  };
  LatencyTarget& target = run.entities.groups[0].workloads[0].target.emplace();
  target.percentile = 0.9;
  EXPECT_EQ(judged("valid"), 1);
  EXPECT_EQ(judged("blocks"), 64);
  EXPECT_EQ(judged("blocks_over"), 0);
  EXPECT_EQ(judged("blocks_needed"), 44);
  for (std::size_t i = 0; i < 10; ++i) run.requests[i].outcome = Outcome::kLate;
  EXPECT_EQ(judged("blocks_over"), 1);
  EXPECT_EQ(judged("valid"), 1);
  run.requests[10].outcome = Outcome::kLate;
  EXPECT_EQ(judged("blocks_over"), 2) << "a tenth of a block is rounded up";
  EXPECT_EQ(judged("blocks_needed"), 81);
  EXPECT_EQ(judged("valid"), 0);
}

TEST(Metrics, APendingRequestCountsAgainstATargetOnceItsDeadlineHasPassed) {
  RunRecord run = run_with_latencies(1, 1);
  run.entities.groups[0].workloads[0].target.emplace();
  run.requests[0].outcome = Outcome::kPending;
  run.requests[0].deadline = Duration::from_ms(300);
  run.simulated = Duration::from_ms(12'300);
  EXPECT_EQ(metric_of(run, "client.inspector.gauge.blocks").value.value(), 0);
  run.simulated = Duration::from_ms(12'301);
  EXPECT_EQ(metric_of(run, "client.inspector.gauge.blocks").value.value(), 1);
  EXPECT_EQ(metric_of(run, "client.inspector.gauge.blocks_over").value.value(), 1);
}

}  // namespace
}  // namespace orbitmesh
