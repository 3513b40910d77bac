#include "inference/external_policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "core/error.h"
#include "inference/external_agent.h"

namespace orbitmesh {
namespace {

static_assert(enum_names(PolicyTier{}).size() == enum_names(Tier{}).size());
static_assert(static_cast<int>(PolicyTier::kGround) == static_cast<int>(Tier::kGround));
static_assert(static_cast<int>(PolicyTier::kSatellite) == static_cast<int>(Tier::kSatellite));
static_assert(static_cast<int>(PolicyConnection::kReady) ==
              static_cast<int>(ConnectionState::kReady));
static_assert(static_cast<int>(PolicyZone::kQuiet) == static_cast<int>(RadiationZone::kQuiet));
static_assert(static_cast<int>(PolicyZone::kAnomaly) == static_cast<int>(RadiationZone::kAnomaly));
static_assert(static_cast<int>(PolicyZone::kStorm) == static_cast<int>(RadiationZone::kStorm));
static_assert(PolicyDecision::kMaxFurther == Placement::kMaxFurther);
static_assert(PolicyDecision::kMaxQuorum == Placement::kMaxQuorum);

Tier tier_of(PolicyTier tier) { return static_cast<Tier>(tier); }
PolicyTier on_wire(Tier tier) { return static_cast<PolicyTier>(tier); }

PolicyCandidate on_wire(const Candidate& candidate) {
  PolicyCandidate wire;
  wire.node = candidate.node;
  wire.tier = on_wire(candidate.tier);
  wire.path_delay = candidate.path_delay;
  wire.service = candidate.service;
  wire.power = candidate.power;
  wire.connection = static_cast<PolicyConnection>(candidate.connection);
  wire.opening_for = candidate.opening_for;
  if (candidate.reported_wait) {
    wire.reported_wait = {candidate.reported_wait->wait, candidate.reported_wait->age};
  }
  wire.tails = candidate.tails;
  wire.zone = static_cast<PolicyZone>(candidate.zone);
  if (candidate.reported_state) {
    const ReportedState& state = *candidate.reported_state;
    wire.reported_state = {state.draining, state.charge, state.age};
  }
  return wire;
}

PolicyObservation on_wire(const PolicyView& view, const ExternalStream& stream) {
  PolicyObservation wire;
  wire.client = stream.client;
  wire.workload = stream.workload;
  wire.request = view.number;
  wire.now = view.now;
  wire.deadline = view.deadline;
  wire.request_size = view.request;
  wire.reply_size = view.reply;
  wire.uplink = view.transport.uplink;
  wire.downlink = view.transport.downlink;
  wire.handshake_round_trips = view.transport.handshake_round_trips;
  if (view.local) wire.local = {view.local->queue_wait, view.local->service, view.local->power};
  for (const Candidate& candidate : view.candidates) wire.candidates.push_back(on_wire(candidate));
  for (const Cut& cut : view.cuts) wire.cuts.push_back({cut.payload, cut.head});
  return wire;
}

/// The decision as a placement, if all that it names is on offer.
class Reading {
 public:
  Reading(const PolicyView& view, const ExternalStream& stream) : view_(view), stream_(stream) {}

  Placement placement(const PolicyDecision& decision) const {
    check_place("", decision.tier, decision.node);
    Placement placement{tier_of(decision.tier), decision.node};
    for (std::size_t i = 0; i < decision.further.size(); ++i) {
      const PolicyCopy& copy = decision.further[i];
      check_place(fmt::format("further[{}].", i), copy.tier, copy.node);
      placement.further.push_back({tier_of(copy.tier), copy.node, copy.after});
    }
    placement.quorum = decision.quorum;
    placement.cut = decision.cut;
    if (decision.cut && *decision.cut >= static_cast<std::int64_t>(view_.cuts.size())) {
      reject(fmt::format("cut is {}, but there are {}", *decision.cut, view_.cuts.size()));
    }
    return placement;
  }

 private:
  void check_place(const std::string& where, PolicyTier tier, NodeId node) const {
    if (tier == PolicyTier::kNone || tier == PolicyTier::kLocal) return;
    const auto offered = [&](const Candidate& c) {
      return c.node == node && c.tier == tier_of(tier);
    };
    if (std::any_of(view_.candidates.begin(), view_.candidates.end(), offered)) return;
    reject(fmt::format("{}node {} of tier '{}' is not among the {} candidates", where, node.value,
                       to_string(tier), view_.candidates.size()));
  }

  [[noreturn]] void reject(const std::string& what) const {
    throw RunError(
        fmt::format("the agent's decision on request {} of client '{}', workload '{}': {}",
                    view_.number, stream_.client, stream_.workload, what));
  }

  const PolicyView& view_;
  const ExternalStream& stream_;
};

}  // namespace

ExternalPolicy::ExternalPolicy(ExternalStream stream) : stream_(std::move(stream)) {
  if (stream_.agent == nullptr) throw std::invalid_argument("an external policy without an agent");
}

Placement ExternalPolicy::place(const PolicyView& view) {
  remember(view, stream_.agent->step());
  const PolicyDecision decision = stream_.agent->decide(on_wire(view, stream_));
  return Reading(view, stream_).placement(decision);
}

void ExternalPolicy::remember(const PolicyView& view, std::uint64_t step) {
  Open& open = open_.try_emplace(view.number, Open{step, {}, {}}).first->second;
  for (const Candidate& candidate : view.candidates) open.powers[candidate.node] = candidate.power;
  if (view.local) open.local = view.local->power;
}

std::optional<double> ExternalPolicy::energy_j(const Open& open, const RequestEnd& end) const {
  if (!end.answered) return 0.0;
  std::optional<Power> power = open.local;
  if (end.tier != Tier::kLocal) {
    const auto found = open.powers.find(end.node);
    power = found == open.powers.end() ? std::nullopt : found->second;
  }
  if (!power) return std::nullopt;
  return power->si * end.service.seconds();
}

void ExternalPolicy::ended(const RequestEnd& end) {
  const auto open = open_.find(end.number);
  PolicyOutcome outcome;
  outcome.step = open->second.step;
  outcome.client = stream_.client;
  outcome.workload = stream_.workload;
  outcome.request = end.number;
  if (end.answered) outcome.ending = end.in_time ? PolicyEnding::kInTime : PolicyEnding::kLate;
  outcome.cause = end.cause;
  outcome.tier = on_wire(end.tier);
  if (end.tier != Tier::kLocal) outcome.node = end.node;
  outcome.latency = end.latency;
  outcome.queue_wait = end.queue_wait;
  outcome.service = end.service;
  outcome.energy_j = energy_j(open->second, end);
  outcome.bytes = end.bytes;
  outcome.reward = (end.in_time ? 1.0 : 0.0) -
                   stream_.energy_weight * outcome.energy_j.value_or(0.0) -
                   stream_.bytes_weight * static_cast<double>(end.bytes.count) * 1e-6;
  open_.erase(open);
  stream_.agent->report(std::move(outcome));
}

}  // namespace orbitmesh
