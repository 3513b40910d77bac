#include "scenarios/report/world_map.h"

#include <fmt/format.h>

#include "scenarios/report/html_escaped.h"

namespace orbitmesh {
namespace {

constexpr double kScale = 2;  // pixels a degree
constexpr double kLeft = 30;
constexpr double kWidth = 360 * kScale + kLeft;
constexpr double kHeight = 180 * kScale;

double at_x(double lon_deg) { return kLeft + (lon_deg + 180) * kScale; }
double at_y(double lat_deg) { return (90 - lat_deg) * kScale; }

std::string graticule() {
  std::string out;
  for (int lon = -180; lon <= 180; lon += 30) {
    out += fmt::format("<path class=\"grid\" d=\"M{0:g} 0V{1:g}\"/>\n", at_x(lon), kHeight);
    out += fmt::format("<text x=\"{:g}\" y=\"{:g}\" text-anchor=\"middle\">{}</text>\n", at_x(lon),
                       kHeight + 14, lon);
  }
  for (int lat = -90; lat <= 90; lat += 30) {
    out += fmt::format("<path class=\"grid\" d=\"M{:g} {:g}H{:g}\"/>\n", kLeft, at_y(lat), kWidth);
    out += fmt::format("<text x=\"{:g}\" y=\"{:g}\" text-anchor=\"end\">{}</text>\n", kLeft - 4,
                       at_y(lat) + 4, lat);
  }
  return out;
}

std::string cells(const MapShade& shade) {
  std::string out;
  for (const MapCell& cell : shade.cells) {
    out += fmt::format(
        "<rect class=\"shade\" opacity=\"{:g}\" x=\"{:g}\" y=\"{:g}\" width=\"{:g}\" "
        "height=\"{:g}\"/>\n",
        static_cast<double>(cell.level) / kMapLevels, at_x(cell.west_deg), at_y(cell.north_deg),
        (cell.east_deg - cell.west_deg) * kScale, (cell.north_deg - cell.south_deg) * kScale);
  }
  return out;
}

std::string points(const MapLayer& layer) {
  std::string out;
  for (const MapPoint& point : layer.points) {
    out += fmt::format("<path class=\"dots s{}\" d=\"M{:.1f} {:.1f}h0\"><title>{}</title></path>\n",
                       layer.colour, at_x(point.lon_deg), at_y(point.lat_deg),
                       html_escaped(point.title));
  }
  return out;
}

std::string label(double x, const std::string& text) {
  return fmt::format("<text x=\"{:g}\" y=\"{:g}\">{}</text>\n", x, kHeight + 34,
                     html_escaped(text));
}

}  // namespace

std::string world_map_svg(const std::vector<MapLayer>& layers, const MapShade& shade) {
  constexpr double kLetter = 6.4;
  std::string out = fmt::format(
      "<svg class=\"chart\" viewBox=\"0 -6 {:g} {:g}\" role=\"img\" aria-label=\"map\">\n{}{}",
      kWidth + 14, kHeight + 48, cells(shade), graticule());
  double x = kLeft;
  for (const MapLayer& layer : layers) {
    const std::string name = fmt::format("{} ({})", layer.name, layer.points.size());
    out += points(layer);
    out += fmt::format("<path class=\"dots s{}\" d=\"M{:g} {:g}h0\"/>\n", layer.colour, x + 4,
                       kHeight + 30);
    out += label(x + 12, name);
    x += 30 + kLetter * static_cast<double>(name.size());
  }
  if (!shade.cells.empty()) {
    out += fmt::format(
        "<rect class=\"shade\" opacity=\"0.7\" x=\"{:g}\" y=\"{:g}\" width=\"10\" "
        "height=\"10\"/>\n",
        x, kHeight + 25);
    out += label(x + 14, shade.name);
  }
  return out + "</svg>\n";
}

}  // namespace orbitmesh
