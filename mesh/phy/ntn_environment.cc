#include "mesh/phy/ntn_environment.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr double kStep_rad = 10.0 * kDegree;

/// What TR 38.811 says for one elevation.
struct Row {
  double line_of_sight;
  double s_band_los_dB, s_band_nlos_dB, s_band_clutter_dB;
  double ka_band_los_dB, ka_band_nlos_dB, ka_band_clutter_dB;
};

/// Rows for 10, 20, .. 90 deg.
using Table = std::array<Row, 9>;

// clang-format off
constexpr Table kDenseUrban{{
    {0.282, 3.5, 15.5, 34.3, 2.9, 17.1, 44.3},
    {0.331, 3.4, 13.9, 30.9, 2.4, 17.1, 39.9},
    {0.398, 2.9, 12.4, 29.0, 2.7, 15.6, 37.5},
    {0.468, 3.0, 11.7, 27.7, 2.4, 14.6, 35.8},
    {0.537, 3.1, 10.6, 26.8, 2.4, 14.2, 34.6},
    {0.612, 2.7, 10.5, 26.2, 2.7, 12.6, 33.8},
    {0.738, 2.5, 10.1, 25.8, 2.6, 12.1, 33.3},
    {0.82, 2.3, 9.2, 25.5, 2.8, 12.3, 33.0},
    {0.981, 1.2, 9.2, 25.5, 0.6, 12.3, 32.9},
}};
constexpr Table kUrban{{
    {0.246, 4.0, 6.0, 34.3, 4.0, 6.0, 44.3},
    {0.386, 4.0, 6.0, 30.9, 4.0, 6.0, 39.9},
    {0.493, 4.0, 6.0, 29.0, 4.0, 6.0, 37.5},
    {0.613, 4.0, 6.0, 27.7, 4.0, 6.0, 35.8},
    {0.726, 4.0, 6.0, 26.8, 4.0, 6.0, 34.6},
    {0.805, 4.0, 6.0, 26.2, 4.0, 6.0, 33.8},
    {0.919, 4.0, 6.0, 25.8, 4.0, 6.0, 33.3},
    {0.968, 4.0, 6.0, 25.5, 4.0, 6.0, 33.0},
    {0.992, 4.0, 6.0, 25.5, 4.0, 6.0, 32.9},
}};
constexpr Table kSuburbanRural{{
    {0.782, 1.79, 8.93, 19.52, 1.9, 10.7, 29.5},
    {0.869, 1.14, 9.08, 18.17, 1.6, 10.0, 24.6},
    {0.919, 1.14, 8.78, 18.42, 1.9, 11.2, 21.9},
    {0.929, 0.92, 10.25, 18.28, 2.3, 11.6, 20.0},
    {0.935, 1.42, 10.56, 18.63, 2.7, 11.8, 18.7},
    {0.94, 1.56, 10.74, 17.68, 3.1, 10.8, 17.8},
    {0.949, 0.85, 10.17, 16.5, 3.0, 10.8, 17.2},
    {0.952, 0.72, 11.52, 16.3, 3.6, 10.8, 16.9},
    {0.998, 0.72, 11.52, 16.3, 0.4, 10.8, 16.8},
}};
// clang-format on

const Table& table(NtnEnvironment environment) {
  switch (environment) {
    case NtnEnvironment::kDenseUrban:
      return kDenseUrban;
    case NtnEnvironment::kUrban:
      return kUrban;
    case NtnEnvironment::kSuburbanRural:
      break;
  }
  return kSuburbanRural;
}

// The column `value` at an elevation, by straight lines; constant beyond the ends.
double interpolate(const Table& rows, double elevation_rad, double Row::*value) {
  const double last = static_cast<double>(rows.size() - 1);
  const double x = std::clamp(elevation_rad / kStep_rad - 1.0, 0.0, last);
  const std::size_t i = std::min(static_cast<std::size_t>(x), rows.size() - 2);
  const double a = rows[i].*value;
  const double b = rows[i + 1].*value;
  return a + (b - a) * (x - static_cast<double>(i));
}

}  // namespace

double line_of_sight_probability(NtnEnvironment environment, double elevation_rad) {
  return interpolate(table(environment), elevation_rad, &Row::line_of_sight);
}

NtnShadowing ntn_shadowing(NtnEnvironment environment, NtnBand band, double elevation_rad) {
  const Table& rows = table(environment);
  const auto at = [&](double Row::*value) { return interpolate(rows, elevation_rad, value); };
  if (band == NtnBand::kS) {
    return {at(&Row::s_band_los_dB), at(&Row::s_band_nlos_dB), at(&Row::s_band_clutter_dB)};
  }
  return {at(&Row::ka_band_los_dB), at(&Row::ka_band_nlos_dB), at(&Row::ka_band_clutter_dB)};
}

}  // namespace orbitmesh
