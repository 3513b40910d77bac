#include "orbit/environment/trapped_protons.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "core/math.h"
#include "core/units.h"
#include "orbit/environment/embedded_tables.h"
#include "orbit/environment/number_table.h"

namespace orbitmesh {
namespace {

constexpr double kDrift_deg_yr = 0.3;
constexpr double kMinYear = 1960;  // of the field that AP-8 MIN is tied to
constexpr double kMaxYear = 1970;
constexpr std::size_t kEnergies = kTrappedEnergies_MeV.size();

int node_number(double degrees, double first) {
  return static_cast<int>((degrees - first) / GeodeticGrid::kPitch_deg);
}

float wrapped_deg(double lon_deg) {
  const double turn = std::floor((lon_deg + 180) / 360);
  return static_cast<float>(lon_deg - 360 * turn);
}

GeodeticGrid read_grid(std::string_view packed) {
  const NumberTable table = NumberTable::unpack(packed);
  std::vector<float> heights_km;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto height_km = static_cast<float>(table.at(row, 0));
    if (heights_km.empty() || heights_km.back() != height_km) heights_km.push_back(height_km);
  }
  GeodeticGrid grid(heights_km);
  int layer = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    while (grid.heights_km()[static_cast<std::size_t>(layer)] !=
           static_cast<float>(table.at(row, 0))) {
      ++layer;
    }
    GridLanes fluxes;
    for (std::size_t e = 0; e < kEnergies; ++e) {
      fluxes.at[e] = static_cast<float>(table.at(row, 3 + e));
    }
    grid.set(layer, node_number(table.at(row, 1), -90), node_number(table.at(row, 2), -180),
             fluxes);
  }
  return grid;
}

float blend(float at_minimum, float at_maximum, double activity) {
  if (at_minimum <= 0 || at_maximum <= 0) {
    return static_cast<float>((1 - activity) * at_minimum + activity * at_maximum);
  }
  return static_cast<float>(
      math::exp((1 - activity) * math::log(at_minimum) + activity * math::log(at_maximum)));
}

/// AP-8 MIN with AP-8 MAX mixed in, by the longitudes of the former.
GeodeticGrid blended_grid(double activity) {
  GeodeticGrid grid = read_grid(embedded_ap8_min());
  const GeodeticGrid maximum = read_grid(embedded_ap8_max());
  for (int k = 0; k < grid.layers(); ++k) {
    const float height_km = grid.heights_km()[static_cast<std::size_t>(k)];
    for (int i = 0; i < GeodeticGrid::kLatitudes; ++i) {
      for (int j = 0; j < GeodeticGrid::kLongitudes; ++j) {
        const double lon_deg = -180 + GeodeticGrid::kPitch_deg * j;
        GridLanes other;
        maximum.sample({-90 + GeodeticGrid::kPitch_deg * static_cast<float>(i),
                        wrapped_deg(lon_deg - kDrift_deg_yr * (kMaxYear - kMinYear)), height_km},
                       other);
        GridLanes fluxes = grid.node(k, i, j);
        for (std::size_t e = 0; e < kEnergies; ++e) {
          fluxes.at[e] = blend(fluxes.at[e], other.at[e], activity);
        }
        if (fluxes.at[0] > 0) grid.set(k, i, j, fluxes);
      }
    }
  }
  return grid;
}

GeodeticGrid grid_of(double activity) {
  if (!(activity >= 0 && activity <= 1)) {
    throw std::invalid_argument("solar activity must lie between 0 and 1");
  }
  if (activity == 0) return read_grid(embedded_ap8_min());
  if (activity == 1) return read_grid(embedded_ap8_max());
  return blended_grid(activity);
}

}  // namespace

TrappedProtons::TrappedProtons(double activity)
    : grid_(grid_of(activity)), reference_year_(activity == 1 ? kMaxYear : kMinYear) {}

double TrappedProtons::drift_deg(Epoch epoch) const {
  constexpr double kUnixEpoch_yr = 1970;
  const double days =
      static_cast<double>(epoch.day_since_1970()) + epoch.of_day().seconds() / kDay_s;
  const double year = kUnixEpoch_yr + days * kDay_s / kYear_s;
  return kDrift_deg_yr * (year - reference_year_);
}

float TrappedProtons::model_longitude_deg(float lon_deg, Epoch epoch) const {
  return wrapped_deg(lon_deg + drift_deg(epoch));
}

TrappedSpectrum TrappedProtons::spectrum(GridPoint where, Epoch epoch) const {
  where.lon_deg = model_longitude_deg(where.lon_deg, epoch);
  GridLanes fluxes;
  grid_.sample(where, fluxes);
  TrappedSpectrum spectrum;
  for (std::size_t e = 0; e < kEnergies; ++e) spectrum.above_cm2_s[e] = fluxes.at[e];
  return spectrum;
}

}  // namespace orbitmesh
