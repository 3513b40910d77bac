#pragma once

#include <cstdint>

#include "core/rng.h"
#include "core/time.h"

namespace orbitmesh {

/// Delay of the user link beyond propagation: radio scheduling, framing and processing.
/// Measured on bent pipes as 7.0 ms + U of round trip, U with quantiles p50 7.1, p95 25.9,
/// p99 39.5 ms (LEOLiveStreaming traces, Victoria, 2024-12), quantised to 2.667 ms and
/// constant within a slot. See docs/models/access-delay.md.
struct AccessDelay {
  Duration up;    ///< terminal to satellite
  Duration down;  ///< satellite to terminal
};

/// The draw of one terminal for one slot. `share` in [0, 1] is the part of the delay that
/// the user link bears; the rest belongs to the ground segment.
AccessDelay draw_access_delay(RngStream& stream, std::int64_t slot, double share);

/// Expected round-trip delay of the model above, both directions, share 1.
Duration mean_access_rtt();

/// Pause of transmission at a slot edge; quantiles p10 31, p50 56, p90 105 ms (same
/// traces), straight lines between and beyond them. Packets wait, none is lost.
Duration draw_soft_pause(RngStream& stream, std::int64_t slot);

/// Outage at a hard slot edge, 0.50 to 0.54 s uniform; queued packets are lost.
Duration draw_hard_outage(RngStream& stream, std::int64_t slot);

}  // namespace orbitmesh
