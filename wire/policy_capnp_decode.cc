#include <capnp/serialize.h>
#include <fmt/format.h>
#include <kj/exception.h>

#include <cstring>
#include <string>
#include <vector>

#include "wire/policy.capnp.h"
#include "wire/policy_capnp.h"
#include "wire/policy_codec.h"
#include "wire/wire_error.h"

namespace orbitmesh {
namespace {

namespace wire = schema::policy;

constexpr std::size_t kWord = sizeof(capnp::word);
constexpr int kNestingLimit = 8;  // the deepest message has four levels

void check_version(std::uint16_t version) {
  if (version == kPolicyVersion) return;
  throw WireError(fmt::format("version is {}, this program speaks {}", version, kPolicyVersion));
}

/// `field` as an enum whose values both sides number alike.
template <class Enum, class Wire>
Enum enum_of(Wire value, const char* field) {
  const auto number = static_cast<std::size_t>(value);
  if (number < enum_names(Enum{}).size()) return static_cast<Enum>(number);
  throw WireError(fmt::format("{} has the unknown value {}", field, number));
}

template <class Reader>
std::optional<Power> power_of(const Reader& reader) {
  return reader.getHasPower() ? std::optional(Power{reader.getPower()}) : std::nullopt;
}

/// Decodes the parts of one message of a given size.
class Decoder {
 public:
  explicit Decoder(std::size_t message_bytes) : message_bytes_(message_bytes) {}

  PolicyStep step(wire::Step::Reader root) const {
    PolicyStep step;
    step.step = root.getStep();
    step.reward = root.getReward();
    step.terminated = root.getTerminated();
    step.truncated = root.getTruncated();
    if (root.hasObservation()) step.observation = observation(root.getObservation());
    const auto outcomes = root.getOutcomes();
    check_length(outcomes);
    for (const auto& element : outcomes) step.outcomes.push_back(outcome(element));
    return step;
  }

  PolicyDecision decision(wire::Decision::Reader root) const {
    PolicyDecision decision;
    decision.step = root.getStep();
    decision.tier = enum_of<PolicyTier>(root.getTier(), "tier");
    decision.node = {root.getNode()};
    if (decision.tier == PolicyTier::kNone || decision.tier == PolicyTier::kLocal) {
      decision.node = {};
    }
    decision.quorum = root.getQuorum();
    if (root.getHasCut()) decision.cut = root.getCut();
    const auto further = root.getFurther();
    if (further.size() > PolicyDecision::kMaxFurther) {
      throw WireError(fmt::format("further has {} copies, at most {} are allowed", further.size(),
                                  PolicyDecision::kMaxFurther));
    }
    for (const auto& element : further) decision.further.push_back(copy(element));
    return decision;
  }

 private:
  /// An element may take no room in a message, so that a short one could have a long list.
  template <class List>
  void check_length(const List& list) const {
    if (list.size() <= message_bytes_ / kWord) return;
    throw WireError(
        fmt::format("a list of {} elements does not fit in {} bytes", list.size(), message_bytes_));
  }

  static std::string string_of(capnp::Text::Reader text) {
    if (text.size() <= kMaxNameBytes) return {text.begin(), text.size()};
    throw WireError(
        fmt::format("a text has {} bytes, at most {} are allowed", text.size(), kMaxNameBytes));
  }

  static PolicyCopy copy(wire::Copy::Reader reader) {
    PolicyCopy copy;
    copy.tier = enum_of<PolicyTier>(reader.getTier(), "further.tier");
    const bool remote = copy.tier == PolicyTier::kSatellite || copy.tier == PolicyTier::kGround;
    if (remote) copy.node = {reader.getNode()};
    if (reader.getHasAfter()) copy.after = Duration::from_ns(reader.getAfter());
    return copy;
  }

  PolicyObservation observation(wire::Observation::Reader reader) const {
    PolicyObservation observation;
    observation.client = string_of(reader.getClient());
    observation.workload = string_of(reader.getWorkload());
    observation.request = reader.getRequest();
    observation.now = Time::from_ns(reader.getNow());
    observation.deadline = Duration::from_ns(reader.getDeadline());
    observation.request_size = {reader.getRequestBytes()};
    observation.reply_size = {reader.getReplyBytes()};
    observation.uplink = {reader.getUplink()};
    observation.downlink = {reader.getDownlink()};
    observation.handshake_round_trips = reader.getHandshakeRoundTrips();
    if (reader.hasLocal()) {
      const auto local = reader.getLocal();
      observation.local = {Duration::from_ns(local.getQueueWait()),
                           Duration::from_ns(local.getService()), power_of(local)};
    }
    check_length(reader.getCandidates());
    for (const auto& element : reader.getCandidates()) {
      observation.candidates.push_back(candidate(element));
    }
    check_length(reader.getCuts());
    for (const auto& cut : reader.getCuts()) {
      observation.cuts.push_back({{cut.getPayload()}, Duration::from_ns(cut.getHead())});
    }
    return observation;
  }

