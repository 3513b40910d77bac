#include "inference/satellite_policy.h"

#include "inference/least_delay.h"

namespace orbitmesh {

Placement SatellitePolicy::place(const PolicyView& view) {
  const Candidate* best =
      least_delay(view.candidates, [](const Candidate& c) { return c.tier == Tier::kSatellite; });
  return best ? Placement{Tier::kSatellite, best->node} : Placement{};
}

}  // namespace orbitmesh
