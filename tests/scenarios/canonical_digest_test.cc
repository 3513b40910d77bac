#include "scenarios/canonical_digest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/scenarios/sample_run.h"

namespace orbitmesh {
namespace {

TEST(CanonicalDigest, DoesNotDependOnArrivalOrder) {
  RunRecord run = sample_run_with_content();
  const std::string digest = canonical_digest(run);
  std::reverse(run.requests.begin(), run.requests.end());
  std::reverse(run.attempts.begin(), run.attempts.end());
  std::reverse(run.faults.begin(), run.faults.end());
  std::reverse(run.slots.begin(), run.slots.end());
  std::reverse(run.node_samples.begin(), run.node_samples.end());
  std::reverse(run.link_samples.begin(), run.link_samples.end());
  std::reverse(run.flows.begin(), run.flows.end());
  run.outages = sample_outages();
  const std::string with_outages = canonical_digest(run);
  std::reverse(run.outages.begin(), run.outages.end());
  EXPECT_EQ(canonical_digest(run), with_outages);
  run.outages.clear();
  EXPECT_EQ(canonical_digest(run), digest);
}

TEST(CanonicalDigest, LeavesOutWallTimeWarningsAndWorkers) {
  RunRecord run = sample_run_with_content();
  const std::string digest = canonical_digest(run);
  run.wall_s = 99.0;
  run.warnings = {"slow disk"};
  run.workers = {99, 98};
  run.digest = "set";
  EXPECT_EQ(canonical_digest(run), digest);
}

TEST(CanonicalDigest, TellsAnyChangedRecord) {
  std::set<std::string> digests = {canonical_digest(sample_run_with_content())};
  const std::vector<void (*)(RunRecord&)> changes = {
      [](RunRecord& run) { run.requests[0].ended += Duration::from_ns(1); },
      [](RunRecord& run) { run.requests[0].outcome = Outcome::kLate; },
      [](RunRecord& run) { run.requests[0].node = NodeId{1}; },
      [](RunRecord& run) { run.content_models[0].kernels = KernelSet::kV3; },
      [](RunRecord& run) { run.requests[0].attempts = 2; },
      [](RunRecord& run) { run.requests.pop_back(); },
      [](RunRecord& run) { run.attempts[1].low ^= 1; },
      [](RunRecord& run) { run.attempts.pop_back(); },
      [](RunRecord& run) { run.requests[0].answer = Answer::kDetected; },
      [](RunRecord& run) { run.requests[0].disagreed = true; },
      [](RunRecord& run) { run.requests[0].bound = Duration::from_ms(1); },
      [](RunRecord& run) { run.requests[0].first_answer = Answer::kCorrupted; },
      [](RunRecord& run) { run.faults[0].bit += 1; },
      [](RunRecord& run) { run.faults[0].node = NodeId{1}; },
      [](RunRecord& run) { run.faults[0].cleared += Duration::from_ns(1); },
      [](RunRecord& run) { run.faults.pop_back(); },
      [](RunRecord& run) { run.fault_summary->of(FaultKind::kSeu).expected *= 1.001; },
      [](RunRecord& run) { run.fault_summary->of(FaultKind::kSefi).expected *= 1.001; },
      [](RunRecord& run) { run.slots[1].elevation_deg += 1e-9; },
      [](RunRecord& run) { run.slots.erase(run.slots.begin() + 2); },
      [](RunRecord& run) { run.node_samples[0].busy_share += 1e-12; },
      [](RunRecord& run) { run.link_samples[0].drops_ttl += 1; },
      [](RunRecord& run) { run.link_samples[0].drops_loss += 1; },
      [](RunRecord& run) { run.link_samples[0].drops_node += 1; },
      [](RunRecord& run) { run.outages = sample_outages(); },
      [](RunRecord& run) {
        run.outages = sample_outages();
        run.outages[0].effect.loss = 0;
      },
      [](RunRecord& run) { run.link_samples[0].utilisation = 0.0; },
      [](RunRecord& run) { run.link_samples[0].utilisation.reset(); },
      [](RunRecord& run) { run.link_samples[0].link = "user-down mine"; },
      [](RunRecord& run) { run.flows[0].retransmissions += 1; },
      [](RunRecord& run) { run.flows[0].to = NodeId{2}; },
      [](RunRecord& run) { run.flows.push_back(sample_application()); },
      [](RunRecord& run) {
        run.flows.push_back(sample_application());
        run.flows.back().application_received = Traffic{};
      },
      [](RunRecord& run) { run.connection_samples = {sample_connection()}; },
      [](RunRecord& run) {
        run.connection_samples = {sample_connection()};
        run.connection_samples[0].side = ConnectionSide::kServer;
      },
      [](RunRecord& run) { run.entities.nodes[0].name = "renamed"; },
      [](RunRecord& run) { run.entities.clients[0].name = "renamed"; },
      [](RunRecord& run) { run.entities.groups[0].workloads[0].name = "renamed"; },
  };
  for (const auto& change : changes) {
    RunRecord run = sample_run_with_content();
    change(run);
    EXPECT_TRUE(digests.insert(canonical_digest(run)).second);
  }
}

}  // namespace
}  // namespace orbitmesh
