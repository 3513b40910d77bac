#pragma once

#include "orbit/sgp4/gravity_constants.h"
#include "orbit/sgp4/mean_elements.h"

namespace orbitmesh {

/// What SGP4 needs of one object (Value = double) or of several side by side: elements at
/// the epoch, secular rates under J2 and J4, and drag as polynomials in the minutes t since
/// then. Radians, minutes and Earth radii. Symbols in brackets are those of Spacetrack
/// Report No. 3.
template <class Value>
struct NearEarthTerms {
  Value mean_anomaly;
  Value mean_anomaly_rate;
  Value argument_of_perigee;
  Value argument_of_perigee_rate;
  Value node;
  Value node_rate;
  Value node_drag;          ///< factor of t^2
  Value axis_drag[4];       ///< factors of t to t^4 [C1, D2, D3, D4]
  Value longitude_drag[4];  ///< factors of t^2 to t^5, times the mean motion
  Value eccentricity;
  Value eccentricity_drag;       ///< [B* C4]
  Value eccentricity_drag_sine;  ///< [B* C5]
  Value sin_mean_anomaly;        ///< at the epoch
  Value perigee_drag;            ///< turns perigee back and mean anomaly forth
  Value anomaly_drag;            ///< the same, with (1 + eta cos M)^3
  Value eta;                     ///< a e / (a - s)
  Value anomaly_drag_at_epoch;   ///< (1 + eta cos M)^3 at the epoch
  Value semi_major_axis;
  Value sin_inclination;
  Value cos_inclination;
  Value long_period_sine;       ///< J3's long-period term of e sin(perigee)
  Value long_period_longitude;  ///< that of the mean longitude, by e cos(perigee)
};

/// J3's long-period terms, which depend on the inclination alone.
struct LongPeriodTerms {
  double sine;
  double longitude;
};
LongPeriodTerms long_period_terms(double sin_inclination, double cos_inclination,
                                  const GravityConstants& gravity);

/// Coefficients of SGP4 (Spacetrack Report No. 3, section 6). `simplified` leaves out all
/// drag beyond the first order, as SDP4 does and SGP4 below 220 km of perigee.
NearEarthTerms<double> near_earth_terms(const MeanElements& mean, const GravityConstants& gravity,
                                        bool simplified);

/// Whether the perigee is so low that SGP4 simplifies drag.
bool has_low_perigee(const MeanElements& mean, const GravityConstants& gravity);

}  // namespace orbitmesh
