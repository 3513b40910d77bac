#include "orbit/visibility_index.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/math.h"

namespace orbitmesh {
namespace {

/// Layers reach from the radius before to their own [m]. The lowest lies above every ground
/// site; all satellites of a layer are searched as if they were as high as its highest.
constexpr std::array<double, 7> kLayerRadii_m = {6.5e6, 7.2e6, 8e6, 11e6, 20e6, 36e6, 1e9};

/// Cells along each edge of a layer's cube: 580 km in low orbit.
constexpr int kCells = 24;

/// Far above the rounding of the bounds below, far below a cell.
constexpr double kMargin_m = 10.0;

/// Index of the layer of a radius, -1 for none (also for NaN).
int layer_of(double radius_m) {
  if (!(radius_m > kLayerRadii_m.front() && radius_m <= kLayerRadii_m.back())) return -1;
  const auto upper = std::lower_bound(kLayerRadii_m.begin() + 1, kLayerRadii_m.end(), radius_m);
  return static_cast<int>(upper - kLayerRadii_m.begin()) - 1;
}

/// Greatest distance from the site of a satellite at `radius_m` under the mask. The angle
/// between the line of sight and the site's own radius exceeds the angle from the zenith by
/// no more than the deflection of the ellipsoid's normal.
double longest_range_m(const GroundSite& site, double sin_min, double cos_min, double radius_m) {
  const double site_radius_m = norm(site.r_ecef_m);
  const double cos_deflection = dot(site.up_ecef, site.r_ecef_m) / site_radius_m;
  const double sin_deflection = norm(cross(site.up_ecef, site.r_ecef_m)) / site_radius_m;
  const double lowest_cos =
      sin_min <= -cos_deflection ? -1.0 : sin_min * cos_deflection - cos_min * sin_deflection;
  const double up_m = site_radius_m * lowest_cos;
  return std::sqrt(up_m * up_m + (radius_m - site_radius_m) * (radius_m + site_radius_m)) - up_m;
}

/// Greatest component along an axis of a unit vector at or above the mask, where the zenith's
/// component is `up`.
double reach(double up, double sin_min, double cos_min) {
  if (up >= sin_min) return 1.0;
  return up * sin_min + std::sqrt(std::max(0.0, 1 - up * up)) * cos_min;
}

}  // namespace

int VisibilityIndex::cell_on_axis(const Layer& layer, double coordinate_m) {
  const double cells = (coordinate_m + layer.highest_radius_m) * layer.cells_per_m;
  return std::clamp(static_cast<int>(cells), 0, kCells - 1);
}

int VisibilityIndex::cell_number(const Layer& layer, Vec3 r_ecef_m) {
  const int x = cell_on_axis(layer, r_ecef_m.x);
  const int y = cell_on_axis(layer, r_ecef_m.y);
  return (x * kCells + y) * kCells + cell_on_axis(layer, r_ecef_m.z);
}

void VisibilityIndex::sort_into_cells(Layer& layer) {
  layer.cells_per_m = kCells / (2 * layer.highest_radius_m);
  // Counts stand one element further on, so that their sums are the cells' beginnings; these
  // move to the cells' ends while entries are placed, which is the next cell's beginning.
  layer.first.assign(kCells * kCells * kCells + 2, 0);
  int* const next = layer.first.data() + 1;
  for (const Entry& entry : layer.unsorted) {
    ++next[static_cast<std::size_t>(cell_number(layer, entry.r_ecef_m)) + 1];
  }
  for (std::size_t k = 2; k < layer.first.size(); ++k) layer.first[k] += layer.first[k - 1];
  layer.entries.resize(layer.unsorted.size());
  for (const Entry& entry : layer.unsorted) {
    int& place = next[cell_number(layer, entry.r_ecef_m)];
    layer.entries[static_cast<std::size_t>(place++)] = entry;
  }
}

void VisibilityIndex::assign(const Vec3* r_sat_ecef_m, int count) {
  r_ecef_m_.assign(r_sat_ecef_m, r_sat_ecef_m + count);
  layers_.resize(kLayerRadii_m.size() - 1);
  for (Layer& layer : layers_) {
    layer.highest_radius_m = 0;
    layer.unsorted.clear();
  }
  outside_.clear();
  for (int i = 0; i < count; ++i) {
    const double radius_m = norm(r_sat_ecef_m[i]);
    const int number = layer_of(radius_m);
    if (number < 0) {
      outside_.push_back({r_sat_ecef_m[i], i});
      continue;
    }
    Layer& layer = layers_[static_cast<std::size_t>(number)];
    layer.highest_radius_m = std::max(layer.highest_radius_m, radius_m);
    layer.unsorted.push_back({r_sat_ecef_m[i], i});
  }
  for (Layer& layer : layers_) {
    if (!layer.unsorted.empty()) sort_into_cells(layer);
  }
}

// The satellites in view lie in a cone about the zenith with its apex in the site, no farther
// away than the longest range; this is the box about that part of the cone.
VisibilityIndex::CellBox VisibilityIndex::box_in_view(const Layer& layer, const GroundSite& site,
                                                      double sin_min) {
  const double cos_min = std::sqrt(std::max(0.0, 1 - sin_min * sin_min));
  const double range_m = longest_range_m(site, sin_min, cos_min, layer.highest_radius_m);
  const std::array<double, 3> up = {site.up_ecef.x, site.up_ecef.y, site.up_ecef.z};
  const std::array<double, 3> r_m = {site.r_ecef_m.x, site.r_ecef_m.y, site.r_ecef_m.z};
  CellBox box;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const double above_m = range_m * std::max(0.0, reach(up[axis], sin_min, cos_min));
    const double below_m = range_m * std::max(0.0, reach(-up[axis], sin_min, cos_min));
    box.low[axis] = cell_on_axis(layer, r_m[axis] - below_m - kMargin_m);
    box.high[axis] = cell_on_axis(layer, r_m[axis] + above_m + kMargin_m);
  }
  return box;
}

