#include "scenarios/summary.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "scenarios/canonical_digest.h"
#include "tests/scenarios/sample_run.h"

namespace orbitmesh {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<ExpectationResult> sample_expectations(const RunRecord& run,
                                                   const RunMetrics& metrics) {
  return evaluate({{"client.inspector.gauge.deadline_met", 0.4, {}, {}},
                   {"network.drops", {}, 5.0, {}},
                   {"client.inspector.gauge.latency_p99_ms", {}, 300.0, {}}},
                  list_metrics(run, metrics));
}

std::string text_of(const RunRecord& run) {
  const RunMetrics metrics = compute_metrics(run);
  return summary_text({run, metrics, sample_expectations(run, metrics), "runs/remote-mine-1-001"});
}

TEST(SummaryText, SaysWhatHappened) {
  RunRecord run = sample_run();
  run.digest = canonical_digest(run);
  const std::string text = text_of(run);
  for (const std::string part :
       {"remote-mine   seed 1, 30 s simulated, 2 satellites", "inspector.gauge x2",
        "failed: timeout 1", "n/s: not supported by N", "most answers from", "shell-1/0/0 67 %",
        "user-up mine", "12.5 / 25.0", "30.0 / 40.0",
        "ok    client.inspector.gauge.deadline_met = 0.5, expected >= 0.4",
        "FAIL  network.drops = 30, expected <= 5", "not supported by N: ", "60 times real time",
        "runs/remote-mine-1-001"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  EXPECT_THAT(text, HasSubstr(run.digest));
}

TEST(SummaryText, AnswersStandBesideTheHeldOutAccuracy) {
  const std::string text = text_of(sample_run_with_content());
  for (const std::string part :
       {"  inspector.gauge x2         local               1           1  100.0 %         0         "
        "0 "
        "       0\n",
        "                             satellite           2           0    0.0 %         1         "
        "1 "
        "       0\n",
        "'digits' answers 97.5 % of held-out samples", "workers    7 inferences, 2 of them"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  for (const std::string part : {"Answers", "Faults", "FAULT RATES", "workers"}) {
    EXPECT_THAT(text_of(sample_run()), Not(HasSubstr(part)));
  }
}

TEST(SummaryText, VerdictsAndThroughputsStandWhereThereAreAny) {
  RunRecord run = sample_run();
  run.entities.groups[0].workloads[0].target.emplace();
  run.entities.groups[0].workloads[1].arrival = ArrivalKind::kOffline;
  const std::string text = text_of(run);
  EXPECT_THAT(text, HasSubstr("Targets "));
  EXPECT_THAT(text, HasSubstr("p99"));
  EXPECT_THAT(text, HasSubstr("INVALID"));
  EXPECT_THAT(text, HasSubstr("Throughput "));
  EXPECT_THAT(text_of(sample_run()), Not(HasSubstr("Targets ")));
  EXPECT_THAT(text_of(sample_run()), Not(HasSubstr("Throughput ")));
}

TEST(SummaryText, AccelerationIsInPlainSight) {
  RunRecord run = sample_run_with_content();
  const std::string text = text_of(run);
  EXPECT_THAT(text, HasSubstr("FAULT RATES ARE MULTIPLIED BY 1,000,000 (faults.acceleration)"));
  EXPECT_THAT(text, HasSubstr("SEU, wrong bits of weights                         2"
                              "                         2.5e-06\n"));
  EXPECT_THAT(text, HasSubstr("SEFI, reboots of a node                            1"
                              "                        1.25e-07\n"));
  EXPECT_THAT(text, HasSubstr("acceleration 1,000,000: "));
  run.fault_summary->acceleration = 0.25;
  EXPECT_THAT(text_of(run), HasSubstr("MULTIPLIED BY 0.25 "));
  run.fault_summary->acceleration = 1.0;
  EXPECT_THAT(text_of(run), HasSubstr("Faults "));
  EXPECT_THAT(text_of(run), Not(HasSubstr("MULTIPLIED")));
  EXPECT_THAT(text_of(run), Not(HasSubstr("acceleration 1:")));
}

TEST(SummaryText, ContentThatNeverAnsweredIsShown) {
  RunRecord run = sample_run_with_content();
  run.entities.groups[1].workloads[0].content_model = "digits";
  EXPECT_THAT(text_of(run), HasSubstr("  truck.detect               -                   0"));
}

TEST(SummaryText, FitsAHundredColumnsOfPlainAscii) {
  RunRecord run = sample_run_with_content();
  run.fault_summary->acceleration = 1e12;
  run.fault_summary->of(FaultKind::kSeu).expected = 1.23456789e-123;
  run.entities.groups[0].name = std::string(60, 'g');
  run.entities.groups[0].workloads[0].name = std::string(60, 'w');
  run.entities.nodes[0].name = std::string(60, 'n');
  run.entities.nodes[3].name = std::string(60, 't');
  run.link_samples[0].link = std::string(60, 'l');
  run.link_samples[0].packets = 123'456'789;
  run.flows[0].name = std::string(60, 'f');
  const RunMetrics metrics = compute_metrics(run);
  std::istringstream lines(summary_text({run, metrics, {}, ""}));
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(line.size(), 100U) << line;
    EXPECT_TRUE(std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; }))
        << line;
    EXPECT_TRUE(line.empty() || line.back() != ' ') << line;
  }
}

TEST(SummaryText, PrintsSupportedPercentilesWithTheirIntervals) {
  RunRecord run = empty_sample_run();
  for (std::uint64_t i = 0; i < 2000; ++i) {
    const auto n = static_cast<std::int64_t>(i);
    run.requests.push_back(
        sample_request(i, 0, 0, 300 * n, 50 + n * 7919 % 100, Outcome::kCompleted));
  }
  run.entities.groups[0].workloads[0].issued = 2000;
  const RunMetrics metrics = compute_metrics(run);
  const std::string text = summary_text({run, metrics, {}, ""});
  EXPECT_THAT(text, HasSubstr("99.0 ["));
  EXPECT_THAT(text, HasSubstr("139 ["));
  EXPECT_THAT(text, HasSubstr(" 148\n"));
  EXPECT_THAT(text, Not(HasSubstr("n/s")));
}

TEST(SummaryText, WithheldPercentilesShowHowManySamplesTheyLack) {
  EXPECT_THAT(text_of(sample_run()), HasSubstr(" n/s (1 of 11) "));
  EXPECT_THAT(text_of(sample_run()), HasSubstr("within this run"));
}

TEST(SummaryText, FlowsSayWhatTheirDelayIsOf) {
  const std::string text = text_of(sample_run());
  EXPECT_THAT(text, ::testing::ContainsRegex("  cbr +udp-cbr .* one-way +40.0 "));
  EXPECT_THAT(text, ::testing::ContainsRegex("  echo +ping .* rtt +40.0 "));
  EXPECT_THAT(text, ::testing::ContainsRegex("  bulk +tcp-bulk .* - +- +- +- +0\n"));
}

TEST(SummaryText, LinksThatCarriedNothingMakeRoomForOthers) {
  RunRecord run = sample_run();
  LinkSample idle;
  for (int i = 0; i < 30; ++i) {
    idle.link = "feeder-up idle-" + std::to_string(i);
    run.link_samples.push_back(idle);
  }
  const std::string text = text_of(run);
  EXPECT_THAT(text, Not(HasSubstr("idle-")));
  EXPECT_THAT(text, HasSubstr("  isl "));
  EXPECT_THAT(text, HasSubstr("  user-up mine "));
  EXPECT_THAT(text, HasSubstr("and 30 that carried nothing"));
  idle.drops_no_route = 5;
  idle.link = "network";
  run.link_samples.push_back(idle);
  EXPECT_THAT(text_of(run), HasSubstr("  network "));
}

TEST(SummaryText, NodesShowHowBusyTheyWere) {
  RunRecord run = sample_run();
  run.node_samples[1].busy_share = 1e-5;
  const std::string text = text_of(run);
  EXPECT_THAT(text, ::testing::ContainsRegex("  shell-1/0/0 +satellite +12.5 / 25.0 +2 +0 +1\n"));
  EXPECT_THAT(text, ::testing::ContainsRegex("  shell-1/0/1 +satellite +<0.1 / <0.1 +0 +0 +0\n"));
}

TEST(SummaryText, TerminalsShowTimeWithoutService) {
  RunRecord run = sample_run();
  run.simulated = Duration::from_s(50);
  EXPECT_THAT(text_of(run), ::testing::ContainsRegex("  mine +1 +1 +8.0 +31.0 +56.0\n"));
  run.slots.clear();
  EXPECT_THAT(text_of(run), ::testing::ContainsRegex("  mine +0 +0 +- +- +-\n"));
}

TEST(SummaryText, LeavesOutWhatTheRunDoesNotHave) {
  RunRecord run;
  run.scenario = "empty";
  const std::string text = summary_text({run, compute_metrics(run), {}, ""});
  for (const std::string part : {"Requests", "Flows", "Links", "Terminals", "Busiest nodes",
                                 "Expectations", "Warnings", "digest", "wall time", "results"}) {
    EXPECT_THAT(text, Not(HasSubstr(part)));
  }
}

TEST(SummaryText, OutagesHaveARowForEachCause) {
  RunRecord run = sample_run();
  EXPECT_THAT(text_of(run), Not(HasSubstr("Outages")));
  run.simulated = Duration::from_s(50);
  run.outages = sample_outages();
  const std::string text = text_of(run);
  EXPECT_THAT(text, HasSubstr("Outages "));
  // Twenty seconds, and ten of the second until the end of the run.
  EXPECT_THAT(text, testing::ContainsRegex("storm +link +2 +1 +10.0 +30.0  rate x 0.25, "));
  EXPECT_THAT(text, testing::ContainsRegex("debris +satellite +1 +1 +20.0 +30.0  down"));
}

TEST(SummaryText, LossesByChanceAndAtNodesAreTold) {
  RunRecord run = sample_run();
  EXPECT_THAT(text_of(run), Not(HasSubstr("lost besides")));
  run.link_samples[0].drops_loss = 12;
  run.link_samples[0].drops_node = 5;
  EXPECT_THAT(text_of(run),
              HasSubstr("lost besides: 12 by chance on links, 5 at nodes that were down"));
}

TEST(SummaryText, SaysWhenTheHostsClockCouldReachResults) {
  RunRecord run = sample_run();
  EXPECT_THAT(text_of(run), Not(HasSubstr("host's clock")));
  run.deterministic = false;
  EXPECT_THAT(text_of(run), HasSubstr("host's clock"));
}

TEST(SummaryJson, FaultsAnswersAndContentModels) {
  const auto json_of = [](const RunRecord& run) {
    return nlohmann::json::parse(summary_json({run, compute_metrics(run), {}, ""}));
  };
  const auto json = json_of(sample_run_with_content());
  EXPECT_EQ(json["faults"]["acceleration"], 1e6);
  EXPECT_EQ(json["faults"]["seu"], 2);
  EXPECT_EQ(json["faults"]["expected_seu_unaccelerated"], 2.5e-6);
  ASSERT_EQ(json["answers"].size(), 2U);
  EXPECT_EQ(json["answers"][1]["tier"], "satellite");
  EXPECT_EQ(json["answers"][1]["computed"], 2);
  EXPECT_EQ(json["answers"][1]["corrupted"], 1);
  EXPECT_EQ(json["content_models"][0]["name"], "digits");
  EXPECT_EQ(json["content_models"][0]["kernels"], "portable");
  EXPECT_EQ(json["content_models"][0]["held_out_accuracy"], 0.9754);
  EXPECT_EQ(json["workers"]["resent"], 2);
  const auto without = json_of(sample_run());
  EXPECT_TRUE(without["faults"].is_null());
  EXPECT_TRUE(without["answers"].empty());
  EXPECT_TRUE(without["content_models"].empty());
}

TEST(SummaryJson, HasEveryMetricAndTheVerdict) {
  const RunRecord run = sample_run();
  const RunMetrics metrics = compute_metrics(run);
  const auto expectations = sample_expectations(run, metrics);
  const auto json =
      nlohmann::json::parse(summary_json({run, metrics, expectations, "runs/remote-mine-1-001"}));
  EXPECT_EQ(json["metrics"].size(), list_metrics(run, metrics).size());
  EXPECT_EQ(json["metrics"][0]["name"], "client.inspector.gauge.issued");
  EXPECT_EQ(json["metrics"][0]["value"], 5);
  EXPECT_FALSE(json["passed"]);
  EXPECT_TRUE(json["expectations"][0]["passed"]);
  EXPECT_TRUE(json["expectations"][2]["value"].is_null());
  EXPECT_THAT(json["expectations"][2]["reason"], HasSubstr("not supported by N"));
  EXPECT_EQ(json["simulated_ns"], 30'000'000'000);
}

}  // namespace
}  // namespace orbitmesh
