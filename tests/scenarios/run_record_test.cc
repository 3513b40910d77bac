#include "scenarios/run_record.h"

#include <gmock/gmock.h>

#include "core/error.h"
#include "scenarios/run_recorder.h"
#include "tests/scenarios/sample_run.h"

namespace orbitmesh {
namespace {

using ::testing::HasSubstr;
using ::testing::Property;

template <class Error>
auto message(const std::string& part) {
  return Property(&Error::what, HasSubstr(part));
}

TEST(RunRecord, SampleIsConsistent) { EXPECT_NO_THROW(check_consistency(sample_run())); }

TEST(RunRecord, LostRequestBreaksConservation) {
  RunRecord run = sample_run();
  run.requests.pop_back();
  EXPECT_THAT([&] { check_consistency(run); },
              ::testing::Throws<RunError>(message<RunError>(
                  "client 'inspector', workload 'gauge': 5 requests were issued, but completed + "
                  "late + failed + pending make 4")));
}

TEST(RunRecord, RequestThatWasNeverIssuedBreaksConservation) {
  RunRecord run = sample_run();
  run.requests.push_back(sample_request(6, 2, 0, 0, 5, Outcome::kCompleted));
  EXPECT_THROW(check_consistency(run), RunError);
  run.entities.groups[1].workloads[0].issued = 1;
  EXPECT_NO_THROW(check_consistency(run));
}

TEST(RunRecord, AFailureHasACauseAndNothingElseDoes) {
  RunRecord run = sample_run();
  for (RequestRecord& request : run.requests) {
    if (request.outcome == Outcome::kFailed) request.cause = FailureCause::kNone;
  }
  EXPECT_THROW(check_consistency(run), RunError);
  run = sample_run();
  run.requests[0].cause = FailureCause::kTimeout;
  EXPECT_THROW(check_consistency(run), RunError);
}

TEST(RunRecord, AnOutageEndsAfterItBegins) {
  RunRecord run = sample_run();
  run.outages = sample_outages();
  EXPECT_NO_THROW(check_consistency(run));
  run.outages[0].end = run.outages[0].begin;
  EXPECT_THROW(check_consistency(run), RunError);
}

TEST(RunRecord, RequestRecordedTwiceIsAnError) {
  RunRecord run = sample_run();
  run.requests.back().id = 2;
  EXPECT_THAT([&] { check_consistency(run); },
              ::testing::Throws<RunError>(message<RunError>("request 2 was recorded twice")));
}

TEST(RunRecord, IndexOutOfRangeIsAnError) {
  for (const auto& spoil : std::vector<void (*)(RunRecord&)>{
           [](RunRecord& run) { run.requests[0].client = 99; },
           [](RunRecord& run) { run.requests[0].workload = 2; },
           [](RunRecord& run) { run.requests[0].node = NodeId{7}; },
           [](RunRecord& run) { run.slots[0].to = NodeId{7}; },
           [](RunRecord& run) { run.entities.clients[1].group = 2; },
           [](RunRecord& run) { run.entities.terminals[0] = NodeId{7}; },
           [](RunRecord& run) { run.entities.terminals[0] = NodeId{}; },
           [](RunRecord& run) { run.node_samples[0].node = NodeId{7}; },
           [](RunRecord& run) { run.requests[0].ended = Time::from_ns(-1); },
       }) {
    RunRecord run = sample_run();
    spoil(run);
    EXPECT_THROW(check_consistency(run), RunError);
  }
}

TEST(RunRecord, AnswerWithoutContentIsAnError) {
  RunRecord run = sample_run_with_content();
  EXPECT_NO_THROW(check_consistency(run));
  run.entities.groups[0].workloads[0].content_model.clear();
  EXPECT_THAT([&] { check_consistency(run); },
              ::testing::Throws<RunError>(message<RunError>(
                  "request 1 has a computed answer, but workload 'gauge' of client 'inspector' has "
                  "no content")));
}

TEST(RunRecord, FaultsAgreeWithTheirSummary) {
  for (const auto& spoil : std::vector<void (*)(RunRecord&)>{
           [](RunRecord& run) { run.faults.pop_back(); },
           [](RunRecord& run) { run.faults[1].kind = FaultKind::kSeu; },
           [](RunRecord& run) { run.faults[0].node = NodeId{7}; },
           [](RunRecord& run) { run.faults[0].node = NodeId{}; },
           [](RunRecord& run) { run.faults[0].cleared = Time{}; },
           [](RunRecord& run) { run.fault_summary.reset(); },
           [](RunRecord& run) { run.entities.faults = false; },
       }) {
    RunRecord run = sample_run_with_content();
    spoil(run);
    EXPECT_THROW(check_consistency(run), RunError);
  }
}

TEST(RunRecord, FaultsAreCountedByKind) {
  EXPECT_EQ(count_faults(sample_run_with_content(), FaultKind::kSeu), 2);
  EXPECT_EQ(count_faults(sample_run_with_content(), FaultKind::kSefi), 1);
}

TEST(RunRecord, FingerprintTellsAnyChangedField) {
  AttemptRecord attempt;
  attempt.node = NodeId{1};
  const AttemptFingerprint before = fingerprint(attempt);
  for (const auto& change : std::vector<void (*)(AttemptRecord&)>{
           [](AttemptRecord& a) { a.node = NodeId{2}; },
           [](AttemptRecord& a) { a.tier = Tier::kGround; },
           [](AttemptRecord& a) { a.sent = Time::from_ns(1); },
           [](AttemptRecord& a) { a.arrived = Time::from_ns(1); },
           [](AttemptRecord& a) { a.ended = Time::from_ns(1); },
           [](AttemptRecord& a) { a.queue_wait = Duration::from_ns(1); },
           [](AttemptRecord& a) { a.service = Duration::from_ns(1); },
           [](AttemptRecord& a) { a.cause = FailureCause::kRefused; },
           [](AttemptRecord& a) { a.answer = Answer::kCorrupted; },
           [](AttemptRecord& a) { a.repeated = true; },
       }) {
    AttemptRecord changed = attempt;
    change(changed);
    const AttemptFingerprint after = fingerprint(changed);
    EXPECT_TRUE(after.high != before.high && after.low != before.low);
  }
}

TEST(RunRecorder, KeepsEveryKindOfRecordWithoutAStore) {
  RunRecord run = empty_sample_run();
  RunRecorder recorder(run, nullptr);
  recorder.add(RequestRecord{});
  recorder.add(AttemptRecord{});
  recorder.add(NodeSample{});
  recorder.add(FaultRecord{});
  recorder.add(SlotRecord{});
  recorder.add(LinkSample{});
  recorder.add(FlowRecord{});
  EXPECT_EQ(run.requests.size(), 1U);
  EXPECT_EQ(run.attempts.size(), 1U);
  EXPECT_EQ(run.node_samples.size(), 1U);
  EXPECT_EQ(run.faults.size(), 1U);
  EXPECT_EQ(run.slots.size(), 1U);
  EXPECT_EQ(run.link_samples.size(), 1U);
  EXPECT_EQ(run.flows.size(), 1U);
}

}  // namespace
}  // namespace orbitmesh
