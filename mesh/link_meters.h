#pragma once

#include <cstdint>

#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// Index of a port, one direction of a link; for a mesh the value of its LinkId.
using PortId = std::uint32_t;
inline constexpr PortId kNoPort = 0xffffffffU;

struct PortCounters {
  std::int64_t packets = 0;
  Bytes sent;
  Bytes backlog_peak;
  std::int64_t drops_queue = 0;
  std::int64_t drops_aqm = 0;   ///< by active queue management
  std::int64_t drops_cut = 0;   ///< waiting or being sent when the link was taken away, or after
  std::int64_t drops_loss = 0;  ///< lost on the way by chance
};

/// Running figures of a network's ports, whatever its fidelity.
class LinkMeters {
 public:
  virtual ~LinkMeters() = default;
  virtual const PortCounters& counters(PortId port) const = 0;
  /// Present rate, at the top of a ramp.
  virtual BitRate rate(PortId port) const = 0;
  /// Serialisation time used so far, for utilisation.
  virtual Duration busy(PortId port) const = 0;
  virtual void reset_backlog_peak(PortId port) = 0;
  virtual std::int64_t drops_no_route() const = 0;
  virtual std::int64_t drops_ttl() const = 0;
  /// Packets that arrived at, or were to start from, a node that was down.
  virtual std::int64_t drops_node() const = 0;
};

}  // namespace orbitmesh
