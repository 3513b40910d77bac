#include "orbit/access/serving_choice.h"

#include <algorithm>
#include <limits>

#include "core/math.h"
#include "core/units.h"

namespace orbitmesh {

double access_utility(const AccessCandidate& candidate, double latitude_rad,
                      const AccessWeights& weights) {
  const double poleward_azimuth_rad = latitude_rad < 0 ? kPi : 0.0;
  return weights.elevation_per_10_deg * candidate.elevation_rad / (10 * kDegree) +
         weights.poleward * math::cos(candidate.azimuth_rad - poleward_azimuth_rad) +
         (candidate.served_last_slot ? weights.served_last_slot : 0.0) -
         weights.path_per_ms * candidate.path_cost_ms +
         weights.launch_year * (candidate.launch_year - kReferenceLaunchYear);
}

int choose_access(const std::vector<AccessCandidate>& candidates, double latitude_rad,
                  const AccessWeights& weights, RngStream& stream) {
  if (candidates.empty()) return -1;
  const bool any_path = std::any_of(candidates.begin(), candidates.end(),
                                    [](const AccessCandidate& c) { return c.has_path; });
  std::vector<double> weight(candidates.size());
  double highest = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    weight[i] = access_utility(candidates[i], latitude_rad, weights);
    if (candidates[i].has_path || !any_path) highest = std::max(highest, weight[i]);
  }
  double sum = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const bool eligible = candidates[i].has_path || !any_path;
    weight[i] = eligible ? math::exp(weight[i] - highest) : 0.0;
    sum += weight[i];
  }
  double left = stream.uniform() * sum;
  int last_eligible = -1;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (weight[i] <= 0) continue;
    last_eligible = static_cast<int>(i);
    left -= weight[i];
    if (left < 0) break;
  }
  return last_eligible;
}

}  // namespace orbitmesh
