#include "nodes/hazard_process.h"

namespace orbitmesh {

std::optional<Time> HazardProcess::next() {
  // Below 2^63 ns, far beyond any run.
  constexpr double kLatest_s = 9e9;
  hazard_ += stream_.exponential(1.0);
  if (!(hazard_ < rate_per_s_ * kLatest_s)) return std::nullopt;
  return Time{} + Duration::from_seconds(hazard_ / rate_per_s_);
}

}  // namespace orbitmesh
