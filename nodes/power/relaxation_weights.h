#pragma once

#include "core/math.h"

namespace orbitmesh {

/// Weights of one step of the fourth-order exponential Runge-Kutta method of Cox and Matthews
/// (J. Comput. Phys. 176, 2002, eqs. 26-29) for dy/dt = -y/tau + N(t, y). A constant N is met
/// exactly, however long the step is against tau.
struct RelaxationWeights {
  double half_left = 1.0;  ///< of y after half a step, without N
  double left = 1.0;       ///< the same after the whole step
  double half_s = 0.0;     ///< weight of N over half a step [s]
  double begin_s = 0.0;    ///< weights of N over the whole step: at its beginning [s],
  double middle_s = 0.0;   ///< of each of the two in its middle [s],
  double end_s = 0.0;      ///< and at its end [s]
};

namespace relaxation_detail {

/// exp(z), and phi_k(z) = integral over [0, 1] of exp((1 - s) z) s^(k-1) / (k-1)! ds.
struct PhiFunctions {
  double exp = 1.0;
  double one = 1.0;
  double two = 1.0 / 2.0;
  double three = 1.0 / 6.0;
};

/// For z <= 0. Near 0, where their recurrence from exp(z) cancels, phi_3 is its Taylor series up
/// to z^11, which leaves out 1e-15 of it at most, and the others follow from it.
inline PhiFunctions phi_functions(double z) {
  constexpr double kSeries = -0.5;
  if (z < kSeries) {
    const double exp = math::exp(z);
    const double one = (exp - 1.0) / z;
    const double two = (one - 1.0) / z;
    return {exp, one, two, (two - 0.5) / z};
  }
  constexpr double kTaylor[] = {1.0 / 87'178'291'200,
                                1.0 / 6'227'020'800,
                                1.0 / 479'001'600,
                                1.0 / 39'916'800,
                                1.0 / 3'628'800,
                                1.0 / 362'880,
                                1.0 / 40'320,
                                1.0 / 5'040,
                                1.0 / 720,
                                1.0 / 120,
                                1.0 / 24,
                                1.0 / 6};
  double three = 0.0;
  for (const double coefficient : kTaylor) three = coefficient + z * three;
  const double two = 0.5 + z * three;
  const double one = 1.0 + z * two;
  return {1.0 + z * one, one, two, three};
}

/// At 2 z, without cancellation.
inline PhiFunctions doubled(const PhiFunctions& phi) {
  return {phi.exp * phi.exp, 0.5 * phi.one * (phi.exp + 1.0),
          0.25 * (phi.one * phi.one + 2.0 * phi.two),
          0.125 * (phi.one * phi.two + phi.two + 2.0 * phi.three)};
}

}  // namespace relaxation_detail

/// For a step of `h_s` >= 0 and a time constant of `tau_s` > 0.
inline RelaxationWeights relaxation_weights(double h_s, double tau_s) {
  const auto half = relaxation_detail::phi_functions(-0.5 * h_s / tau_s);
  const auto whole = relaxation_detail::doubled(half);
  return {half.exp,
          whole.exp,
          0.5 * h_s * half.one,
          h_s * (whole.one - 3.0 * whole.two + 4.0 * whole.three),
          h_s * (2.0 * whole.two - 4.0 * whole.three),
          h_s * (4.0 * whole.three - whole.two)};
}

}  // namespace orbitmesh
