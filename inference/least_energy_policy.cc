#include "inference/least_energy_policy.h"

#include <algorithm>
#include <limits>

#include "inference/ranked_places.h"
#include "inference/service_energy.h"

namespace orbitmesh {
namespace {

double energy_j(const PolicyView& view, const RankedPlace& place) {
  if (place.tier == Tier::kLocal) return service_energy_j(view.local->power, view.local->service);
  const auto candidate = std::find_if(view.candidates.begin(), view.candidates.end(),
                                      [&](const Candidate& c) { return c.node == place.node; });
  return service_energy_j(candidate->power, candidate->service);
}

}  // namespace

Placement LeastEnergyPolicy::place(const PolicyView& view) {
  const auto places = ranked_places(view);
  if (places.empty()) return {};
  const RankedPlace* best = &places.front();
  double least = std::numeric_limits<double>::infinity();
  for (const RankedPlace& place : places) {
    if (place.latency > view.deadline) break;
    const double energy = energy_j(view, place);
    if (!(energy < least)) continue;
    best = &place;
    least = energy;
  }
  return {best->tier, best->node};
}

}  // namespace orbitmesh
