#pragma once

#include <algorithm>
#include <cmath>

#include "core/math.h"
#include "core/units.h"
#include "nodes/power/solar_array.h"
#include "orbit/earth.h"

namespace orbitmesh {

/// Stefan-Boltzmann constant [W/(m2 K4)] (CODATA 2018, exact).
inline constexpr double kStefanBoltzmann_W_m2_K4 = 5.670374419e-8;
/// Mean outgoing long-wave radiation of the Earth [W/m2] and its albedo (CERES, rounded).
inline constexpr double kEarthInfrared_W_m2 = 238.0;
inline constexpr double kEarthAlbedo = 0.30;

/// Net power that one square metre of a surface radiates to an environment that looks like a
/// black body of `sink_k` [W/m2].
inline double net_radiation_w_m2(double emissivity, double view, double temperature_k,
                                 double sink_k) {
  const double t2 = temperature_k * temperature_k;
  const double s2 = sink_k * sink_k;
  return emissivity * view * kStefanBoltzmann_W_m2_K4 * (t2 * t2 - s2 * s2);
}

/// Share of the sky that the Earth fills for one side of a plate that stands on edge over it, as
/// a radiator in the plane of local vertical does, at `radius_m` from the Earth's centre. Closed
/// form for a sphere and a plate whose normal is horizontal: (atan(1/s) - s/h2)/pi with
/// h = r/R, s = sqrt(h2 - 1).
inline double earth_view_of_upright_plate(double radius_m) {
  const double h2 = (radius_m / kEarthEquatorialRadius_m) * (radius_m / kEarthEquatorialRadius_m);
  const double s = std::sqrt(h2 - 1.0);
  return (math::atan2(1.0, s) - s / h2) / kPi;
}

/// A radiator with all that has its temperature, and chips that follow it at once or have a heat
/// capacity of their own (nodes/power/two_node_heat.h); docs/models/thermal.md.
struct HeatBalance {
  double capacity_j_k = 1.0;       ///< of the radiator and what it carries [J/K], > 0
  double emission_w_k4 = 0.0;      ///< emissivity x view x sigma x area, all sides [W/K4], > 0
  double sun_w = 0.0;              ///< absorbed in full sunlight at 1 AU [W]
  double albedo_w = 0.0;           ///< absorbed of the light of a fully lit Earth [W]
  double infrared_w = 0.0;         ///< absorbed of the Earth's own radiation [W]
  double junction_k_w = 0.0;       ///< chips over radiator [K/W of computing power]
  double chip_capacity_j_k = 0.0;  ///< of the chips [J/K]; 0: they follow the radiator at once

  /// Whether the chips have a temperature of their own, apart from radiator and power.
  bool two_nodes() const { return chip_capacity_j_k > 0.0; }
  /// Absorbed from outside [W]. `irradiance` as in array_power_w(); `sun_height` is the cosine of
  /// the Sun's zenith angle under the satellite, below 0 at night.
  double absorbed_w(double irradiance, double sun_height) const {
    return sun_w * irradiance + albedo_w * std::max(0.0, sun_height) + infrared_w;
  }
  /// Temperature at which a constant power in [W] leaves as radiation [K].
  double steady_k(double in_w) const { return std::sqrt(std::sqrt(in_w / emission_w_k4)); }
};

/// Greatest rate of relaxation [1/s] between two temperatures: 4 E T3 / C.
inline double heat_rate_1_s(const HeatBalance& heat, double hottest_k) {
  return 4.0 * heat.emission_w_k4 * hottest_k * hottest_k * hottest_k / heat.capacity_j_k;
}

/// Longest step of the integration, over the time constant of the balance.
inline constexpr double kLongestHeatStep = 0.25;

/// Steps that heat_step() takes for `dt_s`.
inline double heat_steps(const HeatBalance& heat, double temperature_k, double in_w, double dt_s) {
  const double hottest_k = std::max(temperature_k, heat.steady_k(in_w));
  return std::max(1.0, std::ceil(dt_s * heat_rate_1_s(heat, hottest_k) / kLongestHeatStep));
}

/// One step of the classical Runge-Kutta method for C dT/dt = in - E T4.
inline double heat_runge_kutta(double temperature_k, double in_w, double emission_w_k4,
                               double capacity_j_k, double h_s) {
  const auto slope = [=](double t) {
    return (in_w - emission_w_k4 * (t * t) * (t * t)) / capacity_j_k;
  };
  const double k1 = slope(temperature_k);
  const double k2 = slope(temperature_k + 0.5 * h_s * k1);
  const double k3 = slope(temperature_k + 0.5 * h_s * k2);
  const double k4 = slope(temperature_k + h_s * k3);
  return temperature_k + h_s / 6.0 * (k1 + 2.0 * (k2 + k3) + k4);
}

/// Temperature after `dt_s` under constant power [K]. Steps no longer than a quarter of the
/// shortest time constant on the way keep it stable for any `dt_s`, and within 2e-5 of the
/// distance to the steady temperature (tests/nodes/power/heat_balance_test.cc).
inline double heat_step(const HeatBalance& heat, double temperature_k, double in_w, double dt_s) {
  const double steps = heat_steps(heat, temperature_k, in_w, dt_s);
  const double h_s = dt_s / steps;
  for (double i = 0.0; i < steps; i += 1.0) {
    temperature_k =
        heat_runge_kutta(temperature_k, in_w, heat.emission_w_k4, heat.capacity_j_k, h_s);
  }
  return temperature_k;
}

}  // namespace orbitmesh
