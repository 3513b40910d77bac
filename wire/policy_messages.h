#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/fields.h"
#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// Where a request may run.
enum class PolicyTier { kNone, kLocal, kSatellite, kGround };

constexpr std::array<EnumName<PolicyTier>, 4> enum_names(PolicyTier) {
  return {{{PolicyTier::kNone, "none"},
           {PolicyTier::kLocal, "local"},
           {PolicyTier::kSatellite, "satellite"},
           {PolicyTier::kGround, "ground"}}};
}

enum class PolicyConnection { kClosed, kOpening, kReady };

constexpr std::array<EnumName<PolicyConnection>, 3> enum_names(PolicyConnection) {
  return {{{PolicyConnection::kClosed, "closed"},
           {PolicyConnection::kOpening, "opening"},
           {PolicyConnection::kReady, "ready"}}};
}

/// How strong the radiation is at a node, of what everybody can know.
enum class PolicyZone {
  kQuiet,
  kAnomaly,  ///< the South Atlantic Anomaly
  kStorm,    ///< solar protons
};

constexpr std::array<EnumName<PolicyZone>, 3> enum_names(PolicyZone) {
  return {{{PolicyZone::kQuiet, "quiet"},
           {PolicyZone::kAnomaly, "anomaly"},
           {PolicyZone::kStorm, "storm"}}};
}

/// How a request ended.
enum class PolicyEnding {
  kInTime,  ///< answered within its deadline
  kLate,    ///< answered after it
  kFailed,  ///< never answered
};

constexpr std::array<EnumName<PolicyEnding>, 3> enum_names(PolicyEnding) {
  return {{{PolicyEnding::kInTime, "in time"},
           {PolicyEnding::kLate, "late"},
           {PolicyEnding::kFailed, "failed"}}};
}

/// A wait that a node has reported.
struct PolicyWait {
  Duration wait;
  Duration age;
};

/// What a node has reported of itself.
struct PolicyNodeState {
  bool draining = false;
  std::optional<double> charge;  ///< of its battery, [0, 1]; empty without one
  Duration age;
};

/// A remote node on offer.
struct PolicyCandidate {
  NodeId node;
  PolicyTier tier = PolicyTier::kNone;  ///< kSatellite or kGround
  std::optional<Duration> path_delay;
  Duration service;
  std::optional<Power> power;
  PolicyConnection connection = PolicyConnection::kClosed;
  Duration opening_for;
  std::optional<PolicyWait> reported_wait;
  std::vector<Duration> tails;
  PolicyZone zone = PolicyZone::kQuiet;  ///< now
  std::optional<PolicyNodeState> reported_state;
};

/// The client's own accelerator.
struct PolicyLocal {
  Duration queue_wait;
  Duration service;
  std::optional<Power> power;
};

struct PolicyCut {
  Bytes payload;
  Duration head;
};

/// A request to place, and what its client knows: inference/policy_view.h has the meaning of
/// each field.
struct PolicyObservation {
  std::string client;         ///< with its instance, "inspector-3"
  std::string workload;       ///< of that client
  std::uint64_t request = 0;  ///< number among the requests of that workload, from 0
  Time now;
  Duration deadline;
  Bytes request_size;
  Bytes reply_size;
  BitRate uplink;
  BitRate downlink;
  std::int64_t handshake_round_trips = 0;
  std::optional<PolicyLocal> local;
  std::vector<PolicyCandidate> candidates;
  std::vector<PolicyCut> cuts;
};

/// What has become of a request that the policy placed.
struct PolicyOutcome {
  std::uint64_t step = 0;  ///< that placed it first
  std::string client;
  std::string workload;
  std::uint64_t request = 0;
  PolicyEnding ending = PolicyEnding::kFailed;
  std::string cause;  ///< of a failure, for people; "none" without
  PolicyTier tier = PolicyTier::kNone;
  NodeId node;          ///< that answered; invalid when local or never placed
  Duration latency;     ///< from the scheduled issue to the end
  Duration queue_wait;  ///< as the reply reported it, like the service
  Duration service;
  std::optional<double> energy_j;  ///< empty where the profile has no power
  Bytes bytes;                     ///< bodies of the messages to and from remote nodes
  double reward = 0;
};

/// What a run sends: all that happened since the step before, and a request to place. The last
/// step of an episode has none and takes no answer.
struct PolicyStep {
  std::uint64_t step = 0;  ///< from 0
  double reward = 0;       ///< sum over the outcomes
  bool terminated = false;
  bool truncated = false;
  std::optional<PolicyObservation> observation;
  std::vector<PolicyOutcome> outcomes;  ///< in the order in which requests ended
};

/// A further copy of a request.
struct PolicyCopy {
  PolicyTier tier = PolicyTier::kNone;
  NodeId node;
  std::optional<Duration> after;  ///< 0 s to kMaxCopyDelay; empty: once those before have failed
};

/// An agent's answer to a step; inference/placement.h has the meaning of each field.
struct PolicyDecision {
  static constexpr std::size_t kMaxFurther = 7;
  static constexpr std::int64_t kMaxQuorum = 8;
  static constexpr Duration kMaxCopyDelay = Duration::from_s(3'600);

  std::uint64_t step = 0;  ///< the one that is answered
  PolicyTier tier = PolicyTier::kNone;
  NodeId node;                      ///< of a satellite or ground node
  std::vector<PolicyCopy> further;  ///< at most kMaxFurther
  std::int64_t quorum = 1;          ///< 1 to kMaxQuorum
  std::optional<std::int64_t> cut;  ///< >= 0
};

}  // namespace orbitmesh
