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
        "failed: timeout 1", "n/s: not supported by N", "shell-1/0/0 67 %", "user-up mine",
        "30.0 / 40.0", "ok    client.inspector.gauge.deadline_met = 0.5, expected >= 0.4",
        "FAIL  network.drops = 30, expected <= 5", "not supported by N: ", "60 times real time",
        "runs/remote-mine-1-001"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  EXPECT_THAT(text, HasSubstr(run.digest));
}

TEST(SummaryText, FitsAHundredColumnsOfPlainAscii) {
  RunRecord run = sample_run();
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

TEST(SummaryText, LeavesOutWhatTheRunDoesNotHave) {
  RunRecord run;
  run.scenario = "empty";
  const std::string text = summary_text({run, compute_metrics(run), {}, ""});
  for (const std::string part : {"Requests", "Flows", "Links", "Terminals", "Expectations",
                                 "Warnings", "digest", "wall time", "results"}) {
    EXPECT_THAT(text, Not(HasSubstr(part)));
  }
}

TEST(SummaryText, SaysWhenTheHostsClockCouldReachResults) {
  RunRecord run = sample_run();
  EXPECT_THAT(text_of(run), Not(HasSubstr("host's clock")));
  run.deterministic = false;
  EXPECT_THAT(text_of(run), HasSubstr("host's clock"));
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
