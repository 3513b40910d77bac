#pragma once

#include <string>
#include <vector>

namespace orbitmesh {

/// A point on the map, in geodetic degrees.
struct MapPoint {
  double lat_deg = 0;
  double lon_deg = 0;
  std::string title;
};

/// Points of one kind; colours as in a chart.
struct MapLayer {
  std::string name;
  std::vector<MapPoint> points;
  std::size_t colour = 0;
};

/// A rectangle that is tinted: the higher the level, the darker.
struct MapCell {
  double south_deg = 0;
  double north_deg = 0;
  double west_deg = 0;
  double east_deg = 0;
  int level = 0;  ///< 1 to kMapLevels
};

inline constexpr int kMapLevels = 4;

/// What lies under the points.
struct MapShade {
  std::string name;
  std::vector<MapCell> cells;
};

/// An equirectangular map with a graticule of 30 deg and a legend, as an SVG element of a page
/// that has chart_style().
std::string world_map_svg(const std::vector<MapLayer>& layers, const MapShade& shade);

}  // namespace orbitmesh
