#pragma once

#include <cstdint>

#include "core/rng.h"
#include "core/time.h"

namespace orbitmesh {

/// Delay of the user link beyond propagation: radio scheduling, framing and processing.
/// Measured on bent pipes as 7.0 ms + S + U of round trip (LEOLiveStreaming traces, Victoria,
/// 2024-12). The base 7.0 ms + S belongs to a slot, S being zero in 92 % of the slots, else up to
/// 61 ms; U to the moment, with quantiles p50 7.1, p95 25.9, p99 39.5 ms in whole frames of
/// 2.667 ms. See docs/models/access-delay.md.
struct AccessDelay {
  Duration up;    ///< terminal to satellite, besides the wait
  Duration down;  ///< satellite to terminal
};

/// The base of one terminal for one slot. `share` in [0, 1] is the part of the delay that
/// the user link bears; the rest belongs to the ground segment.
AccessDelay draw_access_delay(RngStream& stream, std::int64_t slot, double share);

/// A terminal's wait for an uplink grant stays the same so long.
inline constexpr Duration kUplinkWaitInterval = Duration::from_ms(20);

/// The wait U of one terminal in interval number `interval`.
Duration draw_uplink_wait(RngStream& stream, std::int64_t interval, double share);

/// Expected round-trip delay of the model above, both directions and the wait, share 1.
Duration mean_access_rtt();

/// Pause of transmission at a slot edge; quantiles p10 31, p50 56, p90 105 ms (same
/// traces), straight lines between and beyond them. Packets wait, none is lost.
Duration draw_soft_pause(RngStream& stream, std::int64_t slot);

/// Outage at a hard slot edge, 0.50 to 0.54 s uniform; queued packets are lost.
Duration draw_hard_outage(RngStream& stream, std::int64_t slot);

}  // namespace orbitmesh
