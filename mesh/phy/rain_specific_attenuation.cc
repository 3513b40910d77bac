#include "mesh/phy/rain_specific_attenuation.h"

#include <array>
#include <cstddef>

#include "core/math.h"

namespace orbitmesh {
namespace {

constexpr double kLn10 = 2.302585092994046;

/// A bell a exp(-((x - b) / c)^2) over x = log10 of the frequency in GHz.
struct Bell {
  double a;
  double b;
  double c;
};

/// Sum of bells plus a straight line: how P.838-3 writes log10 k and alpha.
template <std::size_t N>
struct Curve {
  std::array<Bell, N> bells;
  double slope;
  double offset;

  double at(double log_GHz) const {
    double sum = slope * log_GHz + offset;
    for (const Bell& bell : bells) {
      const double s = (log_GHz - bell.b) / bell.c;
      sum += bell.a * math::exp(-s * s);
    }
    return sum;
  }
};

constexpr Curve<4> kLogKHorizontal{{{{-5.33980, -0.10008, 1.13098},
                                     {-0.35351, 1.26970, 0.45400},
                                     {-0.23789, 0.86036, 0.15354},
                                     {-0.94158, 0.64552, 0.16817}}},
                                   -0.18961,
                                   0.71147};
constexpr Curve<4> kLogKVertical{{{{-3.80595, 0.56934, 0.81061},
                                   {-3.44965, -0.22911, 0.51059},
                                   {-0.39902, 0.73042, 0.11899},
                                   {0.50167, 1.07319, 0.27195}}},
                                 -0.16398,
                                 0.63297};
constexpr Curve<5> kAlphaHorizontal{{{{-0.14318, 1.82442, -0.55187},
                                      {0.29591, 0.77564, 0.19822},
                                      {0.32177, 0.63773, 0.13164},
                                      {-5.37610, -0.96230, 1.47828},
                                      {16.1721, -3.29980, 3.43990}}},
                                    0.67849,
                                    -1.95537};
constexpr Curve<5> kAlphaVertical{{{{-0.07771, 2.33840, -0.76284},
                                    {0.56727, 0.95545, 0.54039},
                                    {-0.20238, 1.14520, 0.26809},
                                    {-48.2991, 0.791669, 0.116226},
                                    {48.5833, 0.791459, 0.116479}}},
                                  -0.053739,
                                  0.83433};

}  // namespace

RainPowerLaw rain_power_law(const Carrier& carrier, double elevation_rad) {
  const double log_GHz = math::log(to_GHz(carrier.frequency)) / kLn10;
  const double k_h = math::exp(kLn10 * kLogKHorizontal.at(log_GHz));
  const double k_v = math::exp(kLn10 * kLogKVertical.at(log_GHz));
  const double alpha_h = kAlphaHorizontal.at(log_GHz);
  const double alpha_v = kAlphaVertical.at(log_GHz);
  const double cos_elevation = math::cos(elevation_rad);
  const double mix = cos_elevation * cos_elevation * math::cos(2.0 * carrier.polarisation_tilt_rad);
  RainPowerLaw law;
  law.k = (k_h + k_v + (k_h - k_v) * mix) / 2.0;
  law.alpha =
      (k_h * alpha_h + k_v * alpha_v + (k_h * alpha_h - k_v * alpha_v) * mix) / (2.0 * law.k);
  return law;
}

double rain_specific_attenuation_dB_km(const RainPowerLaw& law, RainRate rain) {
  return rain.si > 0 ? law.k * math::pow(to_mm_h(rain), law.alpha) : 0.0;
}

}  // namespace orbitmesh
