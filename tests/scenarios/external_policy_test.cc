#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "core/error.h"
#include "scenarios/canonical_digest.h"
#include "scenarios/loader.h"
#include "scenarios/resolved.h"
#include "tests/inference/agent_thread.h"
#include "tests/scenarios/recorded_run.h"

namespace orbitmesh {
namespace {

using testing::AgentThread;
using testing::frame_of;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string kMinimal = ORBITMESH_SOURCE_DIR "/scenarios/minimal.toml";
const ProfileLibrary kLibrary = ProfileLibrary::built_in();

std::string policy(const std::string& keys) {
  return "client.robot.workload.detect.policy={ kind = \"external\", " + keys + " }";
}

Scenario scenario_of(const std::string& override) {
  return load_scenario(kMinimal,
                       {override, "network.fidelity=ideal", "scenario.duration=20 s",
                        "constellation.shell-1.accelerator={ profile = \"tesla-ai7\", models = "
                        "[\"yolov8m\"] }"},
                       kLibrary);
}

std::string error_after(const std::string& override) {
  try {
    scenario_of(override);
  } catch (const InputError& error) {
    return error.what();
  }
  ADD_FAILURE() << "accepted: " << override;
  return "";
}

RunRecord run(const std::string& override) { return recorded_run(scenario_of(override)); }

std::string digest_of(const std::string& override) { return canonical_digest(run(override)); }

/// What `nearest` does, in capnp frames.
EncodedMessage nearest_in_capnp(const EncodedMessage& frame) {
  const PolicyStep step = decode_step(frame);
  if (!step.observation) return {};
  PolicyDecision decision;
  decision.step = step.step;
  Duration least = Duration::max();
  for (const PolicyCandidate& candidate : step.observation->candidates) {
    if (!candidate.path_delay || !(*candidate.path_delay < least)) continue;
    least = *candidate.path_delay;
    decision.tier = candidate.tier;
    decision.node = candidate.node;
  }
  return encode_decision(decision);
}

/// The same in JSON.
EncodedMessage nearest_in_json(const EncodedMessage& frame) {
  const auto step = nlohmann::json::parse(frame.begin(), frame.end());
  if (step["observation"].is_null()) return {};
  nlohmann::json decision{{"version", 1}, {"step", step["step"]}, {"tier", "none"}};
  double least = 1e9;
  for (const auto& candidate : step["observation"]["candidates"]) {
    if (candidate["path_delay_s"].is_null() || candidate["path_delay_s"] >= least) continue;
    least = candidate["path_delay_s"];
    decision["tier"] = candidate["tier"];
    decision["node"] = candidate["node"];
  }
  return frame_of(decision.dump());
}

TEST(ExternalPolicyRun, AnAgentThatDecidesAsNearestHasTheDigestOfNearest) {
  const std::string nearest =
      digest_of("client.robot.workload.detect.policy={ kind = \"nearest\" }");
  AgentThread in_capnp(nearest_in_capnp);
  const std::string keys = policy("frames = \"capnp\", endpoint = \"" + in_capnp.endpoint() + "\"");
  EXPECT_EQ(digest_of(keys), nearest);
  EXPECT_EQ(digest_of(keys), nearest) << "a second episode with the same agent";
  AgentThread in_json(nearest_in_json);
  EXPECT_EQ(digest_of(policy("endpoint = \"" + in_json.endpoint() + "\"")), nearest);
}

TEST(ExternalPolicyRun, EveryRequestThatEndsIsToldOfOnce) {
  std::vector<std::uint64_t> told;
  std::atomic<bool> ended{false};
  RunRecord record;
  {
    AgentThread agent([&](const EncodedMessage& frame) {
      const PolicyStep step = decode_step(frame);
      for (const PolicyOutcome& outcome : step.outcomes) told.push_back(outcome.request);
      if (!step.observation) ended = true;
      return nearest_in_capnp(frame);
    });
    record = run(policy("frames = \"capnp\", endpoint = \"" + agent.endpoint() + "\""));
    while (!ended) std::this_thread::yield();
  }
  std::size_t of_record = 0;
  for (const RequestRecord& request : record.requests) {
    if (request.outcome != Outcome::kPending) ++of_record;
  }
  std::sort(told.begin(), told.end());
  EXPECT_EQ(std::unique(told.begin(), told.end()), told.end());
  EXPECT_EQ(told.size(), of_record);
  EXPECT_GE(told.size(), 39U) << "2 Hz for 20 s; the last may be under way";
}

TEST(ExternalPolicyRun, ADecisionTimeAddsToEveryLatency) {
  AgentThread agent(nearest_in_capnp);
  const std::string keys = "frames = \"capnp\", endpoint = \"" + agent.endpoint() + "\"";
  const RunRecord at_once = run(policy(keys));
  const RunRecord later = run(policy(keys + ", decision_time = \"20 ms\""));
  ASSERT_GT(later.requests.size(), 30U);
  ASSERT_EQ(at_once.requests.size(), later.requests.size());
  for (std::size_t i = 0; i < later.requests.size(); ++i) {
    if (later.requests[i].outcome != Outcome::kCompleted) continue;
    const Duration more = (later.requests[i].ended - later.requests[i].issued) -
                          (at_once.requests[i].ended - at_once.requests[i].issued);
    // The satellite moves in 20 ms, by 150 m at most.
    EXPECT_NEAR(more.milliseconds(), 20.0, 0.002) << i;
  }
}

TEST(ExternalPolicyRun, AChoiceThatTheClientCannotCarryOutFailsAsNoPlacement) {
  AgentThread agent([](const EncodedMessage& frame) {
    const PolicyStep step = decode_step(frame);
    if (!step.observation) return EncodedMessage();
    PolicyDecision decision;
    decision.step = step.step;
    decision.tier = PolicyTier::kLocal;  // a robot without an accelerator
    return encode_decision(decision);
  });
  const RunRecord record =
      run(policy("frames = \"capnp\", endpoint = \"" + agent.endpoint() + "\""));
  ASSERT_GT(record.requests.size(), 30U);
  for (const RequestRecord& request : record.requests) {
    EXPECT_EQ(request.cause, FailureCause::kNoPlacement);
  }
}

TEST(ExternalPolicyRun, WithoutAnEndpointItIsValidButDoesNotRun) {
  EXPECT_NO_THROW(scenario_of(policy("satellites = 2")));
  EXPECT_THROW(run(policy("satellites = 2")), InputError);
}

TEST(ExternalPolicyRun, WhatIsOfTheHostIsNotInTheResolvedScenario) {
  const std::string text = resolved_toml(scenario_of(
      policy("endpoint = \"ipc://agent\", frames = \"capnp\", timeout = \"5 s\", satellites = 2, "
             "energy_weight = 0.5")));
  EXPECT_THAT(text, HasSubstr("external"));
  EXPECT_THAT(text, HasSubstr("energy_weight"));
  EXPECT_THAT(text, Not(HasSubstr("endpoint")));
  EXPECT_THAT(text, Not(HasSubstr("frames")));
  EXPECT_THAT(text, Not(HasSubstr("timeout")));
}

TEST(ExternalPolicyRun, WrongKeysAreRefused) {
  EXPECT_THAT(error_after(policy("endpoint = \"tcp://10.0.0.1:5555\"")),
              HasSubstr("neither secret nor signed"));
  EXPECT_THAT(error_after(policy("endpoint = \"agent\"")), HasSubstr("expected inproc"));
  EXPECT_THAT(error_after(policy("frames = \"xml\"")), HasSubstr("json, capnp"));
  EXPECT_THAT(error_after(policy("timeout = \"0 s\"")), HasSubstr("timeout"));
  EXPECT_THAT(error_after(policy("decision_time = \"250 ms\"")),
              HasSubstr("'decision_time' must be less than the deadline"));
  EXPECT_THAT(error_after(policy("energy_weight = -1")), HasSubstr("energy_weight"));
  EXPECT_THAT(error_after(policy("bytes_weight = -1")), HasSubstr("bytes_weight"));
  EXPECT_THAT(error_after("client.robot.workload.detect.policy={ kind = \"nearest\", "
                          "endpoint = \"ipc://agent\" }"),
              HasSubstr("policy 'nearest' takes no 'endpoint'; remove it, or use kind = "
                        "\"external\""));
}

TEST(ExternalPolicyRun, PoliciesThatShareAnEndpointAgreeOnFrames) {
  Scenario scenario = scenario_of(policy("endpoint = \"ipc://agent\""));
  WorkloadSection other = scenario.clients[0].workloads[0];
  other.name = "other";
  other.policy.frames = PolicyFrames::kCapnp;
  scenario.clients[0].workloads.push_back(other);
  EXPECT_THROW(recorded_run(scenario), InputError);
}

}  // namespace
}  // namespace orbitmesh
