#include "mesh/phy/rain_attenuation.h"

#include <algorithm>
#include <cmath>

#include "core/math.h"

namespace orbitmesh {
namespace {

constexpr double kEffectiveEarthRadius_km = 8500.0;

/// Lengths in km, angles in degrees: the units of P.618's equations.
struct Geometry {
  double lat_deg;
  double elevation_deg;
  double sin_elevation;
  double cos_elevation;
  double rise_km;   ///< from the station to the rain height, positive
  double slant_km;  ///< along the path
};

double slant_km(double rise_km, double elevation_rad) {
  const double s = math::sin(elevation_rad);
  if (elevation_rad >= 5.0 * kDegree) return rise_km / s;
  return 2.0 * rise_km / (std::sqrt(s * s + 2.0 * rise_km / kEffectiveEarthRadius_km) + s);
}

double rise_km(const RainPath& path) { return (path.rain_height_m - path.station_height_m) * 1e-3; }

Geometry geometry(const RainPath& path) {
  const math::SinCos elevation = math::sincos(path.elevation_rad);
  return {std::fabs(path.lat_rad) / kDegree,
          path.elevation_rad / kDegree,
          elevation.sin,
          elevation.cos,
          rise_km(path),
          slant_km(rise_km(path), path.elevation_rad)};
}

// Steps 6 to 8: the horizontal reduction and the vertical adjustment factor.
double effective_path_km(const Geometry& g, double frequency_GHz, double gamma_dB_km) {
  const double ground_km = g.slant_km * g.cos_elevation;
  const double reduction = 1.0 / (1.0 + 0.78 * std::sqrt(ground_km * gamma_dB_km / frequency_GHz) -
                                  0.38 * (1.0 - math::exp(-2.0 * ground_km)));
  const double reduced_km = ground_km * reduction;
  const bool leaves_sideways =
      math::atan2(g.rise_km, reduced_km) > math::atan2(g.sin_elevation, g.cos_elevation);
  const double rainy_km =
      leaves_sideways ? reduced_km / g.cos_elevation : g.rise_km / g.sin_elevation;
  const double chi_deg = std::max(0.0, 36.0 - g.lat_deg);
  const double vertical = 31.0 * (1.0 - math::exp(-g.elevation_deg / (1.0 + chi_deg))) *
                          std::sqrt(rainy_km * gamma_dB_km) / (frequency_GHz * frequency_GHz);
  return rainy_km / (1.0 + std::sqrt(g.sin_elevation) * (vertical - 0.45));
}

// Step 10: how latitude and elevation bend the distribution.
double beta(const Geometry& g, double percent) {
  if (percent >= 1.0 || g.lat_deg >= 36.0) return 0.0;
  const double by_latitude = -0.005 * (g.lat_deg - 36.0);
  return g.elevation_deg >= 25.0 ? by_latitude : by_latitude + 1.8 - 4.25 * g.sin_elevation;
}

}  // namespace

double slant_length_below_rain_m(const RainPath& path) {
  return rise_km(path) > 0 ? 1e3 * slant_km(rise_km(path), path.elevation_rad) : 0.0;
}

double exceeded_rain_attenuation_dB(const RainPath& path, const Carrier& carrier, RainRate r001,
                                    double percent) {
  if (rise_km(path) <= 0 || r001.si <= 0) return 0.0;
  const Geometry g = geometry(path);
  const double gamma_dB_km =
      rain_specific_attenuation_dB_km(rain_power_law(carrier, path.elevation_rad), r001);
  const double a001_dB = gamma_dB_km * effective_path_km(g, to_GHz(carrier.frequency), gamma_dB_km);
  const double exponent = 0.655 + 0.033 * math::log(percent) - 0.045 * math::log(a001_dB) -
                          beta(g, percent) * (1.0 - percent) * g.sin_elevation;
  return a001_dB * math::pow(percent / 0.01, -exponent);
}

double rain_attenuation_dB(const RainPath& path, const Carrier& carrier, RainRate rain) {
  if (rise_km(path) <= 0 || rain.si <= 0) return 0.0;
  const Geometry g = geometry(path);
  const double gamma_dB_km =
      rain_specific_attenuation_dB_km(rain_power_law(carrier, path.elevation_rad), rain);
  const double effective_km = effective_path_km(g, to_GHz(carrier.frequency), gamma_dB_km);
  return gamma_dB_km * std::min(effective_km, g.slant_km);
}

}  // namespace orbitmesh
