#include "scenarios/report/anomaly_shade.h"

#include <fmt/format.h>

#include <array>

namespace orbitmesh {
namespace {

constexpr int kCell_deg = 3;
constexpr std::size_t kAbove30MeV = 1;
constexpr std::array<double, kMapLevels> kLevels_cm2_s = {10, 100, 300, 1000};

int level_at(const TrappedProtons& protons, Epoch epoch, int lat_deg, int lon_deg,
             double height_km) {
  const GridPoint middle{static_cast<float>(lat_deg) + kCell_deg / 2.0f,
                         static_cast<float>(lon_deg) + kCell_deg / 2.0f,
                         static_cast<float>(height_km)};
  const double flux = protons.spectrum(middle, epoch).above_cm2_s[kAbove30MeV];
  int level = 0;
  while (level < kMapLevels && flux >= kLevels_cm2_s[static_cast<std::size_t>(level)]) ++level;
  return level;
}

}  // namespace

MapShade anomaly_shade(const TrappedProtons& protons, Epoch epoch, double height_km) {
  MapShade shade{
      fmt::format("protons > 30 MeV at {:.0f} km: 10, 100, 300, 1000 /(cm² s)", height_km), {}};
  for (int lat = -90; lat < 90; lat += kCell_deg) {
    int begin = -180;
    int level = level_at(protons, epoch, lat, begin, height_km);
    for (int lon = -180 + kCell_deg; lon <= 180; lon += kCell_deg) {
      const int next = lon < 180 ? level_at(protons, epoch, lat, lon, height_km) : -1;
      if (next == level) continue;
      if (level > 0) {
        shade.cells.push_back({static_cast<double>(lat), static_cast<double>(lat + kCell_deg),
                               static_cast<double>(begin), static_cast<double>(lon), level});
      }
      begin = lon;
      level = next;
    }
  }
  return shade;
}

}  // namespace orbitmesh
