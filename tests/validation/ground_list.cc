#include "tests/validation/ground_list.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "core/text_file.h"
#include "core/units.h"
#include "orbit/catalogue/csv_rows.h"
#include "tests/validation/starlink_sky.h"

namespace orbitmesh {
namespace {

double number(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

int antennas_of(const CsvRow& row) {
  constexpr std::size_t kAntennas = 4;
  if (row.size() > kAntennas) return static_cast<int>(number(row[kAntennas].text));
  return row[0].text.find("Mega") == std::string::npos ? 8 : 32;
}

}  // namespace

std::vector<ListedGateway> listed_gateways(const std::string& file) {
  const std::string text = read_text_file(measured_data(file), 1'000'000);
  CsvRows rows(text, file);
  CsvRow row;
  rows.next(row);
  std::vector<ListedGateway> gateways;
  while (rows.next(row)) {
    const Geodetic location{number(row.at(1).text) * kDegree, number(row.at(2).text) * kDegree, 0};
    const auto same = std::find_if(gateways.begin(), gateways.end(), [&](const ListedGateway& g) {
      return g.location.lat_rad == location.lat_rad && g.location.lon_rad == location.lon_rad;
    });
    if (same == gateways.end()) {
      gateways.push_back({row[0].text, location, antennas_of(row)});
    } else {
      same->antennas = std::max(same->antennas, antennas_of(row));
    }
  }
  if (gateways.empty()) throw std::runtime_error(file + " lists no gateway");
  return gateways;
}

std::vector<ListedGateway> gateways_near(const std::vector<ListedGateway>& gateways, Geodetic a,
                                         Geodetic b, double radius_km) {
  std::vector<ListedGateway> near;
  for (const ListedGateway& gateway : gateways) {
    const double distance_m = std::min(great_circle_distance_m(gateway.location, a),
                                       great_circle_distance_m(gateway.location, b));
    if (distance_m <= radius_km * 1e3) near.push_back(gateway);
  }
  return near;
}

}  // namespace orbitmesh
