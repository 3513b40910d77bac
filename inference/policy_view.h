#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "inference/radiation_zone.h"
#include "inference/tier.h"

namespace orbitmesh {

enum class ConnectionState { kClosed, kOpening, kReady };

/// The waiting time that a node's newest reply, or its answer to a probe, told the client of.
struct ReportedWait {
  Duration wait;  ///< of that request between arrival and start; of a probe: were it one
  Duration age;   ///< since the reply arrived, > 0 or 0 at the same instant
};

/// What a node's newest reply told the client of its state.
struct ReportedState {
  bool draining = false;         ///< it takes no requests
  std::optional<double> charge;  ///< of its battery, [0, 1]; empty where it has none that limits it
  Duration age;                  ///< since the reply arrived
};

/// A place where the model of the request can be divided: a head that the client runs and a
/// tail that a remote node runs.
struct Cut {
  Bytes payload;  ///< sent in place of the request
  Duration head;  ///< service time of the head on the client's own accelerator
};

/// A remote node that holds the model of a request.
struct Candidate {
  NodeId node;
  Tier tier = Tier::kNone;             ///< kSatellite or kGround
  std::optional<Duration> path_delay;  ///< one way, unloaded; empty without a path now
  Duration service = {};               ///< of one request, from the profiles
  std::optional<Power> power = {};     ///< of its devices while they serve; from the profile
  ConnectionState connection = ConnectionState::kReady;
  Duration opening_for = {};                       ///< kOpening: age of the handshake
  std::optional<ReportedWait> reported_wait = {};  ///< empty before the first reply
  std::vector<Duration> tails = {};  ///< service of the tail behind each of PolicyView::cuts
  std::optional<ReportedState> reported_state = {};  ///< empty before the first reply
  RadiationZone zone = RadiationZone::kQuiet;        ///< now, from ephemeris and public maps
};

/// The client's own accelerator, which holds the model.
struct LocalCandidate {
  Duration queue_wait;  ///< exact: all that is queued there is the client's own
  Duration service;
  std::optional<Power> power = {};
};

/// Figures of the transport that hold for every remote node.
struct NominalTransport {
  BitRate uplink;    ///< of the client's access, unloaded; 0 where it is not known
  BitRate downlink;  ///< likewise
  /// Round trips before the first message leaves: TCP's handshake takes 1 and ZMTP's
  /// greeting and READY 2.
  std::int64_t handshake_round_trips = 3;
};

/// What a client knows when it places a request, and all that a policy may go by:
/// present routes as its terminal would learn them from the operator, figures of
/// profiles, where radiation is strong, its own accelerator and connections, and what replies told
/// it, with their age. Not in here: other clients, the queue of a remote node at this instant,
/// future routes, and faults.
///
/// Plain data: every field can be written down and sent.
struct PolicyView {
  Time now;           ///< of the placement: the scheduled issue time, or that of a retry
  Duration deadline;  ///< from the scheduled issue time
  Bytes request;
  Bytes reply;
  NominalTransport transport;
  std::optional<LocalCandidate> local;
  /// The remote nodes on offer: of the satellites that hold the model the nearest few, as
  /// many as the workload says (by default one), of the ground nodes all. In no order of
  /// merit.
  std::vector<Candidate> candidates;
  /// Where the model can be divided, from its input on. Empty where its profile knows no
  /// cut, or the client has no accelerator that holds it.
  std::vector<Cut> cuts = {};
  /// Number of the request among those of its workload, from 0; that of a retry is the same.
  std::uint64_t number = 0;
};

}  // namespace orbitmesh
