#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace orbitmesh {

/// Mean of independent replications, with its interval.
struct ReplicateEstimate {
  std::int64_t count = 0;
  double mean = 0;
  /// Half the width of the 95 % interval of the mean, from Student's t; empty for fewer than
  /// two replications.
  std::optional<double> half_width;

  /// 0 lies outside the interval.
  bool differs_from_zero() const {
    return half_width && (mean - *half_width > 0 || mean + *half_width < 0);
  }
};

/// Precondition: `values` is not empty.
ReplicateEstimate estimate(const std::vector<double>& values);

}  // namespace orbitmesh
