#pragma once

#include "orbit/sgp4/pack.h"

namespace orbitmesh {

/// Sines and cosines of packs by polynomials, with the same bits at every width and faster
/// than core/math.h. Errors are below 1e-15 for angles up to 1e3 rad and grow with the
/// angle's own rounding beyond.

template <class P>
struct PackSinCos {
  P sin;
  P cos;
};

/// c0 + c1 x + c2 x^2 + ..., given x and x^2. Pairs of terms are summed side by side.
template <class P>
[[gnu::always_inline]] inline P polynomial(P x, P /*x2*/, double c0, double c1) {
  return c0 + x * c1;
}
template <class P>
[[gnu::always_inline]] inline P polynomial(P x, P x2, double c0, double c1, double c2) {
  return (c0 + x * c1) + x2 * c2;
}
template <class P, class... Coefficients>
[[gnu::always_inline]] inline P polynomial(P x, P x2, double c0, double c1, double c2, double c3,
                                           Coefficients... higher) {
  return (c0 + x * c1) + x2 * polynomial(x, x2, c2, c3, higher...);
}

/// pi in three parts; products of the first two with integers below 2^23 are exact.
inline constexpr double kPiHigh = 0x1.921fb54p+1;
inline constexpr double kPiMiddle = 0x1.10b46118p-29;
inline constexpr double kPiLow = 0x1.313198a2e037p-60;

/// sin(x) and cos(x). The coefficients are minimax fits on [-pi/4, pi/4]: relative errors
/// 4e-18 and 8e-17.
template <class P>
[[gnu::always_inline]] inline PackSinCos<P> sincos(P x) {
  constexpr double kTwoOverPi = 0x1.45f306dc9c883p-1;
  const P shifted = x * kTwoOverPi + kToInteger;
  const P quarter_turns = shifted - kToInteger;
  const P r = ((x - quarter_turns * (0.5 * kPiHigh)) - quarter_turns * (0.5 * kPiMiddle)) -
              quarter_turns * (0.5 * kPiLow);
  const P r2 = r * r;
  const P r4 = r2 * r2;
  const P s = r + r * r2 *
                      polynomial(r2, r4, -0x1.5555555555549p-3, 0x1.111111110f87ap-7,
                                 -0x1.a01a019c11996p-13, 0x1.71de3577b6ac2p-19,
                                 -0x1.ae5e663a9d3b1p-26, 0x1.5d9300ffafae1p-33);
  const P c = (1.0 - 0.5 * r2) + r4 * polynomial(r2, r4, 0x1.555555555310ap-5,
                                                 -0x1.6c16c1676ab70p-10, 0x1.a019faa9542c6p-16,
                                                 -0x1.27e02a0d6b5ebp-22, 0x1.1bc79c1865eb2p-29);
  const auto odd = is_odd(shifted);
  return {negate_where<1>(shifted, select(odd, c, s)),
          negate_where<1>(shifted + 1.0, select(odd, s, c))};
}

/// sin(x + quarter_turns pi/2) for `quarter_turns` 0 or 1, in half the time of sincos().
/// Minimax fit on [-pi/2, pi/2], error 1e-16.
template <class P>
[[gnu::always_inline]] inline P sine(P x, double quarter_turns) {
  constexpr double kOneOverPi = 0x1.45f306dc9c883p-2;
  const P shifted = (x * kOneOverPi + 0.5 * quarter_turns) + kToInteger;
  const P half_turns = (shifted - kToInteger) - 0.5 * quarter_turns;
  const P r = ((x - half_turns * kPiHigh) - half_turns * kPiMiddle) - half_turns * kPiLow;
  const P r2 = r * r;
  const P s =
      r + r * r2 *
              polynomial(r2, r2 * r2, -0x1.5555555555421p-3, 0x1.111111110723ap-7,
                         -0x1.a01a0198a4c72p-13, 0x1.71de3790395e0p-19, -0x1.ae6335183ef4bp-26,
                         0x1.60e23f9cc5451p-33, -0x1.9e96f0f010fe1p-41);
  return negate_where<0>(shifted, s);
}

/// Sine and cosine of an angle of at most 0.002 rad, errors below 1e-16.
template <class P>
[[gnu::always_inline]] inline PackSinCos<P> sincos_of_small(P x) {
  const P x2 = x * x;
  return {x - x * x2 * (1.0 / 6.0), 1.0 - x2 * (0.5 - x2 * (1.0 / 24.0))};
}

/// Sine and cosine of a sum of angles.
template <class P>
[[gnu::always_inline]] inline PackSinCos<P> sum_of_angles(PackSinCos<P> a, PackSinCos<P> b) {
  return {a.sin * b.cos + a.cos * b.sin, a.cos * b.cos - a.sin * b.sin};
}

}  // namespace orbitmesh
