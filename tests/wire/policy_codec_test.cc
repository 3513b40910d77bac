#include "wire/policy_codec.h"

#include <gmock/gmock.h>

#include <limits>
#include <string>

#include "wire/wire_error.h"

namespace orbitmesh {
namespace {

using ::testing::HasSubstr;

EncodedMessage bytes_of(const std::string& text) { return {text.begin(), text.end()}; }

std::string text_of(const EncodedMessage& bytes) { return {bytes.begin(), bytes.end()}; }

PolicyDecision from_json(const std::string& text) {
  return decode_decision(bytes_of(text), PolicyFrames::kJson);
}

std::string error_of(const std::string& json) {
  try {
    from_json(json);
  } catch (const WireError& error) {
    return error.what();
  }
  ADD_FAILURE() << "accepted: " << json;
  return "";
}

PolicyStep sample_step() {
  PolicyStep step;
  step.step = 7;
  step.reward = 0.75;
  step.observation.emplace();
  PolicyObservation& seen = *step.observation;
  seen.client = "inspector-3";
  seen.workload = "gauge";
  seen.request = 5;
  seen.now = Time::from_ns(1'500'000'000);
  seen.deadline = Duration::from_ms(300);
  seen.request_size = {25'000};
  seen.reply_size = {28};
  seen.uplink = {20'000'000};
  seen.downlink = {100'000'000};
  seen.handshake_round_trips = 3;
  seen.local = {Duration::from_ms(2), Duration::from_ms(400), Power{60}};
  PolicyCandidate near;
  near.node = NodeId{9};
  near.tier = PolicyTier::kSatellite;
  near.path_delay = Duration::from_ms(5);
  near.service = Duration::from_ms(38);
  near.power = Power{600};
  near.connection = PolicyConnection::kOpening;
  near.opening_for = Duration::from_ms(1);
  near.reported_wait = {Duration::from_ms(12), Duration::from_ms(250)};
  near.tails = {Duration::from_ms(30)};
  near.zone = PolicyZone::kAnomaly;
  near.reported_state = {true, 0.5, Duration::from_ms(250)};
  PolicyCandidate far;
  far.node = NodeId{4};
  far.tier = PolicyTier::kGround;
  far.reported_state.emplace();
  seen.candidates = {near, far};
  seen.cuts = {{{1'000}, Duration::from_ms(3)}};
  PolicyOutcome outcome;
  outcome.step = 2;
  outcome.client = "inspector-1";
  outcome.workload = "gauge";
  outcome.request = 1;
  outcome.ending = PolicyEnding::kInTime;
  outcome.cause = "none";
  outcome.tier = PolicyTier::kSatellite;
  outcome.node = NodeId{9};
  outcome.latency = Duration::from_ms(80);
  outcome.queue_wait = Duration::from_ms(12);
  outcome.service = Duration::from_ms(38);
  outcome.energy_j = 22.8;
  outcome.bytes = {25'100};
  outcome.reward = 0.75;
  step.outcomes = {outcome};
  return step;
}

TEST(PolicyCodec, AStepSurvivesCapnp) {
  const EncodedMessage frame = encode_step(sample_step(), PolicyFrames::kCapnp);
  const PolicyStep back = decode_step(frame);
  EXPECT_EQ(back.step, 7U);
  EXPECT_EQ(back.observation->candidates.at(0).reported_wait->age, Duration::from_ms(250));
  EXPECT_FALSE(back.observation->candidates.at(1).path_delay);
  EXPECT_EQ(back.observation->candidates.at(0).zone, PolicyZone::kAnomaly);
  EXPECT_EQ(back.observation->candidates.at(1).zone, PolicyZone::kQuiet);
  EXPECT_TRUE(back.observation->candidates.at(0).reported_state->draining);
  EXPECT_EQ(back.observation->candidates.at(0).reported_state->charge, 0.5);
  EXPECT_EQ(back.observation->candidates.at(0).reported_state->age, Duration::from_ms(250));
  EXPECT_FALSE(back.observation->candidates.at(1).reported_state->charge);
  EXPECT_EQ(back.outcomes.at(0).energy_j, 22.8);
  // Every other field too: the same bytes once more.
  EXPECT_EQ(encode_step(back, PolicyFrames::kCapnp), frame);
}

TEST(PolicyCodec, JsonHasSecondsAndNullForWhatIsNotKnown) {
  const std::string json = text_of(encode_step(sample_step(), PolicyFrames::kJson));
  EXPECT_THAT(json, HasSubstr(R"("version":1,"step":7,"reward":0.75,"terminated":false,)"));
  EXPECT_THAT(json, HasSubstr(R"("client":"inspector-3","workload":"gauge","request":5)"));
  EXPECT_THAT(json, HasSubstr(R"("node":9,"tier":"satellite","path_delay_s":0.005)"));
  EXPECT_THAT(json, HasSubstr(R"("reported_wait":{"wait_s":0.012,"age_s":0.25})"));
  EXPECT_THAT(json, HasSubstr(R"("node":4,"tier":"ground","path_delay_s":null)"));
  EXPECT_THAT(
      json,
      HasSubstr(
          R"(],"zone":"anomaly","reported_state":{"draining":true,"charge":0.5,"age_s":0.25}})"));
  EXPECT_THAT(
      json,
      HasSubstr(
          R"("zone":"quiet","reported_state":{"draining":false,"charge":null,"age_s":0.0}})"));
  EXPECT_THAT(json, HasSubstr(R"("ending":"in time")"));
  PolicyStep last;
  last.truncated = true;
  EXPECT_THAT(text_of(encode_step(last, PolicyFrames::kJson)),
              HasSubstr(R"("truncated":true,"observation":null,"info":{"outcomes":[]})"));
}

TEST(PolicyCodec, ANodeThatHasNotReportedHasNoState) {
  PolicyStep step = sample_step();
  for (PolicyCandidate& candidate : step.observation->candidates) candidate.reported_state.reset();
  const PolicyStep back = decode_step(encode_step(step, PolicyFrames::kCapnp));
  EXPECT_FALSE(back.observation->candidates.at(0).reported_state);
  EXPECT_THAT(text_of(encode_step(step, PolicyFrames::kJson)),
              HasSubstr(R"("zone":"anomaly","reported_state":null})"));
}

TEST(PolicyCodec, AChargeThatIsNoShareIsRefused) {
  for (const double charge : {-0.01, 1.01, std::numeric_limits<double>::quiet_NaN()}) {
    PolicyStep step = sample_step();
    step.observation->candidates[0].reported_state->charge = charge;
    const EncodedMessage frame = encode_step(step, PolicyFrames::kCapnp);
    EXPECT_THROW(decode_step(frame), WireError) << charge;
  }
}

TEST(PolicyCodec, BothFramesCarryTheSameDecision) {
  const PolicyDecision decision =
      from_json(R"({"version": 1, "step": 3, "tier": "satellite", "node": 9, "quorum": 2, "cut": 1,
                    "further": [{"tier": "local", "after_s": 0.25}, {"tier": "ground", "node": 4}]})");
  EXPECT_EQ(decision.step, 3U);
  EXPECT_EQ(decision.node, NodeId{9});
  EXPECT_EQ(decision.further.at(0).after, Duration::from_ms(250));
  EXPECT_FALSE(decision.further.at(1).after);
  EXPECT_EQ(decision.quorum, 2);
  EXPECT_EQ(decision.cut, 1);
  const EncodedMessage capnp = encode_decision(decision);
  EXPECT_EQ(encode_decision(decode_decision(capnp, PolicyFrames::kCapnp)), capnp);
}

TEST(PolicyCodec, WhatIsNoDecisionIsRefusedByField) {
  EXPECT_THAT(error_of("hello"), HasSubstr("no JSON"));
  EXPECT_THAT(error_of("[]"), HasSubstr("the answer must be an object, not []"));
  EXPECT_THAT(error_of(std::string(1'000, '[')), HasSubstr("nested too deeply"));
  EXPECT_THAT(error_of(R"({"step": 0, "tier": "none"})"), HasSubstr("version is missing"));
  EXPECT_THAT(error_of(R"({"version": 2, "step": 0, "tier": "none"})"),
              HasSubstr("version is 2, this program speaks 1"));
  EXPECT_THAT(error_of(R"({"version": 1, "step": -1, "tier": "none"})"),
              HasSubstr("step must be a whole number from 0"));
  EXPECT_THAT(error_of(R"({"version": 1, "step": 0, "tier": "moon"})"),
              HasSubstr("tier must be none, local, satellite or ground, not \"moon\""));
  EXPECT_THAT(error_of(R"({"version": 1, "step": 0, "tier": "ground"})"),
              HasSubstr("node is missing, which tier 'ground' needs"));
  EXPECT_THAT(error_of(R"({"version": 1, "step": 0, "tier": "local", "node": 3})"),
              HasSubstr("node is 3, but tier 'local' has no node"));
  EXPECT_THAT(error_of(R"({"version": 1, "step": 0, "tier": "ground", "node": 4294967295})"),
              HasSubstr("node must be a whole number from 0 to 4294967294"));
  EXPECT_THAT(error_of(R"({"version": 1, "step": 0, "tier": "none", "nod": 3})"),
              HasSubstr("nod is no field"));
  EXPECT_THAT(error_of(R"({"version": 1, "step": 0, "tier": "none", "quorum": 0})"),
              HasSubstr("quorum is 0, which is not from 1 to 8"));
  EXPECT_THAT(
      error_of(
          R"({"version": 1, "step": 0, "tier": "none", "further": [{"tier": "local", "after_s": -1}]})"),
      HasSubstr("further[0].after_s must be a number from 0 to 3600, not -1"));
  EXPECT_THAT(error_of(std::string(kMaxDecisionBytes + 1, ' ')), HasSubstr("at most 65536"));
}

TEST(PolicyCodec, CutAndPaddedCapnpFramesAreRefused) {
  PolicyDecision decision;
  decision.tier = PolicyTier::kGround;
  decision.node = NodeId{4};
  decision.further = {{PolicyTier::kLocal, {}, Duration::from_ms(1)}};
  EncodedMessage frame = encode_decision(decision);
  for (std::size_t size = 0; size < frame.size(); ++size) {
    EXPECT_THROW(decode_decision(frame.data(), size, PolicyFrames::kCapnp), WireError) << size;
  }
  frame.resize(frame.size() + 8);
  EXPECT_THROW(decode_decision(frame, PolicyFrames::kCapnp), WireError);
  decision.further.resize(PolicyDecision::kMaxFurther + 1, decision.further.front());
  EXPECT_THROW(encode_decision(decision), WireError);
}

}  // namespace
}  // namespace orbitmesh
