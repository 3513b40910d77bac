#include "scenarios/replicate_estimate.h"

#include <cmath>

#include "scenarios/student_t.h"

namespace orbitmesh {

ReplicateEstimate estimate(const std::vector<double>& values) {
  ReplicateEstimate result;
  result.count = static_cast<std::int64_t>(values.size());
  const auto n = static_cast<double>(values.size());
  for (const double value : values) result.mean += value / n;
  if (values.size() < 2) return result;
  double squares = 0;
  for (const double value : values) squares += (value - result.mean) * (value - result.mean);
  result.half_width =
      student_t_quantile(0.975, result.count - 1) * std::sqrt(squares / (n - 1) / n);
  return result;
}

}  // namespace orbitmesh
