#include "orbit/sgp4.h"

#include <cmath>

#include "core/error.h"
#include "orbit/sgp4/sgp4_propagator.h"

namespace orbitmesh {

Sgp4::Sgp4(const ElementSet& elements, GravityModel gravity)
    : propagator_(std::make_shared<const Sgp4Propagator>(elements, gravity)) {}

Sgp4State Sgp4::at(Epoch epoch) const {
  return propagator_->state(minutes_between(propagator_->epoch(), epoch));
}

Sgp4State Sgp4::at_minutes(double minutes_since_epoch) const {
  if (!(std::fabs(minutes_since_epoch) <= kMostSgp4Minutes)) {
    throw InputError("SGP4 is asked for a time more than 300 years from the elements' epoch");
  }
  return propagator_->state(minutes_since_epoch);
}

bool Sgp4::deep_space() const { return propagator_->is_deep_space(); }

Epoch Sgp4::epoch() const { return propagator_->epoch(); }

}  // namespace orbitmesh