  PolicyCandidate candidate(wire::Candidate::Reader reader) const {
    PolicyCandidate candidate;
    candidate.node = {reader.getNode()};
    candidate.tier = enum_of<PolicyTier>(reader.getTier(), "candidates.tier");
    candidate.connection =
        enum_of<PolicyConnection>(reader.getConnection(), "candidates.connection");
    if (reader.getHasPathDelay()) candidate.path_delay = Duration::from_ns(reader.getPathDelay());
    candidate.service = Duration::from_ns(reader.getService());
    candidate.power = power_of(reader);
    candidate.opening_for = Duration::from_ns(reader.getOpeningFor());
    if (reader.hasReportedWait()) {
      const auto wait = reader.getReportedWait();
      candidate.reported_wait = {Duration::from_ns(wait.getWait()),
                                 Duration::from_ns(wait.getAge())};
    }
    check_length(reader.getTails());
    for (const std::int64_t tail : reader.getTails()) {
      candidate.tails.push_back(Duration::from_ns(tail));
    }
    candidate.zone = enum_of<PolicyZone>(reader.getZone(), "candidates.zone");
    if (reader.hasReportedState()) candidate.reported_state = state(reader.getReportedState());
    return candidate;
  }

  static PolicyNodeState state(wire::NodeState::Reader reader) {
    PolicyNodeState state;
    state.draining = reader.getDraining();
    if (reader.getHasCharge()) state.charge = reader.getCharge();
    if (state.charge && !(*state.charge >= 0.0 && *state.charge <= 1.0)) {
      throw WireError(fmt::format("candidates.reportedState.charge is {}, which is not from 0 to 1",
                                  *state.charge));
    }
    state.age = Duration::from_ns(reader.getAge());
    return state;
  }

  static PolicyOutcome outcome(wire::Outcome::Reader reader) {
    PolicyOutcome outcome;
    outcome.step = reader.getStep();
    outcome.client = string_of(reader.getClient());
    outcome.workload = string_of(reader.getWorkload());
    outcome.request = reader.getRequest();
    outcome.ending = enum_of<PolicyEnding>(reader.getEnding(), "outcomes.ending");
    outcome.cause = string_of(reader.getCause());
    outcome.tier = enum_of<PolicyTier>(reader.getTier(), "outcomes.tier");
    outcome.node = {reader.getNode()};
    outcome.latency = Duration::from_ns(reader.getLatency());
    outcome.queue_wait = Duration::from_ns(reader.getQueueWait());
    outcome.service = Duration::from_ns(reader.getService());
    if (reader.getHasEnergy()) outcome.energy_j = reader.getEnergy();
    outcome.bytes = {reader.getBytes()};
    outcome.reward = reader.getReward();
    return outcome;
  }

  std::size_t message_bytes_;
};

/// Calls `read` with the root of a message whose bytes may come from anywhere.
template <class Root, class Read>
auto read_root(const std::uint8_t* data, std::size_t size, Read read) {
  if (size == 0 || size % kWord != 0) {
    throw WireError(fmt::format("it has {} bytes, no positive multiple of {}", size, kWord));
  }
  std::vector<std::uint64_t> aligned(size / kWord);
  std::memcpy(aligned.data(), data, size);
  try {
    capnp::ReaderOptions options;
    options.traversalLimitInWords = 2 * aligned.size();
    options.nestingLimit = kNestingLimit;
    const auto words =
        kj::arrayPtr(reinterpret_cast<const capnp::word*>(aligned.data()), aligned.size());
    capnp::FlatArrayMessageReader reader(words, options);
    if (reader.getEnd() != words.end()) throw WireError("it ends before its bytes do");
    const auto root = reader.template getRoot<Root>();
    check_version(root.getVersion());
    return read(root);
  } catch (const kj::Exception& error) {
    throw WireError(fmt::format("it is malformed: {}", error.getDescription().cStr()));
  }
}

}  // namespace

PolicyStep step_from_capnp(const std::uint8_t* data, std::size_t size) {
  return read_root<wire::Step>(data, size,
                               [&](wire::Step::Reader root) { return Decoder(size).step(root); });
}

PolicyDecision decision_from_capnp(const std::uint8_t* data, std::size_t size) {
  return read_root<wire::Decision>(
      data, size, [&](wire::Decision::Reader root) { return Decoder(size).decision(root); });
}

}  // namespace orbitmesh
