#pragma once

#include "orbit/epoch.h"
#include "orbit/sgp4/near_earth_terms.h"
#include "orbit/sgp4/resonance.h"
#include "orbit/sgp4/third_body.h"

namespace orbitmesh {

/// What SDP4 adds to SGP4 for periods of 225 min and more: Sun, Moon, and resonance with
/// the Earth's rotation (Hoots, Schumacher and Glover 2004; AIAA 2006-6753).
class DeepSpace {
 public:
  DeepSpace(const MeanElements& mean, const NearEarthTerms<double>& terms, JulianDate epoch,
            const GravityConstants& gravity);

  /// Adds the secular changes since the epoch to elements that the Earth's gravity has
  /// moved; returns the mean motion [rad/min] by then.
  double add_secular(double minutes, MovingElements& elements) const;

  /// Adds the lunar and solar periodic changes. The node must be within one turn of zero.
  void add_periodics(double minutes, MovingElements& elements) const;

 private:
  double mean_motion_;
  ThirdBody sun_;
  ThirdBody moon_;
  Resonance resonance_;
};

}  // namespace orbitmesh
