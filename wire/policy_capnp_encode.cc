#include <capnp/message.h>
#include <capnp/serialize.h>

#include "wire/policy.capnp.h"
#include "wire/policy_capnp.h"
#include "wire/policy_codec.h"

namespace orbitmesh {
namespace {

namespace wire = schema::policy;

capnp::Text::Reader text(const std::string& value) { return {value.c_str(), value.size()}; }

template <class Builder>
void write_power(Builder builder, const std::optional<Power>& power) {
  builder.setHasPower(power.has_value());
  if (power) builder.setPower(power->si);
}

void write(wire::NodeState::Builder builder, const PolicyNodeState& state) {
  builder.setDraining(state.draining);
  builder.setHasCharge(state.charge.has_value());
  if (state.charge) builder.setCharge(*state.charge);
  builder.setAge(state.age.ns());
}

void write(wire::Candidate::Builder builder, const PolicyCandidate& candidate) {
  builder.setNode(candidate.node.value);
  builder.setTier(static_cast<wire::Tier>(candidate.tier));
  builder.setConnection(static_cast<wire::Connection>(candidate.connection));
  builder.setHasPathDelay(candidate.path_delay.has_value());
  if (candidate.path_delay) builder.setPathDelay(candidate.path_delay->ns());
  builder.setService(candidate.service.ns());
  write_power(builder, candidate.power);
  builder.setOpeningFor(candidate.opening_for.ns());
  if (candidate.reported_wait) {
    auto wait = builder.initReportedWait();
    wait.setWait(candidate.reported_wait->wait.ns());
    wait.setAge(candidate.reported_wait->age.ns());
  }
  auto tails = builder.initTails(static_cast<unsigned>(candidate.tails.size()));
  for (unsigned i = 0; i < tails.size(); ++i) tails.set(i, candidate.tails[i].ns());
  builder.setZone(static_cast<wire::Zone>(candidate.zone));
  if (candidate.reported_state) write(builder.initReportedState(), *candidate.reported_state);
}

void write(wire::Observation::Builder builder, const PolicyObservation& observation) {
  builder.setClient(text(observation.client));
  builder.setWorkload(text(observation.workload));
  builder.setRequest(observation.request);
  builder.setNow(observation.now.ns());
  builder.setDeadline(observation.deadline.ns());
  builder.setRequestBytes(observation.request_size.count);
  builder.setReplyBytes(observation.reply_size.count);
  builder.setUplink(observation.uplink.bit_s);
  builder.setDownlink(observation.downlink.bit_s);
  builder.setHandshakeRoundTrips(observation.handshake_round_trips);
  if (observation.local) {
    auto local = builder.initLocal();
    local.setQueueWait(observation.local->queue_wait.ns());
    local.setService(observation.local->service.ns());
    write_power(local, observation.local->power);
  }
  auto candidates = builder.initCandidates(static_cast<unsigned>(observation.candidates.size()));
  for (unsigned i = 0; i < candidates.size(); ++i) write(candidates[i], observation.candidates[i]);
  auto cuts = builder.initCuts(static_cast<unsigned>(observation.cuts.size()));
  for (unsigned i = 0; i < cuts.size(); ++i) {
    cuts[i].setPayload(observation.cuts[i].payload.count);
    cuts[i].setHead(observation.cuts[i].head.ns());
  }
}

void write(wire::Outcome::Builder builder, const PolicyOutcome& outcome) {
  builder.setStep(outcome.step);
  builder.setClient(text(outcome.client));
  builder.setWorkload(text(outcome.workload));
  builder.setRequest(outcome.request);
  builder.setEnding(static_cast<wire::Ending>(outcome.ending));
  builder.setCause(text(outcome.cause));
  builder.setTier(static_cast<wire::Tier>(outcome.tier));
  builder.setNode(outcome.node.value);
  builder.setLatency(outcome.latency.ns());
  builder.setQueueWait(outcome.queue_wait.ns());
  builder.setService(outcome.service.ns());
  builder.setHasEnergy(outcome.energy_j.has_value());
  if (outcome.energy_j) builder.setEnergy(*outcome.energy_j);
  builder.setBytes(outcome.bytes.count);
  builder.setReward(outcome.reward);
}

EncodedMessage flat(capnp::MallocMessageBuilder& message) {
  const auto words = capnp::messageToFlatArray(message);
  const auto bytes = words.asBytes();
  return {bytes.begin(), bytes.end()};
}

}  // namespace

EncodedMessage step_to_capnp(const PolicyStep& step) {
  capnp::MallocMessageBuilder message;
  auto root = message.initRoot<wire::Step>();
  root.setVersion(kPolicyVersion);
  root.setStep(step.step);
  root.setReward(step.reward);
  root.setTerminated(step.terminated);
  root.setTruncated(step.truncated);
  if (step.observation) write(root.initObservation(), *step.observation);
  auto outcomes = root.initOutcomes(static_cast<unsigned>(step.outcomes.size()));
  for (unsigned i = 0; i < outcomes.size(); ++i) write(outcomes[i], step.outcomes[i]);
  return flat(message);
}

EncodedMessage decision_to_capnp(const PolicyDecision& decision) {
  capnp::MallocMessageBuilder message;
  auto root = message.initRoot<wire::Decision>();
  root.setVersion(kPolicyVersion);
  root.setStep(decision.step);
  root.setTier(static_cast<wire::Tier>(decision.tier));
  root.setNode(decision.node.value);
  root.setQuorum(static_cast<std::uint32_t>(decision.quorum));
  root.setHasCut(decision.cut.has_value());
  if (decision.cut) root.setCut(static_cast<std::uint32_t>(*decision.cut));
  auto further = root.initFurther(static_cast<unsigned>(decision.further.size()));
  for (unsigned i = 0; i < further.size(); ++i) {
    const PolicyCopy& copy = decision.further[i];
    further[i].setTier(static_cast<wire::Tier>(copy.tier));
    further[i].setNode(copy.node.value);
    further[i].setHasAfter(copy.after.has_value());
    if (copy.after) further[i].setAfter(copy.after->ns());
  }
  return flat(message);
}

}  // namespace orbitmesh