template <class Take>
void VisibilityIndex::for_each_in_view(const GroundSite& site, double min_elevation_rad,
                                       Take take) const {
  const ElevationTest test(site, min_elevation_rad);
  const double sin_min = math::sin(min_elevation_rad);
  for (const Layer& layer : layers_) {
    if (layer.unsorted.empty()) continue;
    const CellBox box = box_in_view(layer, site, sin_min);
    for (int x = box.low[0]; x <= box.high[0]; ++x) {
      for (int y = box.low[1]; y <= box.high[1]; ++y) {
        // Cells along z stand one behind the other.
        const auto column = static_cast<std::size_t>((x * kCells + y) * kCells);
        const int begin = layer.first[column + static_cast<std::size_t>(box.low[2])];
        const int end = layer.first[column + static_cast<std::size_t>(box.high[2]) + 1];
        for (int k = begin; k < end; ++k) {
          const Entry& entry = layer.entries[static_cast<std::size_t>(k)];
          if (test.passes(entry.r_ecef_m)) take(entry.satellite);
        }
      }
    }
  }
  for (const Entry& entry : outside_) {
    if (test.passes(entry.r_ecef_m)) take(entry.satellite);
  }
}

void VisibilityIndex::find_in_view(const GroundSite& site, double min_elevation_rad,
                                   std::vector<int>& out) const {
  out.clear();
  for_each_in_view(site, min_elevation_rad, [&](int satellite) { out.push_back(satellite); });
  std::sort(out.begin(), out.end());
}

void VisibilityIndex::find_visible(const GroundSite& site, double min_elevation_rad,
                                   std::vector<VisibleSatellite>& out) const {
  out.clear();
  for_each_in_view(site, min_elevation_rad, [&](int satellite) { out.push_back({satellite, {}}); });
  std::sort(out.begin(), out.end(), [](const VisibleSatellite& a, const VisibleSatellite& b) {
    return a.satellite < b.satellite;
  });
  for (VisibleSatellite& visible : out) {
    visible.look = look_angles(site, r_ecef_m_[static_cast<std::size_t>(visible.satellite)]);
  }
}

}  // namespace orbitmesh
