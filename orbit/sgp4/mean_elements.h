#pragma once

#include "orbit/element_set.h"
#include "orbit/sgp4/gravity_constants.h"

namespace orbitmesh {

/// Brouwer mean elements at the epoch, in Earth radii, minutes and radians.
struct MeanElements {
  double mean_motion;      ///< [rad/min]; not positive or NaN where SGP4 has no orbit
  double semi_major_axis;  ///< [Earth radii]
  double eccentricity;
  double inclination_rad;
  double sin_inclination;
  double cos_inclination;
  double node_rad;
  double argument_of_perigee_rad;
  double mean_anomaly_rad;
  double bstar;  ///< [1/Earth radii]
};

/// Turns Kozai's mean motion of an element set into Brouwer's (Spacetrack Report No. 3,
/// section 6) and the angles into radians.
MeanElements mean_elements(const ElementSet& elements, const GravityConstants& gravity);

/// Semi-major axis [Earth radii] of a mean motion [rad/min] by Kepler's third law.
double semi_major_axis_er(double mean_motion, const GravityConstants& gravity);

}  // namespace orbitmesh
