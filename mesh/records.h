#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "core/fields.h"
#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "orbit/geodetic.h"

namespace orbitmesh {

/// Why a terminal's satellite at a slot edge is another than in the slot before.
enum class HandoverCause {
  kNone,             ///< it is the same, or there was and is none
  kFirstService,     ///< none before
  kBelowMask,        ///< the one before is no longer above the elevation mask
  kSatelliteDown,    ///< the one before is down
  kSchedulerChoice,  ///< the one before could have gone on
  kNoCandidate,      ///< none to choose
  // The access rules no longer allow the one before:
  kObstructed,        ///< it is behind an obstruction
  kOutOfFieldOfView,  ///< outside the cone in which the dish steers its beam
  kNearGsoArc,        ///< too near to the geostationary arc
  kSatelliteFull,     ///< it has no beam left for the cell
};

constexpr std::array<EnumName<HandoverCause>, 10> enum_names(HandoverCause) {
  return {{{HandoverCause::kNone, "none"},
           {HandoverCause::kFirstService, "first service"},
           {HandoverCause::kBelowMask, "below mask"},
           {HandoverCause::kSatelliteDown, "satellite down"},
           {HandoverCause::kSchedulerChoice, "scheduler's choice"},
           {HandoverCause::kNoCandidate, "no candidate"},
           {HandoverCause::kObstructed, "obstructed"},
           {HandoverCause::kOutOfFieldOfView, "out of field of view"},
           {HandoverCause::kNearGsoArc, "near gso arc"},
           {HandoverCause::kSatelliteFull, "satellite full"}}};
}

/// One slot of one terminal: the access scheduler's decision at its edge, whether or not
/// it changed the serving satellite. 15 s long (mesh/slot_clock.h).
struct SlotRecord {
  Time at;  ///< slot edge
  NodeId terminal;
  NodeId from;                  ///< satellite of the slot before; invalid: was not served
  NodeId to;                    ///< satellite of this slot; invalid: none to choose
  Duration pause;               ///< transmission pause at this edge
  double elevation_deg = 0;     ///< of `to` at the edge, 0 when invalid
  std::int64_t candidates = 0;  ///< satellites that may serve it: in view, allowed, up, not full
  HandoverCause cause = HandoverCause::kNone;
  std::optional<Geodetic> location = std::nullopt;  ///< of a terminal that moves
};

/// Totals of one directed link, or of all links of one kind, over an interval.
struct LinkSample {
  Time at;           ///< end of the interval
  std::string link;  ///< "user-up mine.1", "isl", "feeder merredin", ...
  std::int64_t packets = 0;
  Bytes sent;
  /// Mean share of capacity in [0, 1]; empty for a group of links, which has no one capacity.
  std::optional<double> utilisation;
  std::optional<BitRate> rate;  ///< of a single link, at the end of the interval
  Bytes queue_peak;
  std::int64_t drops_queue = 0;  ///< tail or head drops of a full queue
  std::int64_t drops_aqm = 0;    ///< by active queue management
  std::int64_t drops_cut = 0;    ///< lost on a link that was taken away
  std::int64_t drops_no_route = 0;
  std::int64_t drops_ttl = 0;
  std::int64_t drops_loss = 0;  ///< lost on the way by chance
  std::int64_t drops_node = 0;  ///< at nodes that were down
};

enum class FlowKind { kTcpBulk, kUdpCbr, kPing, kNs3Application };

constexpr std::array<EnumName<FlowKind>, 4> enum_names(FlowKind) {
  return {{{FlowKind::kTcpBulk, "tcp-bulk"},
           {FlowKind::kUdpCbr, "udp-cbr"},
           {FlowKind::kPing, "ping"},
           {FlowKind::kNs3Application, "ns3-application"}}};
}

struct Traffic {
  std::int64_t packets = 0;
  Bytes bytes;
};

/// Result of one [[flow]] at the end of a run.
struct FlowRecord {
  std::string name;
  FlowKind kind = FlowKind::kPing;
  NodeId from;
  NodeId to;  ///< invalid for an application without a peer
  Time start;
  Time stop;
  /// Datagrams or echoes, without those still outstanding at the end; 0 for TCP.
  std::int64_t packets_sent = 0;
  std::int64_t packets_received = 0;
  Bytes received;            ///< application bytes at the receiver
  double goodput_bit_s = 0;  ///< received over the flow's time
  Duration delay_p50;        ///< ping: RTT; udp-cbr: one-way delay; 0 for TCP
  Duration delay_p99;
  Duration delay_max;
  std::int64_t retransmissions = 0;  ///< TCP only
  /// ns3-application only: what its trace sources Tx and Rx told; empty for an application
  /// that has no such source.
  std::optional<Traffic> application_sent;
  std::optional<Traffic> application_received;
};

enum class ConnectionSide { kClient, kServer };

constexpr std::array<EnumName<ConnectionSide>, 2> enum_names(ConnectionSide) {
  return {{{ConnectionSide::kClient, "client"}, {ConnectionSide::kServer, "server"}}};
}

/// One end of a TCP connection at an instant.
struct ConnectionSample {
  Time at;
  NodeId client;
  NodeId server;
  std::string flow;  ///< name of the [[flow]]; empty for a connection of offload requests
  ConnectionSide side = ConnectionSide::kClient;
  Duration srtt;                     ///< smoothed RTT; 0 before the first sample
  Duration rto;                      ///< retransmission timeout
  Bytes cwnd;                        ///< congestion window
  Bytes in_flight;                   ///< sent and not yet acknowledged
  std::int64_t retransmissions = 0;  ///< segments sent again since the connection was made
};

}  // namespace orbitmesh
