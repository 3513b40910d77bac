#pragma once

#include <algorithm>
#include <cstdint>

#include "core/ids.h"
#include "core/time.h"
#include "core/units.h"
#include "mesh/chosen_path.h"

namespace orbitmesh {

/// What a train of TCP segments carries.
struct TcpPart {
  enum class Kind : std::uint8_t { kSyn, kSynAck, kSegments };

  Kind kind = Kind::kSegments;
  /// Bytes [begin, end) of the sender's stream; empty, at the end of what it has sent, for
  /// acknowledgements alone.
  std::int64_t begin = 0;
  std::int64_t end = 0;
  Time sent_first;
  Time sent_last;
  /// Acknowledgement k of a train without data says ack_first + k ack_stride, the last one
  /// ack_last; a train with data says ack_last.
  std::int64_t ack_first = 0;
  std::int64_t ack_stride = 0;
  std::int64_t ack_last = 0;
  /// When those segments were sent that the first, the second and the last acknowledgement
  /// answer; the first may echo one from long before.
  Time echo_first;
  Time echo_second;
  Time echo_last;
  /// Acknowledgement k reports bytes [sack_begin, sack_first + k kSegment), at most to
  /// sack_end, as arrived out of order; none when sack_end is 0.
  std::int64_t sack_begin = 0;
  std::int64_t sack_first = 0;
  std::int64_t sack_end = 0;

  /// Number that acknowledgement `k` of `count` says.
  std::int64_t ack(std::int64_t k, std::int64_t count) const {
    return k + 1 >= count ? ack_last : std::min(ack_first + k * ack_stride, ack_last);
  }
};

/// Packets of one sender to one receiver that travel together: the unit of transport in
/// message fidelity. They are evenly spread between the first and the last.
struct Train {
  NodeId destination;
  ChosenPath path;
  std::uint32_t sink = 0;  ///< who is told at the destination
  std::uint32_t packets = 1;
  std::int64_t packet_bytes = 0;  ///< of all but the last, IP headers included
  std::int64_t last_bytes = 0;    ///< of the last packet
  Time first;                     ///< the first packet is at the present node
  Time last;                      ///< the last one
  std::uint32_t lost_head = 0;    ///< packets before the first, dropped or in another train
  std::uint32_t lost_tail = 0;    ///< packets after the last
  std::uint64_t number = 0;       ///< of the first datagram, for flows
  TcpPart tcp;

  std::int64_t bytes() const { return (packets - 1) * packet_bytes + last_bytes; }
  /// When packet `k` is at the present node.
  Time at(std::uint32_t k) const {
    if (packets < 2) return first;
    return first + (last - first) * k / (packets - 1);
  }
  /// Take `count` packets, fewer than there are, off the beginning or the end.
  void lose_head(std::uint32_t count) {
    first = at(count);
    packets -= count;
    lost_head += count;
  }
  void lose_tail(std::uint32_t count) {
    last = at(packets - 1 - count);
    packets -= count;
    lost_tail += count;
    last_bytes = packet_bytes;
  }
};

}  // namespace orbitmesh
