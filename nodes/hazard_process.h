#pragma once

#include <optional>

#include "core/rng.h"
#include "core/time.h"

namespace orbitmesh {

/// The instants of a Poisson process by its cumulative hazard: event k happens when
/// rate x t, with t counted from the epoch, reaches the sum of k unit exponential draws.
/// A higher rate brings the same events earlier, in proportion.
class HazardProcess {
 public:
  /// `rate_per_s` [1/s] must be finite and not negative; 0 gives no events.
  HazardProcess(const RngStream& stream, double rate_per_s)
      : stream_(stream), rate_per_s_(rate_per_s) {}

  /// The next event's time; empty when it lies beyond the range of Time.
  std::optional<Time> next();

 private:
  RngStream stream_;
  double rate_per_s_;
  double hazard_ = 0.0;
};

}  // namespace orbitmesh
