#include "scenarios/runner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "scenarios/loader.h"
#include "tests/scenarios/recorded_run.h"
#include "wire/message_codec.h"
#include "wire/offload_messages.h"

namespace orbitmesh {
namespace {

const std::string kMainJob = ORBITMESH_SOURCE_DIR "/scenarios/remote-mine.toml";

RunRecord run_ideal(std::vector<std::string> overrides) {
  overrides.insert(overrides.end(), {"network.fidelity=ideal", "scenario.duration=30 s"});
  return recorded_run(load_scenario(kMainJob, overrides));
}

TEST(Runner, EmulatedBytesAreThoseOfTheEncodedMessages) {
  const RunRecord record = run_ideal({});
  OffloadRequest request;
  request.model = "openvla-7b";
  request.payload.resize(25'000);
  OffloadReply reply;
  reply.payload.resize(28);
  std::int64_t checked = 0;
  for (const RequestRecord& r : record.requests) {
    const ClientInfo& client = record.entities.clients[r.client];
    const ClientGroup& group = record.entities.groups[client.group];
    if (group.workloads[r.workload].name != "gauge") continue;
    if (r.outcome != Outcome::kCompleted) continue;
    EXPECT_EQ(r.request.count, static_cast<std::int64_t>(encode(request).size()));
    EXPECT_EQ(r.reply.count, static_cast<std::int64_t>(encode(reply).size()));
    ++checked;
  }
  EXPECT_NEAR(checked, 6 * 2 * 30, 6) << "six robots at 2 Hz; the last of each may be under way";
}

TEST(Runner, EveryComputedAnswerIsThatOfAnIntactModelWithoutFaults) {
  const RunRecord record = run_ideal({"faults.acceleration=0"});
  std::int64_t computed = 0;
  for (const RequestRecord& request : record.requests) {
    EXPECT_NE(request.answer, Answer::kCorrupted);
    EXPECT_NE(request.answer, Answer::kDetected);
    if (request.answer != Answer::kNone) ++computed;
  }
  EXPECT_GT(computed, 600);
  EXPECT_NO_THROW(check_consistency(record));
}

TEST(Runner, RecordsAreConsistentUnderHeavyFaults) {
  const RunRecord record =
      run_ideal({"faults.acceleration=1e6", "constellation.shell-1.radiation.ecc=none",
                 "constellation.shell-1.radiation.rates=orbit-average"});
  ASSERT_TRUE(record.fault_summary);
  for (const FaultKind kind : {FaultKind::kSeu, FaultKind::kSefi, FaultKind::kSdc}) {
    EXPECT_GT(record.fault_summary->of(kind).happened, 0) << to_string(kind);
  }
  EXPECT_NO_THROW(check_consistency(record));
}

TEST(Runner, FaultsComeAtTheSameTimesWhateverTheSteps) {
  const auto times = [](const std::string& route_interval) {
    std::vector<Time> at;
    const RunRecord record =
        run_ideal({"faults.acceleration=1e6", "constellation.shell-1.radiation.rates=orbit-average",
                   "network.route_interval=" + route_interval});
    for (const FaultRecord& fault : record.faults) at.push_back(fault.at);
    std::sort(at.begin(), at.end());
    return at;
  };
  const std::vector<Time> by_1_s = times("1 s");
  EXPECT_GT(by_1_s.size(), 100U);
  EXPECT_EQ(times("10 s"), by_1_s);
}

}  // namespace
}  // namespace orbitmesh
