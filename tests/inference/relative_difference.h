#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace orbitmesh {

/// Largest difference of two arrays of one size, over the largest magnitude of `reference`;
/// infinity when the sizes differ.
inline double relative_difference(const std::vector<float>& values,
                                  const std::vector<float>& reference) {
  if (values.size() != reference.size()) return std::numeric_limits<double>::infinity();
  double difference = 0;
  double scale = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    difference = std::max(difference, std::fabs(static_cast<double>(values[i]) - reference[i]));
    scale = std::max(scale, std::fabs(static_cast<double>(reference[i])));
  }
  return scale > 0 ? difference / scale : difference;
}

}  // namespace orbitmesh
