#include "tests/orbit/element_lines.h"

#include <charconv>
#include <cmath>

#include "orbit/calendar.h"

namespace orbitmesh {
namespace {

/// The number in columns `first` to `last`, counted from 1; 0 where there is none.
double number(const std::string& line, std::size_t first, std::size_t last) {
  const std::vector<double> all = numbers_of_line(line.substr(first - 1, last - first + 1));
  return all.empty() ? 0.0 : all.front();
}

/// A number with an implied decimal point and an exponent, " 28098-4" = 0.28098e-4.
double implied_point(const std::string& line, std::size_t first) {
  const double digits = number(line, first + 1, first + 5) * 1e-5;
  const double exponent = number(line, first + 6, first + 7);
  return (line[first - 1] == '-' ? -digits : digits) * std::pow(10.0, exponent);
}

Epoch epoch_of(const std::string& line1) {
  const int short_year = static_cast<int>(number(line1, 19, 20));
  const int year = short_year < 57 ? 2000 + short_year : 1900 + short_year;
  const auto day = static_cast<std::int64_t>(number(line1, 21, 23));
  const auto day_e8 = static_cast<std::int64_t>(number(line1, 25, 32));
  return Epoch::from_utc(days_since_1970({year, 1, 1}) + day - 1,
                         Duration::from_ns(day_e8 * 864'000));
}

}  // namespace

std::vector<double> numbers_of_line(const std::string& line) {
  std::vector<double> numbers;
  const char* at = line.data();
  const char* const end = at + line.size();
  for (double value = 0; at != end;) {
    if (*at == ' ') {
      ++at;
      continue;
    }
    const std::from_chars_result read = std::from_chars(at, end, value);
    if (read.ec != std::errc()) break;
    numbers.push_back(value);
    at = read.ptr;
  }
  return numbers;
}

ElementSet element_set_of_lines(const std::string& line1, const std::string& line2) {
  ElementSet elements;
  elements.catalog_number = static_cast<std::int64_t>(number(line1, 3, 7));
  elements.epoch = epoch_of(line1);
  elements.bstar_per_earth_radius = implied_point(line1, 54);
  elements.inclination_deg = number(line2, 9, 16);
  elements.raan_deg = number(line2, 18, 25);
  elements.eccentricity = number(line2, 27, 33) * 1e-7;
  elements.argument_of_perigee_deg = number(line2, 35, 42);
  elements.mean_anomaly_deg = number(line2, 44, 51);
  elements.mean_motion_rev_per_day = number(line2, 53, 63);
  return elements;
}

}  // namespace orbitmesh
