#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "cli/environment_report.h"
#include "core/math.h"
#include "core/units.h"

namespace orbitmesh {
namespace {

constexpr double kScale = 3;  // pixels a degree
constexpr double kLeft = 50;
constexpr double kTop = 50;
constexpr double kWidth = 360 * kScale;
constexpr double kHeight = 180 * kScale;
constexpr int kCell_deg = 2;
constexpr std::size_t kAbove30MeV = 1;

/// Colours of the decades' halves from 1 to 10^4 /(cm2 s), light to dark.
constexpr std::array<const char*, 8> kColours = {"#fff3c4", "#fee391", "#fec44f", "#fe9929",
                                                 "#ec7014", "#cc4c02", "#993404", "#5c1f04"};

double x_of(double lon_deg) { return kLeft + (lon_deg + 180) * kScale; }
double y_of(double lat_deg) { return kTop + (90 - lat_deg) * kScale; }

/// Number of the colour; -1 below 1 /(cm2 s).
int colour_of(double flux_cm2_s) {
  if (flux_cm2_s < 1) return -1;
  const double half_decades = 2 * math::log(flux_cm2_s) / math::log(10.0);
  return std::min(static_cast<int>(half_decades), static_cast<int>(kColours.size()) - 1);
}

int colour_at(const SpaceEnvironment& environment, int lat_deg, int lon_deg, double height_km) {
  const GridPoint middle{static_cast<float>(lat_deg) + 1, static_cast<float>(lon_deg) + 1,
                         static_cast<float>(height_km)};
  return colour_of(
      environment.trapped().spectrum(middle, environment.epoch()).above_cm2_s[kAbove30MeV]);
}

/// Cells of one row, those of one colour next to each other as one rectangle.
std::string row_of_cells(const SpaceEnvironment& environment, int lat_deg, double height_km) {
  std::string out;
  int begin_deg = -180;
  int colour = colour_at(environment, lat_deg, begin_deg, height_km);
  for (int lon_deg = -180 + kCell_deg; lon_deg <= 180; lon_deg += kCell_deg) {
    const int next = lon_deg < 180 ? colour_at(environment, lat_deg, lon_deg, height_km) : -2;
    if (next == colour) continue;
    if (colour >= 0) {
      out += fmt::format("<rect x='{:g}' y='{:g}' width='{:g}' height='{:g}' fill='{}'/>\n",
                         x_of(begin_deg), y_of(lat_deg + kCell_deg), (lon_deg - begin_deg) * kScale,
                         kCell_deg * kScale, kColours[static_cast<std::size_t>(colour)]);
    }
    begin_deg = lon_deg;
    colour = next;
  }
  return out;
}

std::string axis_label(int degrees, char positive, char negative) {
  if (degrees == 0 || degrees == 180 || degrees == -180)
    return fmt::format("{}", std::abs(degrees));
  return fmt::format("{} {}", std::abs(degrees), degrees > 0 ? positive : negative);
}

std::string graticule() {
  std::string out = "<g stroke='#8a8a8a' stroke-width='0.6' fill='none'>\n";
  std::string labels = "<g fill='#333' font-size='13'>\n";
  for (int lon = -180; lon <= 180; lon += 30) {
    out += fmt::format("<path d='M{:g} {:g}v{:g}'/>\n", x_of(lon), kTop, kHeight);
    labels += fmt::format("<text x='{:g}' y='{:g}' text-anchor='middle'>{}</text>\n", x_of(lon),
                          kTop + kHeight + 18, axis_label(lon, 'E', 'W'));
  }
  for (int lat = -90; lat <= 90; lat += 30) {
    out += fmt::format("<path d='M{:g} {:g}h{:g}'/>\n", kLeft, y_of(lat), kWidth);
    labels += fmt::format("<text x='{:g}' y='{:g}' text-anchor='end'>{}</text>\n", kLeft - 6,
                          y_of(lat) + 4, axis_label(lat, 'N', 'S'));
  }
  return out + "</g>\n" + labels + "</g>\n";
}

std::string legend(const AnomalyPeak& peak) {
  constexpr double kBox = 34;
  const double y = kTop + kHeight + 36;
  std::string out = "<g font-size='13' fill='#333'>\n";
  for (std::size_t i = 0; i < kColours.size(); ++i) {
    const double x = kLeft + static_cast<double>(i) * kBox;
    out += fmt::format("<rect x='{:g}' y='{:g}' width='{:g}' height='14' fill='{}'/>\n", x, y, kBox,
                       kColours[i]);
    if (i % 2 != 0) continue;
    out += fmt::format("<text x='{:g}' y='{:g}'>{:g}</text>\n", x, y + 30,
                       math::pow(10, static_cast<double>(i) / 2));
  }
  const double right = kLeft + static_cast<double>(kColours.size()) * kBox + 14;
  return out +
         fmt::format(
             "<text x='{:g}' y='{:g}'>protons above 30 MeV, 1/(cm² s), all directions</text>\n"
             "<text x='{:g}' y='{:g}'>+ peak: {:.0f} at {:g}° {}, {:g}° {}</text>\n</g>\n",
             right, y + 12, right, y + 30, peak.above_30MeV_cm2_s, std::fabs(peak.lat_deg),
             peak.lat_deg < 0 ? 'S' : 'N', std::fabs(peak.lon_deg), peak.lon_deg < 0 ? 'W' : 'E');
}

std::string peak_mark(const AnomalyPeak& peak) {
  std::string out;
  for (const auto& [colour, width] : {std::pair("#fff", 5), {"#1f4e9c", 2}}) {
    out += fmt::format("<path d='M{:g} {:g}h16m-8 -8v16' stroke='{}' stroke-width='{}'/>\n",
                       x_of(peak.lon_deg) - 8, y_of(peak.lat_deg), colour, width);
  }
  return out;
}

}  // namespace

std::string environment_map(const SpaceEnvironment& environment, double height_km,
                            const AnomalyPeak& peak) {
  std::string out = fmt::format(
      "<svg xmlns='http://www.w3.org/2000/svg' width='{0:g}' height='{1:g}' "
      "viewBox='0 0 {0:g} {1:g}' font-family='sans-serif'>\n"
      "<rect width='100%' height='100%' fill='#fff'/>\n"
      "<text x='{2:g}' y='30' font-size='18' fill='#111'>Trapped protons at {3:g} km on {4}, "
      "{5}</text>\n",
      kLeft + kWidth + 30, kTop + kHeight + 80, kLeft, height_km,
      environment.epoch().str().substr(0, 10),
      environment.sun().activity == 0 ? "AP-8 MIN" : "AP-8 MAX");
  for (int lat_deg = -90; lat_deg < 90; lat_deg += kCell_deg) {
    out += row_of_cells(environment, lat_deg, height_km);
  }
  return out + graticule() + peak_mark(peak) + legend(peak) + "</svg>\n";
}

}  // namespace orbitmesh
