#include "inference/external_policy.h"

#include <gmock/gmock.h>

#include <atomic>
#include <mutex>
#include <string>
#include <vector>

#include "core/error.h"
#include "inference/external_agent.h"
#include "tests/inference/agent_thread.h"
#include "tests/inference/policy_fixture.h"

namespace orbitmesh::testing {
namespace {

using ::testing::HasSubstr;

/// An external policy and the agent that it asks.
struct Asked {
  explicit Asked(AgentThread::Answer answer, PolicyFrames frames = PolicyFrames::kCapnp,
                 Duration timeout = Duration::from_s(20),
                 const std::atomic<bool>* interrupted = nullptr)
      : thread(std::move(answer)),
        agent({thread.endpoint(), frames, timeout, interrupted}),
        policy({&agent, "inspector-3", "gauge", 0.01, 2.0}) {}

  std::string error() {
    try {
      policy.place(sample_view());
    } catch (const RunError& error) {
      return error.what();
    }
    ADD_FAILURE() << "placed";
    return "";
  }

  AgentThread thread;
  ExternalAgent agent;
  ExternalPolicy policy;
};

/// Answers every step with this placement.
AgentThread::Answer always(PolicyTier tier, NodeId node) {
  return [=](const EncodedMessage& frame) {
    PolicyDecision decision;
    decision.step = decode_step(frame).step;
    decision.tier = tier;
    decision.node = node;
    return encode_decision(decision);
  };
}

AgentThread::Answer always(const std::string& text) {
  return [=](const EncodedMessage&) { return frame_of(text); };
}

TEST(ExternalPolicy, PlacesWhereTheAgentSays) {
  Asked asked([](const EncodedMessage& frame) {
    PolicyDecision decision;
    decision.step = decode_step(frame).step;
    decision.tier = PolicyTier::kSatellite;
    decision.node = kNext;
    decision.further = {{PolicyTier::kGround, kSite, ms(100)}};
    decision.quorum = 2;
    return encode_decision(decision);
  });
  for (int i = 0; i < 3; ++i) {
    const Placement placement = asked.policy.place(sample_view());
    EXPECT_EQ(placement.tier, Tier::kSatellite);
    EXPECT_EQ(placement.node, kNext);
    ASSERT_EQ(placement.further.size(), 1U);
    EXPECT_EQ(placement.further[0].node, kSite);
    EXPECT_EQ(placement.further[0].after, ms(100));
    EXPECT_EQ(placement.quorum, 2);
  }
  EXPECT_EQ(asked.agent.step(), 3U);
}

TEST(ExternalPolicy, SendsTheViewAndWhatItHasLearntSinceAndNoMore) {
  std::mutex guard;
  std::vector<PolicyStep> steps;
  Asked asked([&](const EncodedMessage& frame) {
    const std::lock_guard lock(guard);
    steps.push_back(decode_step(frame));
    return always(PolicyTier::kSatellite, kNear)(frame);
  });
  PolicyView view = sample_view(Time::from_ns(5));
  view.number = 41;
  candidate_of(view, kNear).reported_wait = ReportedWait{ms(7), ms(900)};
  candidate_of(view, kNear).reported_state = ReportedState{true, 0.25, ms(900)};
  candidate_of(view, kNear).zone = RadiationZone::kStorm;
  asked.policy.place(view);
  // 600 W for 40 ms are 24 J; 0.5 MB.
  asked.policy.ended(
      {41, true, true, "none", Tier::kSatellite, kNear, ms(60), ms(7), ms(40), Bytes{500'000}});
  view.number = 42;
  asked.policy.place(view);

  ASSERT_EQ(steps.size(), 2U);
  const PolicyObservation& seen = *steps[0].observation;
  EXPECT_EQ(seen.client, "inspector-3");
  EXPECT_EQ(seen.workload, "gauge");
  EXPECT_EQ(seen.request, 41U);
  EXPECT_EQ(seen.now, Time::from_ns(5));
  ASSERT_EQ(seen.candidates.size(), view.candidates.size());
  EXPECT_EQ(seen.candidates[2].node, kNear);
  EXPECT_EQ(seen.candidates[2].reported_wait->wait, ms(7));
  EXPECT_EQ(seen.candidates[2].reported_wait->age, ms(900));
  EXPECT_TRUE(seen.candidates[2].reported_state->draining);
  EXPECT_EQ(seen.candidates[2].reported_state->charge, 0.25);
  EXPECT_EQ(seen.candidates[2].reported_state->age, ms(900));
  EXPECT_EQ(seen.candidates[2].zone, PolicyZone::kStorm);
  EXPECT_FALSE(seen.candidates[0].reported_state);
  EXPECT_EQ(seen.candidates[0].zone, PolicyZone::kQuiet);
  EXPECT_TRUE(steps[0].outcomes.empty());
  EXPECT_EQ(steps[0].reward, 0.0);

  ASSERT_EQ(steps[1].outcomes.size(), 1U);
  const PolicyOutcome& outcome = steps[1].outcomes[0];
  EXPECT_EQ(outcome.step, 0U);
  EXPECT_EQ(outcome.request, 41U);
  EXPECT_EQ(outcome.ending, PolicyEnding::kInTime);
  EXPECT_DOUBLE_EQ(*outcome.energy_j, 24.0);
  EXPECT_DOUBLE_EQ(outcome.reward, 1.0 - 0.01 * 24.0 - 2.0 * 0.5);
  EXPECT_DOUBLE_EQ(steps[1].reward, outcome.reward);
}

TEST(ExternalPolicy, AFailureIsWorthNothingButItsBytes) {
  std::mutex guard;
  std::vector<PolicyStep> steps;
  Asked asked([&](const EncodedMessage& frame) {
    const std::lock_guard lock(guard);
    steps.push_back(decode_step(frame));
    return always(PolicyTier::kNone, {})(frame);
  });
  EXPECT_FALSE(asked.policy.place(sample_view()).placed());
  asked.policy.ended(
      {0, false, false, "timeout", Tier::kSatellite, kNear, ms(2'000), {}, ms(40), Bytes{25'000}});
  PolicyView next = sample_view();
  next.number = 1;
  asked.policy.place(next);
  EXPECT_DOUBLE_EQ(steps.at(1).reward, -2.0 * 0.025);
  EXPECT_EQ(steps[1].outcomes.at(0).cause, "timeout");
}

TEST(ExternalPolicy, AnAnswerThatIsNoDecisionEndsTheRunAndNamesTheRequest) {
  Asked garbage(always("here"), PolicyFrames::kJson);
  EXPECT_THAT(garbage.error(), HasSubstr("asked for request 0 of client 'inspector-3', workload "
                                         "'gauge': the answer to step 0 is no decision: the "
                                         "answer is no JSON"));
  Asked other_step(always(R"({"version": 1, "step": 5, "tier": "none"})"), PolicyFrames::kJson);
  EXPECT_THAT(other_step.error(), HasSubstr("the answer is to step 5, asked was step 0"));
  Asked other_frames(always(R"({"version": 1, "step": 0, "tier": "none"})"));
  EXPECT_THAT(other_frames.error(), HasSubstr("is no decision"));
}

TEST(ExternalPolicy, APlaceThatIsNotOnOfferEndsTheRun) {
  Asked unknown(always(PolicyTier::kSatellite, NodeId{99}));
  EXPECT_THAT(unknown.error(),
              HasSubstr("node 99 of tier 'satellite' is not among the 4 candidates"));
  Asked other_tier(always(PolicyTier::kGround, kNear));
  EXPECT_THAT(other_tier.error(), HasSubstr("node 9 of tier 'ground' is not among"));
  Asked cut(always(R"({"version": 1, "step": 0, "tier": "none", "cut": 0})"), PolicyFrames::kJson);
  EXPECT_THAT(cut.error(), HasSubstr("cut is 0, but there are 0"));
}

TEST(ExternalPolicy, WaitsNoLongerThanItsTimeout) {
  Asked silent([](const EncodedMessage&) { return EncodedMessage(); }, PolicyFrames::kJson, ms(50));
  EXPECT_THAT(silent.error(), HasSubstr("no answer within 0.05 s"));
}

TEST(ExternalPolicy, AnAgentThatHasGoneIsNoticedBeforeTheTimeout) {
  Asked asked(always(PolicyTier::kSatellite, kNear));
  asked.policy.place(sample_view());
  asked.thread.end();
  EXPECT_THAT(asked.error(), HasSubstr("it has gone"));
}

TEST(ExternalPolicy, AnInterruptEndsTheWait) {
  const std::atomic<bool> interrupted{true};
  Asked silent([](const EncodedMessage&) { return EncodedMessage(); }, PolicyFrames::kJson,
               Duration::from_s(20), &interrupted);
  EXPECT_THROW(silent.policy.place(sample_view()), Interrupted);
}

TEST(ExternalPolicy, TheEndOfAnEpisodeIsTruncatedAndTakesNoAnswer) {
  std::mutex guard;
  std::vector<PolicyStep> steps;
  {
    Asked asked([&](const EncodedMessage& frame) {
      const std::lock_guard lock(guard);
      steps.push_back(decode_step(frame));
      return steps.back().observation ? always(PolicyTier::kSatellite, kNear)(frame)
                                      : EncodedMessage();
    });
    asked.policy.place(sample_view());
    asked.agent.finish();
    for (bool ended = false; !ended;) {
      const std::lock_guard lock(guard);
      ended = steps.size() == 2;
    }
  }
  EXPECT_TRUE(steps[1].truncated);
  EXPECT_FALSE(steps[1].terminated);
  EXPECT_FALSE(steps[1].observation);
}

TEST(ExternalAgent, TakesEndpointsOfThisMachineAlone) {
  EXPECT_NO_THROW(check_agent_endpoint("ipc:///tmp/agent"));
  EXPECT_NO_THROW(check_agent_endpoint("tcp://127.0.0.1:5555"));
  EXPECT_THROW(check_agent_endpoint("tcp://10.0.0.1:5555"), InputError);
  EXPECT_THROW(check_agent_endpoint("inproc://agent"), InputError);
  EXPECT_THROW(check_agent_endpoint("nonsense"), InputError);
}

}  // namespace
}  // namespace orbitmesh::testing
