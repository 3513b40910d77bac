#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/time.h"
#include "mesh/records.h"

namespace orbitmesh {

/// The packets of a flow: when each was sent, whether it arrived, and after what delay.
class PacketLedger {
 public:
  /// Packets younger than this whose arrival is outstanding when the flow is looked at are
  /// neither received nor lost.
  static constexpr Duration kOutstanding = Duration::from_s(2);

  /// Enters a packet and returns its number, from 0.
  std::uint64_t sent(Time now);
  /// A packet has arrived, `delay` after it was sent. An unknown number and a second arrival
  /// are ignored.
  void received(std::uint64_t number, Duration delay);
  /// When a packet was sent; empty when it is unknown or has arrived.
  std::optional<Time> outstanding(std::uint64_t number) const;

  /// Fills counts and delays of `record` as of `now`: the ceil(q n)-th smallest delay, 0
  /// without any. Outstanding packets do not count as sent.
  void fill(FlowRecord& record, Time now) const;

 private:
  static constexpr Time kArrived = Time::from_ns(INT64_MIN);

  std::vector<Time> sent_at_;  // kArrived once it has
  std::vector<Duration> delays_;
};

}  // namespace orbitmesh
