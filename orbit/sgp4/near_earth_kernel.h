#pragma once

#include "orbit/sgp4/kepler_solution.h"
#include "orbit/sgp4/secular_motion.h"
#include "orbit/sgp4/short_period.h"

namespace orbitmesh {

/// Bounds within which near_earth_state() holds; beyond them solve_kepler() and AnyTurn are
/// needed, or there is no position. [Earth radii]
inline constexpr double kMostNearEarthEccentricity = 0.05;
inline constexpr double kLeastSemiLatusRectum = 0.9;

/// SGP4 treats rounder orbits as this round, to divide by the eccentricity.
inline constexpr double kLeastEccentricity = 1e-6;
/// Drag may bring the mean eccentricity this far below zero before SGP4 gives up.
inline constexpr double kLowestEccentricity = -0.001;

template <class P>
struct NearEarthState {
  PackState<P> state;
  unsigned valid;  ///< bit i: lane i is within the bounds and above the ground
};

/// States of near-earth objects on nearly round orbits, without branches.
template <class P, class Value>
[[gnu::always_inline]] inline NearEarthState<P> near_earth_state(const NearEarthTerms<Value>& terms,
                                                                 double j2, P minutes,
                                                                 int first_lane) {
  const SecularMotion<P> motion = secular_motion<P>(terms, minutes, first_lane);
  const P drifted = lanes<P>(terms.eccentricity, first_lane) - motion.eccentricity_loss;
  const P e = select(drifted < kLeastEccentricity, P{} + kLeastEccentricity, drifted);
  const P a = lanes<P>(terms.semi_major_axis, first_lane) * motion.axis_scale * motion.axis_scale;
  const P inverse_p = 1.0 / (a * (1.0 - e * e));
  const PackSinCos<P> perigee = sincos(motion.argument_of_perigee);
  LongPeriodOrbit<P> orbit;
  orbit.semi_major_axis = a;
  orbit.e_cos_perigee = e * perigee.cos;
  orbit.e_sin_perigee = e * perigee.sin + inverse_p * lanes<P>(terms.long_period_sine, first_lane);
  const P mean_longitude =
      motion.mean_anomaly + motion.longitude_gain + motion.argument_of_perigee +
      inverse_p * lanes<P>(terms.long_period_longitude, first_lane) * orbit.e_cos_perigee;
  orbit.kepler = solve_kepler_round(mean_longitude, orbit.e_cos_perigee, orbit.e_sin_perigee);
  orbit.node = motion.node;
  orbit.inclination = {lanes<P>(terms.sin_inclination, first_lane),
                       lanes<P>(terms.cos_inclination, first_lane)};
  const PackState<P> state = osculating_state<SmallTurn>(orbit, j2);
  const auto round = (drifted >= kLowestEccentricity) & (drifted <= kMostNearEarthEccentricity);
  const auto above = (state.semi_latus_rectum >= kLeastSemiLatusRectum) & (state.radius >= 1.0);
  return {state, lanes_of(round & above)};
}

}  // namespace orbitmesh
