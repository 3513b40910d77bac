#pragma once

#include "core/time.h"

namespace orbitmesh {

/// The host's monotonic clock, for limits on waiting. Never behind a result.
Duration wall_clock();

/// An instant of the host's clock up to which something may wait.
class WallDeadline {
 public:
  explicit WallDeadline(Duration from_now) : at_(wall_clock() + from_now) {}
  /// Never negative.
  Duration left() const;
  bool passed() const { return left() == Duration{}; }

 private:
  Duration at_;
};

}  // namespace orbitmesh
