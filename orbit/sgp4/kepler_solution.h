#pragma once

#include "orbit/sgp4/pack_trigonometry.h"

namespace orbitmesh {

/// Solution of Kepler's equation in SGP4's variables.
template <class P>
struct KeplerSolution {
  PackSinCos<P> eccentric_longitude;  ///< eccentric anomaly plus argument of perigee
  P e_cos_anomaly;                    ///< e cos E
  P e_sin_anomaly;                    ///< e sin E
  P a_over_r;                         ///< 1 / (1 - e cos E)
};

/// Solves u = F - [axN] sin F + [ayN] cos F for the eccentric longitude F of a nearly round
/// orbit, by one step of Halley's method and one of Newton's. With d = F - u, S = e sin and
/// C = e cos of the angle u - perigee, that is d = S cos d + C sin d, where d is small
/// enough for short polynomials. Error below 1e-13 rad up to eccentricity 0.055.
template <class P>
[[gnu::always_inline]] inline KeplerSolution<P> solve_kepler_round(P mean_longitude,
                                                                   P e_cos_perigee,
                                                                   P e_sin_perigee) {
  const PackSinCos<P> u = sincos(mean_longitude);
  const P s = e_cos_perigee * u.sin - e_sin_perigee * u.cos;
  const P c = e_cos_perigee * u.cos + e_sin_perigee * u.sin;
  const P slope = 1.0 - c;
  const P d = 2.0 * s * slope / (2.0 * slope * slope + s * s);
  const P d2 = d * d;
  const P d4 = d2 * d2;
  const PackSinCos<P> guess = {
      d + d * d2 * polynomial(d2, d4, -1.0 / 6.0, 1.0 / 120.0, -1.0 / 5040.0),
      1.0 + d2 * polynomial(d2, d4, -0.5, 1.0 / 24.0, -1.0 / 720.0, 1.0 / 40320.0)};
  const P e_sin_guess = s * guess.cos + c * guess.sin;
  const P e_cos_guess = c * guess.cos - s * guess.sin;
  const P guess_a_over_r = 1.0 / (1.0 - e_cos_guess);
  const P step = (e_sin_guess - d) * guess_a_over_r;
  const P shrink = 1.0 - 0.5 * step * step;
  const PackSinCos<P> solved = {guess.sin * shrink + guess.cos * step,
                                guess.cos * shrink - guess.sin * step};
  // The step is below 1e-6 rad, so the quotient may follow it by a series, to 1e-14.
  const P change = guess_a_over_r * e_sin_guess * step;
  return {sum_of_angles(u, solved), c * solved.cos - s * solved.sin,
          s * solved.cos + c * solved.sin, guess_a_over_r * (1.0 - change * (1.0 - change))};
}

/// The same for any eccentricity below 1, iterated as in AIAA 2006-6753.
KeplerSolution<double> solve_kepler(double mean_longitude_rad, double e_cos_perigee,
                                    double e_sin_perigee);

}  // namespace orbitmesh
