#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/error.h"
#include "scenarios/expectations.h"
#include "scenarios/loader.h"
#include "scenarios/metrics.h"
#include "scenarios/summary.h"
#include "tests/scenarios/recorded_run.h"

namespace orbitmesh {
namespace {

using ::testing::HasSubstr;

const std::string kMinimal = ORBITMESH_SOURCE_DIR "/scenarios/minimal.toml";
const ProfileLibrary kLibrary = ProfileLibrary::built_in();
const std::string kWorkload = "client.robot.workload.detect.";

/// The robot talks to a language model on the satellites, two of which serve it in turn.
std::vector<std::string> conversation(const std::string& session) {
  return {"scenario.duration=120 s",
          "constellation.shell-1.isl={ topology = \"plus-grid\", rate = \"100 Gbit/s\" }",
          "constellation.shell-1.accelerator={ profile = \"nvidia-h100-sxm\", models = "
          "[\"llama-3-1-8b\"] }",
          "site.datacenter.accelerator.models=[\"yolov8m\"]",
          kWorkload + "profile=llama-3-1-8b",
          kWorkload + "policy={ kind = \"round-robin\", satellites = 2 }",
          kWorkload + "arrival={ kind = \"periodic\", rate = \"0.5 Hz\" }",
          kWorkload + "tokens={ prompt = { mean = 400 }, output = { mean = 20 } }",
          kWorkload + "deadline=1.9 s",
          kWorkload + "session=" + session};
}

Scenario scenario_of(const std::vector<std::string>& overrides) {
  return load_scenario(kMinimal, overrides, kLibrary);
}

std::string error_after(std::vector<std::string> overrides) {
  try {
    scenario_of(overrides);
  } catch (const InputError& error) {
    return error.what();
  }
  ADD_FAILURE() << "accepted: " << overrides.back();
  return "";
}

RunRecord run(std::vector<std::string> overrides, const std::string& fidelity) {
  overrides.push_back("network.fidelity=" + fidelity);
  return recorded_run(scenario_of(overrides));
}

double value_of(const RunRecord& record, const std::string& name) {
  const auto metrics = list_metrics(record, compute_metrics(record));
  const auto found = std::find_if(metrics.begin(), metrics.end(), [&](const Metric& metric) {
    return metric.name == "client.robot.detect." + name;
  });
  if (found != metrics.end() && found->value) return *found->value;
  ADD_FAILURE() << "no value: " << name;
  return -1;
}

/// Bytes that links between satellites carried.
double laser_bytes(const RunRecord& record) {
  double bytes = 0;
  for (const LinkSample& link : record.link_samples) {
    if (link.link == "isl") bytes += static_cast<double>(link.sent.count);
  }
  return bytes;
}

TEST(LanguageRun, EveryContextIsRebuiltOrMovesAsTrafficOfTheMesh) {
  const std::string turns = "{ turns = 4, kv_handover = ";
  const RunRecord rebuilt = run(conversation(turns + "\"rebuild\" }"), "message");
  const RunRecord moved = run(conversation(turns + "\"move\" }"), "message");
  // 60 requests, 15 sessions, 45 turns with a context of 420 tokens for each before them.
  EXPECT_GT(value_of(rebuilt, "kv_rebuilt"), 30);
  EXPECT_EQ(value_of(rebuilt, "kv_moved"), 0);
  EXPECT_EQ(value_of(rebuilt, "kv_moved_bytes"), 0);
  // Few do not come in time.
  EXPECT_LT(value_of(moved, "kv_rebuilt"), 5);
  EXPECT_EQ(value_of(moved, "kv_moved") + value_of(moved, "kv_rebuilt"),
            value_of(rebuilt, "kv_rebuilt"));
  const double bytes = value_of(moved, "kv_moved_bytes");
  // Contexts of one to three turns: which ones change their server depends on the latencies.
  const double turn = 420 * 131'072.0;
  EXPECT_EQ(std::fmod(bytes, turn), 0);
  EXPECT_GE(bytes, value_of(moved, "kv_moved") * turn);
  EXPECT_LE(bytes, value_of(moved, "kv_moved") * 3 * turn);
  // A cache crosses one laser at least.
  EXPECT_GT(laser_bytes(moved) - laser_bytes(rebuilt), bytes);
}

TEST(LanguageRun, TellsOfFirstAndFurtherTokens) {
  const RunRecord record = run(conversation("{ turns = 2 }"), "ideal");
  EXPECT_GT(value_of(record, "ttft_p50_ms"), 0);
  EXPECT_LT(value_of(record, "ttft_p50_ms"), value_of(record, "latency_p50_ms"));
  EXPECT_GT(value_of(record, "tpot_p50_ms"), 0);
  const RunMetrics metrics = compute_metrics(record);
  EXPECT_THAT(summary_text({record, metrics, {}, ""}), HasSubstr("to first token (TTFT)"));
  EXPECT_THAT(summary_text({record, metrics, {}, ""}), HasSubstr("sessions: context"));
}

TEST(LanguageRun, AnotherWorkloadHasNoMetricsOfTokens) {
  const RunRecord record = run({"scenario.duration=20 s"}, "ideal");
  for (const Metric& metric : list_metrics(record, compute_metrics(record))) {
    EXPECT_EQ(metric.name.find("ttft"), std::string::npos);
  }
}

TEST(LanguageRun, WrongSessionsAreRefused) {
  EXPECT_THAT(error_after(conversation("{ turns = 1 }")), HasSubstr("turns"));
  EXPECT_THAT(error_after(conversation("{ turns = 4, kv_handover = \"copy\" }")),
              HasSubstr("rebuild, move"));
  std::vector<std::string> ideal = conversation("{ turns = 4, kv_handover = \"move\" }");
  ideal.push_back("network.fidelity=ideal");
  EXPECT_THAT(error_after(ideal), HasSubstr("fidelity 'ideal' has no paths between satellites"));
  EXPECT_THAT(error_after({kWorkload + "session={ turns = 4 }"}),
              HasSubstr("a session is of a language model"));
  EXPECT_THAT(error_after(conversation("{ turns = 40, kv_handover = \"move\" }")),
              HasSubstr("the cache of 40 turns of up to 420 tokens"));
}

}  // namespace
}  // namespace orbitmesh
