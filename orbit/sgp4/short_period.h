#pragma once

#include "orbit/sgp4/kepler_solution.h"
#include "orbit/sgp4/pack_trigonometry.h"

namespace orbitmesh {

/// Orbit with long-period terms, in Earth radii and radians, and where on it the object is.
template <class P>
struct LongPeriodOrbit {
  P semi_major_axis;
  P e_cos_perigee;  ///< [axN]
  P e_sin_perigee;  ///< [ayN]
  P node;
  PackSinCos<P> inclination;
  KeplerSolution<P> kepler;
};

/// State in TEME; lengths in Earth radii, speeds as multiples of that on a circle of one
/// Earth radius.
template <class P>
struct PackState {
  P radius;
  P semi_latus_rectum;
  P position[3];
  P velocity[3];
};

/// Angles by which J2 turns an orbit within a revolution: any, or at most 0.002 rad.
struct AnyTurn {
  template <class P>
  [[gnu::always_inline]] static PackSinCos<P> of(P angle) {
    return sincos(angle);
  }
};
struct SmallTurn {
  template <class P>
  [[gnu::always_inline]] static PackSinCos<P> of(P angle) {
    return sincos_of_small(angle);
  }
};

template <class P>
struct OrbitShape {
  P p;  ///< semi-latus rectum
  P beta;
  P root_a;
  P inverse_a;
  P inverse_p;
  PackSinCos<P> latitude;  ///< argument of latitude
};

template <class P>
[[gnu::always_inline]] inline OrbitShape<P> shape_of(const LongPeriodOrbit<P>& orbit) {
  const P x = orbit.e_cos_perigee;
  const P y = orbit.e_sin_perigee;
  const KeplerSolution<P>& kepler = orbit.kepler;
  const P beta2 = 1.0 - (x * x + y * y);
  const P beta = square_root(beta2);
  const P p = orbit.semi_major_axis * beta2;
  // One division for 1/p and 1/(1 + beta).
  const P joint = 1.0 / (p * (1.0 + beta));
  const P inverse_p = joint * (1.0 + beta);
  const P skew = kepler.e_sin_anomaly * joint * p;
  const PackSinCos<P> latitude = {
      kepler.a_over_r * (kepler.eccentric_longitude.sin - y - x * skew),
      kepler.a_over_r * (kepler.eccentric_longitude.cos - x + y * skew)};
  return {p, beta, square_root(orbit.semi_major_axis), beta2 * inverse_p, inverse_p, latitude};
}

/// Unit vectors along the radius and along the track, TEME.
template <class P>
struct OrbitAxes {
  P radial[3];
  P transverse[3];
};

template <class P>
[[gnu::always_inline]] inline OrbitAxes<P> orbit_axes(PackSinCos<P> latitude, PackSinCos<P> node,
                                                      PackSinCos<P> inclination) {
  const P across_x = node.sin * inclination.cos;
  const P across_y = node.cos * inclination.cos;
  return {{node.cos * latitude.cos - across_x * latitude.sin,
           node.sin * latitude.cos + across_y * latitude.sin, inclination.sin * latitude.sin},
          {0.0 - node.cos * latitude.sin - across_x * latitude.cos,
           across_y * latitude.cos - node.sin * latitude.sin, inclination.sin * latitude.cos}};
}

/// Position and velocity with J2's short-period terms (Spacetrack Report No. 3, section 6).
/// They turn the argument of latitude by the addition theorem, which spares its arc tangent.
template <class Turn, class P>
[[gnu::always_inline]] inline PackState<P> osculating_state(const LongPeriodOrbit<P>& orbit,
                                                            double j2) {
  const OrbitShape<P> shape = shape_of(orbit);
  const PackSinCos<P> u = shape.latitude;
  const PackSinCos<P> i = orbit.inclination;
  const P sin_2u = 2.0 * u.sin * u.cos;
  const P cos_2u = 1.0 - 2.0 * u.sin * u.sin;
  const P cos2_i = i.cos * i.cos;
  const P sin2_i = 1.0 - cos2_i;
  const P first = 0.5 * j2 * shape.inverse_p;
  const P second = first * shape.inverse_p;
  const P turn = 1.5 * second * i.cos;
  const OrbitAxes<P> axes = orbit_axes(
      sum_of_angles(u, Turn::of(-0.25 * second * (7.0 * cos2_i - 1.0) * sin_2u)),
      sincos(orbit.node + turn * sin_2u), sum_of_angles(i, Turn::of(turn * i.sin * cos_2u)));
  const P inverse_r = orbit.kepler.a_over_r * shape.inverse_a;
  const P mean_motion = shape.inverse_a * shape.inverse_a * shape.root_a;
  const P radial_speed =
      shape.root_a * orbit.kepler.e_sin_anomaly * inverse_r - mean_motion * first * sin2_i * sin_2u;
  const P transverse_speed = shape.root_a * shape.beta * inverse_r +
                             mean_motion * first * (sin2_i * cos_2u + 1.5 * (3.0 * cos2_i - 1.0));
  PackState<P> state;
  state.semi_latus_rectum = shape.p;
  state.radius = orbit.semi_major_axis * (1.0 - orbit.kepler.e_cos_anomaly) *
                     (1.0 - 1.5 * second * shape.beta * (3.0 * cos2_i - 1.0)) +
                 0.5 * first * sin2_i * cos_2u;
  for (int axis = 0; axis < 3; ++axis) {
    state.position[axis] = state.radius * axes.radial[axis];
    state.velocity[axis] =
        radial_speed * axes.radial[axis] + transverse_speed * axes.transverse[axis];
  }
  return state;
}

}  // namespace orbitmesh
