#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "core/fields.h"
#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// One slot of one terminal: the access scheduler's decision at its edge, whether or not
/// it changed the serving satellite. 15 s long (mesh/slot_clock.h).
struct SlotRecord {
  Time at;  ///< slot edge
  NodeId terminal;
  NodeId from;                  ///< satellite of the slot before; invalid: was not served
  NodeId to;                    ///< satellite of this slot; invalid: none in view
  Duration pause;               ///< transmission pause at this edge
  double elevation_deg = 0;     ///< of `to` at the edge, 0 when invalid
  std::int64_t candidates = 0;  ///< satellites above the elevation mask
};

/// Totals of one directed link, or of all links of one kind, over an interval.
struct LinkSample {
  Time at;           ///< end of the interval
  std::string link;  ///< "user-up mine.1", "isl", "feeder merredin", ...
  std::int64_t packets = 0;
  Bytes sent;
  /// Mean share of capacity in [0, 1]; empty for a group of links, which has no one capacity.
  std::optional<double> utilisation;
  Bytes queue_peak;
  std::int64_t drops_queue = 0;  ///< tail or head drops of a full queue
  std::int64_t drops_cut = 0;    ///< lost on a link that was taken away
  std::int64_t drops_no_route = 0;
  std::int64_t drops_ttl = 0;
};

enum class FlowKind { kTcpBulk, kUdpCbr, kPing };

constexpr std::array<EnumName<FlowKind>, 3> enum_names(FlowKind) {
  return {{{FlowKind::kTcpBulk, "tcp-bulk"},
           {FlowKind::kUdpCbr, "udp-cbr"},
           {FlowKind::kPing, "ping"}}};
}

/// Result of one [[flow]] at the end of a run.
struct FlowRecord {
  std::string name;
  FlowKind kind = FlowKind::kPing;
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
};

}  // namespace orbitmesh
