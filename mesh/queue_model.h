#pragma once

#include <cstdint>
#include <optional>

#include "core/time.h"
#include "mesh/codel.h"

namespace orbitmesh {

/// Rise of a port's rate while it is busy: it begins each slot at 1 / `factor` of the full
/// rate and reaches it in a straight line after sending for `duration`.
struct RateRamp {
  double factor = 1;  ///< at least 1
  Duration duration;

  /// Share of the full rate after sending for `sent` in the present slot.
  double share_after(Duration sent) const {
    if (duration <= sent) return 1.0;
    const double begin = 1.0 / factor;
    const double risen = static_cast<double>(sent.ns()) / static_cast<double>(duration.ns());
    return begin + (1.0 - begin) * risen;
  }
};

/// What the queue of a user link does besides dropping its oldest packets above a number of
/// bytes.
struct QueueModel {
  std::optional<std::int64_t> packet_limit;
  std::optional<CoDelParameters> aqm;
  std::optional<RateRamp> ramp;
};

/// Starlink's user links as measured; docs/models/user-link.md has the sources.
inline constexpr QueueModel kMeasuredUplinkQueue{
    4000, CoDelParameters{Duration::from_ms(100), Duration::from_ms(200)},
    RateRamp{2.0, Duration::from_ms(400)}};
inline constexpr QueueModel kMeasuredDownlinkQueue{1500, std::nullopt,
                                                   RateRamp{3.4, Duration::from_ms(400)}};

}  // namespace orbitmesh
