#include <gmock/gmock.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/error.h"
#include "scenarios/loader.h"
#include "scenarios/metrics.h"
#include "tests/scenarios/recorded_run.h"

namespace orbitmesh {
namespace {

using ::testing::HasSubstr;

const std::string kMainJob = ORBITMESH_SOURCE_DIR "/scenarios/remote-mine.toml";
const ProfileLibrary kLibrary = ProfileLibrary::built_in();

std::string policy(const std::string& keys) {
  return "client.inspector.workload.gauge.policy={ " + keys + " }";
}

std::string error_after(const std::string& override) {
  try {
    load_scenario(kMainJob, {override}, kLibrary);
  } catch (const InputError& error) {
    return error.what();
  }
  ADD_FAILURE() << "accepted: " << override;
  return "";
}

RunRecord run_ideal(std::vector<std::string> overrides, const std::string& duration = "60 s") {
  overrides.insert(overrides.end(), {"network.fidelity=ideal", "scenario.duration=" + duration,
                                     "faults.acceleration=0"});
  return recorded_run(load_scenario(kMainJob, overrides, kLibrary));
}

// Gauges in 60 s at 2 Hz; that of each robot which it issued last may be under way in the end.
constexpr std::int64_t kRobots = 6;
constexpr std::int64_t kGauges = kRobots * 2 * 60;

/// Of the first workload, client.inspector.gauge.
struct Gauge {
  double mean_ms = 0;
  std::int64_t answered = 0;
  WorkloadMetrics metrics;
};

Gauge run_gauge(const std::string& keys, std::vector<std::string> overrides = {}) {
  overrides.push_back(policy(keys));
  const RunRecord record = run_ideal(overrides);
  Gauge gauge;
  gauge.metrics = workload_metrics(record).at(0);
  for (const RequestRecord& request : record.requests) {
    const std::uint32_t group = record.entities.clients[request.client].group;
    if (group != 0 || request.workload != 0) continue;
    if (request.outcome != Outcome::kCompleted && request.outcome != Outcome::kLate) continue;
    gauge.mean_ms += (request.ended - request.issued).milliseconds();
    ++gauge.answered;
  }
  gauge.mean_ms /= static_cast<double>(gauge.answered);
  return gauge;
}

TEST(Policies, TakeTheirOwnKeysAlone) {
  EXPECT_THAT(error_after(policy("kind = \"nearest\", after = \"1 ms\"")),
              HasSubstr("policy 'nearest' takes no 'after'; remove it, or use kind = \"hedged\""));
  EXPECT_THAT(error_after(policy("kind = \"hedged\", copies = 2")),
              HasSubstr("use kind = \"replicated\""));
  EXPECT_THAT(error_after(policy("kind = \"hedged\", after = \"1 ms\", quantile = 0.9")),
              HasSubstr("'quantile' has no meaning beside a fixed 'after'"));
  EXPECT_THAT(error_after(policy("kind = \"ground\", satellites = 2")),
              HasSubstr("policy 'ground' uses no satellites"));
  EXPECT_THAT(error_after(policy("kind = \"oracel\"")), HasSubstr("oracle"));
}

TEST(Policies, KeysAreBounded) {
  for (const char* keys :
       {"kind = \"replicated\", copies = 4", "kind = \"replicated\", copies = 1",
        "kind = \"hedged\", quantile = 1.0", "kind = \"hedged\", after = \"-1 ms\"",
        "kind = \"least-loaded\", probe = \"1 ms\"", "kind = \"round-robin\", satellites = 0",
        "kind = \"round-robin\", satellites = 65",
        "kind = \"replicated\", on_mismatch = \"shrug\""}) {
    error_after(policy(keys));
  }
}

TEST(Policies, RetriesAreBounded) {
  const std::string retry = "client.inspector.workload.gauge.retry=";
  for (const char* keys :
       {"{ max = 1 }", "{ timeout = \"0 s\" }", "{ timeout = \"1 s\", max = 0 }",
        "{ timeout = \"1 s\", max = 17 }", "{ timeout = \"1 s\", backoff = 0.5 }",
        "{ timeout = \"1 s\", node = \"other\" }", "{ timeout = \"1 s\", remember = \"2 h\" }"}) {
    error_after(retry + keys);
  }
  EXPECT_NO_THROW(load_scenario(kMainJob, {retry + "{ timeout = \"200 ms\" }"}, kLibrary));
}

TEST(Policies, SatelliteNeedsOneThatHoldsTheModel) {
  EXPECT_THAT(error_after("client.truck.workload.review.policy={ kind = \"satellite\" }"),
              HasSubstr("no satellite holds 'yolov8m'"));
}

TEST(Policies, SplitNeedsACutThatTheProfileHas) {
  EXPECT_THAT(error_after(policy("kind = \"split\", cut = \"visoin\"")), HasSubstr("'vision'"));
  EXPECT_THAT(error_after("client.truck.workload.review.policy={ kind = \"split\" }"),
              HasSubstr("names no cuts"));
}

TEST(Policies, TheOracleStatesABoundOfEachRequest) {
  const RunRecord record = run_ideal({policy("kind = \"oracle\"")});
  std::int64_t bounded = 0;
  for (const RequestRecord& request : record.requests) {
    if (!request.bound || request.outcome != Outcome::kCompleted) continue;
    EXPECT_GT(*request.bound, request.service);
    // A route may get shorter on the way.
    EXPECT_GT(request.ended - request.issued, *request.bound - Duration::from_ms(5));
    ++bounded;
  }
  EXPECT_NEAR(bounded, kGauges, kRobots);
}

TEST(Policies, NoneIsFasterThanTheOracle) {
  const Gauge oracle = run_gauge("kind = \"oracle\"");
  EXPECT_NEAR(oracle.answered, kGauges, kRobots);
  std::map<std::string, double> mean_ms;
  for (const std::string kind :
       {"local", "nearest", "ground", "satellite", "least-latency", "deadline", "least-energy",
        "round-robin", "least-loaded", "hedged", "replicated", "split"}) {
    const Gauge gauge = run_gauge("kind = \"" + kind + "\"");
    EXPECT_GE(gauge.mean_ms, oracle.mean_ms - 0.01) << kind;
    mean_ms[kind] = gauge.mean_ms;
  }
  EXPECT_LT(mean_ms["nearest"], mean_ms["ground"]);
  EXPECT_LT(mean_ms["least-latency"], mean_ms["round-robin"]);
}

TEST(Policies, CopiesRetriesAndProbesAreCounted) {
  const Gauge probing = run_gauge("kind = \"least-loaded\", probe = \"1 s\"");
  EXPECT_EQ(probing.metrics.extra.probes, kRobots * 60 * 5) << "five satellites each second";
  EXPECT_GT(probing.metrics.extra.probe_bytes.count, probing.metrics.extra.probes);
  const Gauge voting = run_gauge("kind = \"replicated\"");
  EXPECT_EQ(voting.metrics.compared, voting.answered);
  EXPECT_EQ(voting.metrics.disagreed, 0) << "without faults";
  const Gauge eager =
      run_gauge("kind = \"nearest\"",
                {"client.inspector.workload.gauge.retry={ timeout = \"60 ms\", max = 1 }"});
  EXPECT_NEAR(eager.metrics.extra.retries, kGauges, kRobots) << "none is answered within 60 ms";
  EXPECT_GT(eager.metrics.extra.repeated, 100) << "the satellite knows them";
}

}  // namespace
}  // namespace orbitmesh
