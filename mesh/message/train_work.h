#pragma once

#include <algorithm>
#include <cstdint>

#include "core/time.h"
#include "mesh/message/train.h"
#include "mesh/port_speed.h"

namespace orbitmesh {

/// Serialisation times of a train at a port.
struct TrainWork {
  TrainWork(PortSpeed speed, const Train& train)
      : last(speed.serialisation(train.last_bytes)),
        packet(train.packets > 1 ? speed.serialisation(train.packet_bytes) : last),
        all((train.packets - 1) * packet + last) {}

  /// Moves the train's times to the next node, when its first packet begins to leave at `begin`.
  void pass(Train& train, Time begin, Duration delay) const {
    train.last = std::max(train.last + last, begin + all) + delay;
    train.first = begin + packet + delay;
  }

  /// How many of the train's packets have left before `end`, when the first begins to leave at
  /// `begin`: at least one.
  std::uint32_t departing_before(const Train& train, Time begin, Time end) const;

  Duration last;
  Duration packet;  ///< the first and all others but the last
  Duration all;
};

}  // namespace orbitmesh
