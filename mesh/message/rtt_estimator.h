#pragma once

#include <algorithm>

#include "core/time.h"

namespace orbitmesh {

/// Smoothed round-trip time and its variation (RFC 6298) in integer nanoseconds, and
/// Linux's retransmission timeout.
class RttEstimator {
 public:
  void add(Duration sample) {
    if (srtt_ == Duration{}) {
      srtt_ = sample;
      variation_ = sample / 2;
      return;
    }
    const Duration error = srtt_ < sample ? sample - srtt_ : srtt_ - sample;
    variation_ = (variation_ * 3 + error) / 4;
    srtt_ = (srtt_ * 7 + sample) / 8;
  }
  bool known() const { return srtt_ > Duration{}; }
  Duration srtt() const { return srtt_; }
  /// SRTT + max(200 ms, 4 variations).
  Duration timeout() const { return srtt_ + std::max(Duration::from_ms(200), variation_ * 4); }

 private:
  Duration srtt_;
  Duration variation_;
};

}  // namespace orbitmesh
