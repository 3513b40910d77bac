#include "mesh/phy/gas_attenuation.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/math.h"
#include "mesh/phy/gas_spectral_lines.h"
#include "mesh/phy/radio_units.h"

namespace orbitmesh {
namespace {

double square(double x) { return x * x; }

/// Gaussian bell of height `height` at `centre_GHz`.
double bell(double height, double f_GHz, double centre_GHz, double width_GHz) {
  return height * math::exp(-square((f_GHz - centre_GHz) / width_GHz));
}

double vapour_pressure_hPa(const SurfaceAir& air) {
  return air.vapour_g_m3 * air.temperature_K / 216.7;
}

/// Total pressure as a ratio to 1013.25 hPa.
double pressure_ratio(const SurfaceAir& air) {
  return (air.dry_pressure_hPa + vapour_pressure_hPa(air)) / 1013.25;
}

// Equation 5: van Vleck and Weisskopf's shape with overlap `delta`.
double line_shape(double f_GHz, double line_GHz, double width_GHz, double delta) {
  const double below = line_GHz - f_GHz;
  const double above = line_GHz + f_GHz;
  return f_GHz / line_GHz *
         ((width_GHz - delta * below) / (square(below) + square(width_GHz)) +
          (width_GHz - delta * above) / (square(above) + square(width_GHz)));
}

// Equation 8: the non-resonant spectrum of oxygen below 10 GHz and of nitrogen above 100.
double dry_continuum(double f_GHz, double p_hPa, double e_hPa, double theta) {
  const double d = 5.6e-4 * (p_hPa + e_hPa) * math::pow(theta, 0.8);
  const double debye = 6.14e-5 / (d * (1.0 + square(f_GHz / d)));
  const double nitrogen =
      1.4e-12 * p_hPa * math::pow(theta, 1.5) / (1.0 + 1.9e-5 * math::pow(f_GHz, 1.5));
  return f_GHz * p_hPa * square(theta) * (debye + nitrogen);
}

double oxygen_refractivity(double f_GHz, double p_hPa, double e_hPa, double theta) {
  const double theta08 = math::pow(theta, 0.8);
  double sum = dry_continuum(f_GHz, p_hPa, e_hPa, theta);
  for (const OxygenLine& line : kOxygenLines) {
    const double strength =
        line.a1 * 1e-7 * p_hPa * theta * theta * theta * math::exp(line.a2 * (1.0 - theta));
    const double pressure_width_GHz =
        line.a3 * 1e-4 * (p_hPa * math::pow(theta, 0.8 - line.a4) + 1.1 * e_hPa * theta);
    const double width_GHz = std::sqrt(square(pressure_width_GHz) + 2.25e-6);  // Zeeman
    const double delta = (line.a5 + line.a6 * theta) * 1e-4 * (p_hPa + e_hPa) * theta08;
    sum += strength * line_shape(f_GHz, line.frequency_GHz, width_GHz, delta);
  }
  return sum;
}

double vapour_refractivity(double f_GHz, double p_hPa, double e_hPa, double theta) {
  const double theta35 = math::pow(theta, 3.5);
  double sum = 0;
  for (const VapourLine& line : kVapourLines) {
    const double strength = line.b1 * 1e-1 * e_hPa * theta35 * math::exp(line.b2 * (1.0 - theta));
    const double pressure_width_GHz =
        line.b3 * 1e-4 *
        (p_hPa * math::pow(theta, line.b4) + line.b5 * e_hPa * math::pow(theta, line.b6));
    const double width_GHz =  // with Doppler broadening
        0.535 * pressure_width_GHz + std::sqrt(0.217 * square(pressure_width_GHz) +
                                               2.1316e-12 * square(line.frequency_GHz) / theta);
    sum += strength * line_shape(f_GHz, line.frequency_GHz, width_GHz, 0.0);
  }
  return sum;
}

double oxygen_dB_km(double f_GHz, const SurfaceAir& air) {
  return 0.1820 * f_GHz *
         oxygen_refractivity(f_GHz, air.dry_pressure_hPa, vapour_pressure_hPa(air),
                             300.0 / air.temperature_K);
}

double vapour_dB_km(double f_GHz, const SurfaceAir& air) {
  return 0.1820 * f_GHz *
         vapour_refractivity(f_GHz, air.dry_pressure_hPa, vapour_pressure_hPa(air),
                             300.0 / air.temperature_K);
}

// Equation 33 with table 3: the isolated lines of oxygen.
double isolated_oxygen_lines(double f_GHz, double rp) {
  constexpr std::array<std::array<double, 2>, 7> kLines{{{118.750334, 0.1597},
                                                         {368.498246, 0.1066},
                                                         {424.763020, 0.1325},
                                                         {487.249273, 0.1242},
                                                         {715.392902, 0.0938},
                                                         {773.839490, 0.1448},
                                                         {834.145546, 0.1374}}};
  double sum = 0;
  for (const auto& [line_GHz, c] : kLines) {
    sum += c * math::exp(2.12 * rp) / (square(f_GHz - line_GHz) + 0.025 * math::exp(2.2 * rp));
  }
  return sum;
}

// Equations 30 to 34.
double oxygen_height_km(double f, const SurfaceAir& air) {
  const double rp = pressure_ratio(air);
  const double complex_60_GHz =
      5.1040 / (1.0 + 0.066 * math::pow(rp, -2.3)) *
      math::exp(-square((f - 59.7) / (2.87 + 12.4 * math::exp(-7.9 * rp))));
  const double continuum = 0.0114 * f / (1.0 + 0.14 * math::pow(rp, -2.6)) *
                           (15.02 * f * f - 1353.0 * f + 5.333e4) /
                           (f * f * f - 151.3 * f * f + 9629.0 * f - 6803.0);
  const double a = 0.7832 + 0.00709 * (air.temperature_K - 273.15);
  const double height_km = 6.1 * a / (1.0 + 0.17 * math::pow(rp, -1.1)) *
                           (1.0 + complex_60_GHz + isolated_oxygen_lines(f, rp) + continuum);
  return f < 70.0 ? std::min(height_km, 10.7 * math::pow(rp, 0.3)) : height_km;
}

// Equations 35 to 38 with table 4.
double vapour_height_km(double f_GHz, const SurfaceAir& air) {
  constexpr std::array<std::array<double, 3>, 14> kLines{{{22.23508, 1.52, 2.56},
                                                          {183.310087, 7.62, 10.2},
                                                          {325.152888, 1.56, 2.7},
                                                          {380.197353, 4.15, 5.7},
                                                          {439.150807, 0.2, 0.91},
                                                          {448.001085, 1.63, 2.46},
                                                          {474.689092, 0.76, 2.22},
                                                          {488.490108, 0.26, 2.49},
                                                          {556.935985, 7.81, 10.0},
                                                          {620.70087, 1.25, 2.35},
                                                          {752.033113, 16.2, 20.0},
                                                          {916.171582, 1.47, 2.58},
                                                          {970.315022, 1.36, 2.44},
                                                          {987.926764, 1.6, 1.86}}};
  const double celsius = air.temperature_K - 273.15;
  const double a = 1.9298 - 0.04166 * celsius + 0.0517 * air.vapour_g_m3;
  const double b = 1.1674 - 0.00622 * celsius + 0.0063 * air.vapour_g_m3;
  const double sigma = 1.013 / (1.0 + math::exp(-8.6 * (pressure_ratio(air) - 0.57)));
  double sum = 0;
  for (const auto& [line_GHz, ai, bi] : kLines) {
    sum += ai * sigma / (square(f_GHz - line_GHz) + bi * sigma);
  }
  return a + b * sum;
}

}  // namespace

GasSpecificAttenuation gas_specific_attenuation(Frequency frequency, const SurfaceAir& air) {
  const double f_GHz = to_GHz(frequency);
  return {oxygen_dB_km(f_GHz, air), vapour_dB_km(f_GHz, air)};
}

double zenith_oxygen_attenuation_dB(Frequency frequency, const SurfaceAir& air) {
  const double f_GHz = to_GHz(frequency);
  return oxygen_dB_km(f_GHz, air) * oxygen_height_km(f_GHz, air);
}

double zenith_vapour_attenuation_dB(Frequency frequency, const SurfaceAir& air) {
  const double f_GHz = to_GHz(frequency);
  return vapour_dB_km(f_GHz, air) * vapour_height_km(f_GHz, air);
}

double zenith_vapour_attenuation_dB(Frequency frequency, double vapour_column_kg_m2,
                                    double station_height_m) {
  constexpr double kReference_GHz = 20.6;
  if (vapour_column_kg_m2 <= 0) return 0.0;
  const double f = to_GHz(frequency);
  SurfaceAir air;
  air.dry_pressure_hPa = 845.0;
  air.vapour_g_m3 = vapour_column_kg_m2 / 2.38;
  air.temperature_K = 14.0 * math::log(0.22 * vapour_column_kg_m2 / 2.38) + 276.15;
  const double at_sea_level_dB =
      0.0176 * vapour_column_kg_m2 * vapour_dB_km(f, air) / vapour_dB_km(kReference_GHz, air);
  if (f < 20.0) return at_sea_level_dB;
  const double a = bell(0.2048, f, 22.43, 3.097) + bell(0.2326, f, 183.5, 4.096) +
                   bell(0.2073, f, 325.0, 3.651) - 0.1113;
  const double b = 8.741e4 * math::exp(-0.587 * f) + 312.2 * math::pow(f, -2.38) + 0.723;
  const double height_km = std::clamp(station_height_m * 1e-3, 0.0, 4.0);
  return at_sea_level_dB * (a * math::pow(height_km, b) + 1.0);
}

double zenith_gas_attenuation_dB(Frequency frequency, const SurfaceAir& air) {
  return zenith_oxygen_attenuation_dB(frequency, air) +
         zenith_vapour_attenuation_dB(frequency, air);
}

}  // namespace orbitmesh
