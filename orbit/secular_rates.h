#pragma once

namespace orbitmesh {

/// Mean rates of a circular orbit's angles under the Earth's J2 [rad/s].
struct SecularRates {
  double raan_rad_s = 0.0;
  double argument_of_latitude_rad_s = 0.0;  ///< argument of perigee + mean anomaly
};

/// First-order secular J2 rates (Vallado, Fundamentals of Astrodynamics and Applications,
/// 4th ed., sec. 9.6, secular rates of node, perigee and mean anomaly with e = 0). With
/// n = sqrt(mu / a^3) and k = 3/2 J2 (R / a)^2:
///   RAAN'                 = -k n cos i
///   argument of latitude' = n (1 + k (3 - 4 sin^2 i))
SecularRates j2_secular_rates(double semi_major_axis_m, double inclination_rad);

/// Keplerian period 2 pi sqrt(a^3 / mu) [s].
double keplerian_period_s(double semi_major_axis_m);

}  // namespace orbitmesh
