#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/canonical_digest.h"
#include "scenarios/run_in_memory.h"
#include "tests/scenarios/scenario_fixture.h"

namespace orbitmesh {
namespace {

/// Masts that share satellites whose memory, mostly of a large model, is struck often.
constexpr std::string_view kMasts = R"([scenario]
name = "masts"
epoch = "2026-06-01T00:00:00Z"
duration = "1 min"

[network]
fidelity = "ideal"

[faults]
acceleration = 1e5

[[constellation]]
name = "shell-1"
walker = { altitude = "550 km", inclination = "53 deg", planes = 72, per_plane = 22, phasing = 39 }
accelerator = { profile = "tesla-ai7", every = 4, models = ["resnet-50", "openvla-7b"] }
radiation = { rates = "orbit-average", ecc = "none", scrub = "60 s" }

[[site]]
name = "pass"
location = { lat = "46.57 deg", lon = "8.42 deg" }
terminal = "starlink-dish"

[[client]]
name = "mast"
kind = "robot"
count = 4
site = "pass"
accelerator = "jetson-agx-orin-64"

[[client.workload]]
name = "classify"
profile = "resnet-50"
content = { model = "digits", input = "digits" }
arrival = { kind = "periodic", rate = "5 Hz" }
deadline = "1 s"
policy = POLICY

[[client.workload]]
name = "plan"
profile = "openvla-7b"
content = { model = "digits", input = "digits" }
arrival = { kind = "periodic", rate = "5 Hz" }
deadline = "1 s"
policy = { kind = "satellite" }
)";

/// A device whose logic alone is struck, each some twenty times a second at this acceleration.
constexpr std::string_view kWeakLogic = R"([[device]]
name = "nvidia-h100-sxm"
[[device.effect]]
name = "logic"
kind = "sdc"
one_energy = { energy = "67 MeV", sigma = { value = "4e-6 cm2", source = "test", confidence = "G" } }
)";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

RunRecord run(const std::string& text, int workers = 1) {
  ProfileLibrary library = ProfileLibrary::built_in();
  library.add_text(kWeakLogic, "device.toml");
  const Scenario scenario = scenario_from_config(parse_toml(text, "s.toml"), library);
  WorkerPoolOptions pool;
  pool.workers = workers;
  return run_in_memory(scenario, World(scenario), library, pool);
}

std::string masts(const std::string& policy) {
  return replaced(std::string(kMasts), "POLICY", policy);
}
std::string masts_of_weak_logic(const std::string& policy) {
  return replaced(masts(policy), "tesla-ai7", "nvidia-h100-sxm");
}

std::string split_at(const std::string& cut) {
  return "{ kind = \"split\", cut = \"" + cut + "\" }";
}

/// Answers of one of the two workloads.
std::int64_t count(const RunRecord& record, std::uint32_t workload, Answer answer) {
  return std::count_if(record.requests.begin(), record.requests.end(), [&](const RequestRecord& r) {
    return r.workload == workload && r.answer == answer;
  });
}

TEST(SplitContent, OfAModelThatRunsAtTheClientButForItsEndNoAnswerIsWrong) {
  const RunRecord whole = run(masts("{ kind = \"satellite\" }"));
  EXPECT_GT(count(whole, 0, Answer::kCorrupted), 100);
  // 99.95 % of ResNet's operations are before this cut: no node of digits is behind it.
  const RunRecord split = run(masts(split_at("pool")));
  EXPECT_EQ(count(split, 0, Answer::kCorrupted) + count(split, 0, Answer::kDetected), 0);
  EXPECT_GT(count(split, 0, Answer::kCorrect), 1'000);
  EXPECT_GT(count(split, 1, Answer::kCorrupted), 100) << "plan is not divided";
  EXPECT_NO_THROW(check_consistency(split));
}

TEST(SplitContent, WrongWeightsBehindTheCutSpoilAnswers) {
  // At 19.2 % of its operations ResNet is cut where digits has done 4.8 %.
  const RunRecord split = run(masts(split_at("stage-1")));
  EXPECT_GT(count(split, 0, Answer::kCorrupted), 100);
  EXPECT_NO_THROW(check_consistency(split));
}

TEST(SplitContent, WrongResultsOfLogicSpoilNothingThatTheClientComputes) {
  const RunRecord whole = run(masts_of_weak_logic("{ kind = \"satellite\" }"));
  ASSERT_EQ(whole.fault_summary->of(FaultKind::kSeu).happened, 0);
  ASSERT_GT(whole.fault_summary->of(FaultKind::kSdc).happened, 100'000);
  EXPECT_GT(count(whole, 1, Answer::kCorrupted), 3);
  EXPECT_GT(count(whole, 1, Answer::kCorrect), 600) << "most strikes change no decision";
  EXPECT_NO_THROW(check_consistency(whole));
  const RunRecord nothing_exposed = run(masts_of_weak_logic(split_at("pool")));
  EXPECT_EQ(count(nothing_exposed, 0, Answer::kCorrupted), 0);
  EXPECT_EQ(count(nothing_exposed, 0, Answer::kDetected), 0);
  EXPECT_GT(count(nothing_exposed, 0, Answer::kCorrect), 600);
}

TEST(SplitContent, AnswersDoNotDependOnTheNumberOfWorkers) {
  for (const std::string& text :
       {masts(split_at("stage-2")), masts_of_weak_logic(split_at("stage-2"))}) {
    EXPECT_EQ(canonical_digest(run(text, 3)), canonical_digest(run(text, 1)));
  }
}

}  // namespace
}  // namespace orbitmesh
