#include "orbit/sgp4/near_earth_terms.h"

#include <cmath>

#include "core/math.h"

namespace orbitmesh {
namespace {

constexpr double kLeastEccentricityOfDragTerms = 1e-4;

double square(double x) { return x * x; }
double fourth_power(double x) { return square(square(x)); }

double perigee_km(const MeanElements& mean, const GravityConstants& gravity) {
  return (mean.semi_major_axis * (1.0 - mean.eccentricity) - 1.0) * gravity.earth_radius_m / 1000.0;
}

/// Power-law atmosphere of density ((q0 - s) / (r - s))^4 and how the orbit lies in it.
struct Atmosphere {
  double s;      ///< [Earth radii from the centre]
  double xi;     ///< 1 / (a - s)
  double eta;    ///< a e xi
  double psi2;   ///< |1 - eta^2|
  double q;      ///< (q0 - s)^4 xi^4
  double q_psi;  ///< q / psi^7
};

Atmosphere atmosphere(const MeanElements& mean, const GravityConstants& gravity) {
  const double radius_km = gravity.earth_radius_m / 1000.0;
  const double perigee = perigee_km(mean, gravity);
  // Below 156 km of perigee the parameter s follows it down, to 20 km.
  const double s_km = perigee >= 156.0 ? 78.0 : perigee < 98.0 ? 20.0 : perigee - 78.0;
  Atmosphere air = {};
  air.s = s_km / radius_km + 1.0;
  air.xi = 1.0 / (mean.semi_major_axis - air.s);
  air.eta = mean.semi_major_axis * mean.eccentricity * air.xi;
  air.psi2 = std::fabs(1.0 - air.eta * air.eta);
  air.q = fourth_power((120.0 - s_km) / radius_km) * fourth_power(air.xi);
  air.q_psi = air.q / (air.psi2 * air.psi2 * air.psi2 * std::sqrt(air.psi2));
  return air;
}

/// [C1]: the rate at which drag shrinks the orbit.
double c1(const MeanElements& mean, const Atmosphere& air, const GravityConstants& gravity) {
  const double a = mean.semi_major_axis;
  const double eta2 = air.eta * air.eta;
  const double e_eta = mean.eccentricity * air.eta;
  const double con41 = 3.0 * square(mean.cos_inclination) - 1.0;
  const double c2 =
      air.q_psi * mean.mean_motion *
      (a * (1.0 + 1.5 * eta2 + e_eta * (4.0 + eta2)) +
       0.375 * gravity.j2 * air.xi / air.psi2 * con41 * (8.0 + 3.0 * eta2 * (8.0 + eta2)));
  return mean.bstar * c2;
}

/// [C4]: the rate at which drag makes the orbit rounder.
double c4(const MeanElements& mean, const Atmosphere& air, const GravityConstants& gravity) {
  const double a = mean.semi_major_axis;
  const double e = mean.eccentricity;
  const double eta2 = air.eta * air.eta;
  const double e_eta = e * air.eta;
  const double theta2 = square(mean.cos_inclination);
  const double j2_part =
      -3.0 * (3.0 * theta2 - 1.0) * (1.0 - 2.0 * e_eta + eta2 * (1.5 - 0.5 * e_eta)) +
      0.75 * (1.0 - theta2) * (2.0 * eta2 - e_eta * (1.0 + eta2)) *
          math::cos(2.0 * mean.argument_of_perigee_rad);
  return 2.0 * mean.mean_motion * air.q_psi * a * (1.0 - e * e) *
         (air.eta * (2.0 + 0.5 * eta2) + e * (0.5 + 2.0 * eta2) -
          gravity.j2 * air.xi / (a * air.psi2) * j2_part);
}

/// [C5]
double c5(const MeanElements& mean, const Atmosphere& air) {
  const double e = mean.eccentricity;
  const double eta2 = air.eta * air.eta;
  const double e_eta = e * air.eta;
  return 2.0 * air.q_psi * mean.semi_major_axis * (1.0 - e * e) *
         (1.0 + 2.75 * (eta2 + e_eta) + e_eta * eta2);
}

void set_epoch(NearEarthTerms<double>& terms, const MeanElements& mean,
               const GravityConstants& gravity) {
  terms.mean_anomaly = mean.mean_anomaly_rad;
  terms.argument_of_perigee = mean.argument_of_perigee_rad;
  terms.node = mean.node_rad;
  terms.eccentricity = mean.eccentricity;
  terms.semi_major_axis = mean.semi_major_axis;
  terms.sin_inclination = mean.sin_inclination;
  terms.cos_inclination = mean.cos_inclination;
  const LongPeriodTerms j3 = long_period_terms(mean.sin_inclination, mean.cos_inclination, gravity);
  terms.long_period_sine = j3.sine;
  terms.long_period_longitude = j3.longitude;
}

/// Secular rates under J2 (first and second order) and J4.
void set_rates(NearEarthTerms<double>& terms, const MeanElements& mean,
               const GravityConstants& gravity) {
  const double n = mean.mean_motion;
  const double theta = mean.cos_inclination;
  const double theta2 = theta * theta;
  const double theta4 = theta2 * theta2;
  const double beta2 = 1.0 - square(mean.eccentricity);
  const double beta = std::sqrt(beta2);
  const double inverse_p2 = 1.0 / square(mean.semi_major_axis * beta2);
  const double first = 1.5 * gravity.j2 * inverse_p2 * n;
  const double second = 0.5 * first * gravity.j2 * inverse_p2;
  const double fourth = -0.46875 * gravity.j4 * inverse_p2 * inverse_p2 * n;
  terms.mean_anomaly_rate = n + 0.5 * first * beta * (3.0 * theta2 - 1.0) +
                            0.0625 * second * beta * (13.0 - 78.0 * theta2 + 137.0 * theta4);
  terms.argument_of_perigee_rate = -0.5 * first * (1.0 - 5.0 * theta2) +
                                   0.0625 * second * (7.0 - 114.0 * theta2 + 395.0 * theta4) +
                                   fourth * (3.0 - 36.0 * theta2 + 49.0 * theta4);
  terms.node_rate =
      -first * theta +
      (0.5 * second * (4.0 - 19.0 * theta2) + 2.0 * fourth * (3.0 - 7.0 * theta2)) * theta;
  terms.node_drag = -3.5 * beta2 * first * theta * terms.axis_drag[0];
}

/// Drag that needs perigee and mean anomaly, and its higher orders in time.
void set_full_drag(NearEarthTerms<double>& terms, const MeanElements& mean, const Atmosphere& air,
                   const GravityConstants& gravity) {
  const double a = mean.semi_major_axis;
  const double e = mean.eccentricity;
  const double c1 = terms.axis_drag[0];
  const double c1_2 = c1 * c1;
  const double d2 = 4.0 * a * air.xi * c1_2;
  const double scale = d2 * air.xi * c1 / 3.0;
  const double d3 = (17.0 * a + air.s) * scale;
  const double d4 = 0.5 * scale * a * air.xi * (221.0 * a + 31.0 * air.s) * c1;
  terms.axis_drag[1] = d2;
  terms.axis_drag[2] = d3;
  terms.axis_drag[3] = d4;
  terms.longitude_drag[1] = mean.mean_motion * (d2 + 2.0 * c1_2);
  terms.longitude_drag[2] = mean.mean_motion * 0.25 * (3.0 * d3 + c1 * (12.0 * d2 + 10.0 * c1_2));
  terms.longitude_drag[3] =
      mean.mean_motion * 0.2 *
      (3.0 * d4 + 12.0 * c1 * d3 + 6.0 * d2 * d2 + 15.0 * c1_2 * (2.0 * d2 + c1_2));
  terms.eccentricity_drag_sine = mean.bstar * c5(mean, air);
  if (e <= kLeastEccentricityOfDragTerms) return;
  const double c3 = -2.0 * air.q * air.xi * (gravity.j3 / gravity.j2) * mean.mean_motion *
                    mean.sin_inclination / e;
  terms.perigee_drag = mean.bstar * c3 * math::cos(mean.argument_of_perigee_rad);
  terms.anomaly_drag = -2.0 / 3.0 * air.q * mean.bstar / (e * air.eta);
}

}  // namespace

LongPeriodTerms long_period_terms(double sin_inclination, double cos_inclination,
                                  const GravityConstants& gravity) {
  const double j3_j2 = gravity.j3 / gravity.j2;
  // At 180 deg the divisor would be zero.
  constexpr double kLeastDivisor = 1.5e-12;
  const double divisor =
      std::fabs(cos_inclination + 1.0) > kLeastDivisor ? 1.0 + cos_inclination : kLeastDivisor;
  return {-0.5 * j3_j2 * sin_inclination,
          -0.25 * j3_j2 * sin_inclination * (3.0 + 5.0 * cos_inclination) / divisor};
}

NearEarthTerms<double> near_earth_terms(const MeanElements& mean, const GravityConstants& gravity,
                                        bool simplified) {
  const Atmosphere air = atmosphere(mean, gravity);
  const math::SinCos anomaly = math::sincos(mean.mean_anomaly_rad);
  const double at_epoch = 1.0 + air.eta * anomaly.cos;
  NearEarthTerms<double> terms = {};
  set_epoch(terms, mean, gravity);
  terms.axis_drag[0] = c1(mean, air, gravity);
  terms.longitude_drag[0] = 1.5 * mean.mean_motion * terms.axis_drag[0];
  terms.eccentricity_drag = mean.bstar * c4(mean, air, gravity);
  terms.eta = air.eta;
  terms.sin_mean_anomaly = anomaly.sin;
  terms.anomaly_drag_at_epoch = at_epoch * at_epoch * at_epoch;
  set_rates(terms, mean, gravity);
  if (!simplified) set_full_drag(terms, mean, air, gravity);
  return terms;
}

bool has_low_perigee(const MeanElements& mean, const GravityConstants& gravity) {
  return perigee_km(mean, gravity) < 220.0;
}

}  // namespace orbitmesh
