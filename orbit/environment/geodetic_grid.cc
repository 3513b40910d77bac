#include "orbit/environment/geodetic_grid.h"

#include <algorithm>
#include <stdexcept>

#include "core/math.h"

namespace orbitmesh {
namespace {

float log_linear(float below, float above, float share) {
  if (share <= 0) return below;
  if (share >= 1) return above;
  if (below <= 0 || above <= 0) return 0;
  return static_cast<float>(below * math::exp(share * math::log(double{above} / below)));
}

}  // namespace

GeodeticGrid::GeodeticGrid(std::vector<float> heights_km) : heights_km_(std::move(heights_km)) {
  if (heights_km_.size() < 2) throw std::invalid_argument("a grid needs two layers");
  nodes_.resize(heights_km_.size() * kLatitudes * kColumns);
  active_.resize((heights_km_.size() - 1) * kCells);
}

void GeodeticGrid::set(int layer, int lat, int lon, const GridLanes& values) {
  nodes_[index(layer, lat, lon)] = values;
  if (lon == 0) nodes_[index(layer, lat, kLongitudes)] = values;
  mark_cells(layer, lat, lon);
}

void GeodeticGrid::mark_cells(int layer, int lat, int lon) {
  for (int k = std::max(layer - 1, 0); k <= std::min(layer, layers() - 2); ++k) {
    for (int i = std::max(lat - 1, 0); i <= std::min(lat, kLatitudes - 2); ++i) {
      for (const int j : {lon, (lon + kLongitudes - 1) % kLongitudes}) {
        active_[static_cast<std::size_t>(k) * kCells +
                static_cast<std::size_t>(i * kLongitudes + j)] = 1;
      }
    }
  }
}

int GeodeticGrid::layer_below(float height_km) const {
  int layer = 0;
  for (int k = 1; k < layers() - 1; ++k) {
    layer += height_km >= heights_km_[static_cast<std::size_t>(k)] ? 1 : 0;
  }
  return layer;
}

GeodeticGrid::Cell GeodeticGrid::cell_of(GridPoint where) {
  const float y = (where.lat_deg + 90.0F) / kPitch_deg;
  const float x = (where.lon_deg + 180.0F) / kPitch_deg;
  const int lat = std::clamp(static_cast<int>(y), 0, kLatitudes - 2);
  const int lon = std::clamp(static_cast<int>(x), 0, kLongitudes - 1);
  return {lat, lon, y - static_cast<float>(lat), x - static_cast<float>(lon)};
}

/// Bilinear in one layer.
GridLanes GeodeticGrid::flat(int layer, const Cell& cell) const {
  const GridLanes* south = &nodes_[index(layer, cell.lat, cell.lon)];
  const GridLanes* north = south + kColumns;
  GridLanes values;
  for (std::size_t l = 0; l < kGridLanes; ++l) {
    const float s = south[0].at[l] + cell.east * (south[1].at[l] - south[0].at[l]);
    const float n = north[0].at[l] + cell.east * (north[1].at[l] - north[0].at[l]);
    values.at[l] = s + cell.north * (n - s);
  }
  return values;
}

void GeodeticGrid::sample(GridPoint where, GridLanes& out) const {
  const Cell cell = cell_of(where);
  const int k = layer_below(where.height_km);
  const auto number = static_cast<std::size_t>(cell.lat * kLongitudes + cell.lon);
  if (active_[static_cast<std::size_t>(k) * kCells + number] == 0) {
    out = {};
    return;
  }
  const float low_km = heights_km_[static_cast<std::size_t>(k)];
  const float high_km = heights_km_[static_cast<std::size_t>(k) + 1];
  const float share = std::clamp((where.height_km - low_km) / (high_km - low_km), 0.0F, 1.0F);
  const GridLanes below = flat(k, cell);
  const GridLanes above = flat(k + 1, cell);
  for (std::size_t l = 0; l < kGridLanes; ++l) {
    out.at[l] = log_linear(below.at[l], above.at[l], share);
  }
}

float GeodeticGrid::peak(std::size_t lane, float height_km) const {
  const int k = layer_below(height_km);
  float most = 0;
  for (std::size_t n = index(k, 0, 0); n < index(k + 2, 0, 0); ++n) {
    most = std::max(most, nodes_[n].at[lane]);
  }
  return most;
}

}  // namespace orbitmesh
