#include "scenarios/site/sky_plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/math.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr int kSectors = 24;
constexpr int kRings = 18;
constexpr double kSize = 300;
constexpr double kMiddle = kSize / 2;
constexpr double kHorizon = 128;  // radius of elevation 0
constexpr double kSector_rad = 2 * kPi / kSectors;
constexpr double kRing_rad = kPi / 2 / kRings;

using Fields = std::array<std::array<std::int64_t, kSectors>, kRings>;

double radius_of(double elevation_rad) { return kHorizon * (1 - elevation_rad / (kPi / 2)); }

std::string point(double radius, double azimuth_rad) {
  const math::SinCos angle = math::sincos(azimuth_rad);
  return fmt::format("{:.1f} {:.1f}", kMiddle + radius * angle.sin, kMiddle - radius * angle.cos);
}

std::string field_svg(int ring, int sector, double share, double darkness) {
  const double inner = radius_of((ring + 1) * kRing_rad);
  const double outer = radius_of(ring * kRing_rad);
  const double begin = sector * kSector_rad;
  const double end = begin + kSector_rad;
  return fmt::format(
      "<path class=\"sky\" fill-opacity=\"{:.2f}\" d=\"M{} A{:.1f} {:.1f} 0 0 1 {} L{} A{:.1f} "
      "{:.1f} 0 0 0 {} Z\"><title>{:.2f} % of the slots served</title></path>\n",
      darkness, point(outer, begin), outer, outer, point(outer, end), point(inner, end), inner,
      inner, point(inner, begin), 100 * share);
}

std::string circle(double elevation_rad, const char* style) {
  return fmt::format("<circle class=\"{}\" fill=\"none\" cx=\"{:g}\" cy=\"{:g}\" r=\"{:.1f}\"/>\n",
                     style, kMiddle, kMiddle, radius_of(elevation_rad));
}

std::string label(const char* text, double azimuth_rad) {
  const math::SinCos angle = math::sincos(azimuth_rad);
  const double radius = kHorizon + 12;
  return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>\n",
                     kMiddle + radius * angle.sin, kMiddle - radius * angle.cos + 4, text);
}

std::string compass() {
  std::string svg;
  for (const int elevation_deg : {0, 30, 60}) {
    svg += circle(elevation_deg * kDegree, "grid");
    if (elevation_deg == 0) continue;
    svg += fmt::format("<text x=\"{:g}\" y=\"{:.1f}\">{} deg</text>\n", kMiddle + 3,
                       kMiddle - radius_of(elevation_deg * kDegree) + 12, elevation_deg);
  }
  constexpr std::array<const char*, 4> kPoints = {"N", "E", "S", "W"};
  for (std::size_t i = 0; i < kPoints.size(); ++i) {
    svg += label(kPoints[i], static_cast<double>(i) * kPi / 2);
  }
  return svg;
}

}  // namespace

std::string sky_plot_svg(const std::vector<SlotView>& slots, double min_elevation_rad) {
  Fields fields{};
  std::int64_t served = 0;
  std::int64_t most = 0;
  for (const SlotView& slot : slots) {
    if (!slot.served) continue;
    const auto ring = std::clamp(static_cast<int>(slot.elevation_rad / kRing_rad), 0, kRings - 1);
    const auto sector =
        std::clamp(static_cast<int>(slot.azimuth_rad / kSector_rad), 0, kSectors - 1);
    std::int64_t& count = fields[static_cast<std::size_t>(ring)][static_cast<std::size_t>(sector)];
    most = std::max(most, ++count);
    ++served;
  }
  if (served == 0) return "<p class=\"none\">No satellite served.</p>\n";
  std::string svg = fmt::format(
      "<svg class=\"chart skyplot\" viewBox=\"0 0 {0:g} {0:g}\" role=\"img\" "
      "aria-label=\"where the serving satellites stood\">\n",
      kSize);
  for (int ring = 0; ring < kRings; ++ring) {
    for (int sector = 0; sector < kSectors; ++sector) {
      const double count = static_cast<double>(
          fields[static_cast<std::size_t>(ring)][static_cast<std::size_t>(sector)]);
      if (count == 0) continue;
      svg += field_svg(ring, sector, count / static_cast<double>(served),
                       0.1 + 0.9 * count / static_cast<double>(most));
    }
  }
  return svg + compass() + circle(min_elevation_rad, "rule") + "</svg>\n";
}

}  // namespace orbitmesh
