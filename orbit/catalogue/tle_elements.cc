#include "orbit/catalogue/tle_elements.h"

#include <fmt/format.h>

#include <optional>

#include "orbit/calendar.h"
#include "orbit/catalogue/designator.h"
#include "orbit/printable_text.h"

namespace orbitmesh {
namespace {

/// Digits, padded with blanks on the left.
std::optional<int> padded_number(std::string_view columns) {
  const std::size_t first = columns.find_first_not_of(' ');
  if (first == std::string_view::npos) return std::nullopt;
  int number = 0;
  for (const char c : columns.substr(first)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

Epoch read_epoch(const TleLine& line) {
  constexpr TleColumns kYear = {19, 20};
  constexpr TleColumns kDay = {21, 32};
  constexpr std::int64_t kUnit_ns = 864'000;  // of 1e-8 day
  const auto year_digits = padded_number(line.at(kYear));
  if (!year_digits) {
    line.fail(kYear, "year of the epoch",
              quoted_text(line.at(kYear)) + " should be the last two digits of a year");
  }
  const auto day = padded_number(line.at({21, 23}));
  const auto fraction = padded_number(line.at({25, 32}));
  if (!day || !fraction || line.at({24, 24}) != "." || line.at({25, 25}) == " ") {
    line.fail(kDay, "day of the epoch",
              quoted_text(line.at(kDay)) + " should be a day of the year with eight decimals");
  }
  const int year = year_of_tle(*year_digits);
  const std::int64_t new_year = days_since_1970({year, 1, 1});
  const std::int64_t days = days_since_1970({year + 1, 1, 1}) - new_year;
  if (*day < 1 || *day > days) {
    line.fail(kDay, "day of the epoch",
              fmt::format("{} does not exist, {} has days 1 to {}", *day, year, days));
  }
  return Epoch::from_utc(new_year + *day - 1, Duration::from_ns(*fraction * kUnit_ns));
}

void read_line_1(const TleLine& line, ElementSet& elements) {
  constexpr TleColumns kClassification = {8, 8};
  for (const int column : {9, 18, 33, 44, 53, 62, 64}) line.check_blank(column);
  elements.catalog_number = line.catalog_number();
  const char classification = line.at(kClassification)[0];
  elements.classification = classification == ' ' ? 'U' : classification;
  if (!is_classification(elements.classification)) {
    line.fail(kClassification, "classification",
              quoted_text(line.at(kClassification)) + " should be U, C or S");
  }
  elements.international_designator = long_designator(printable_name(line.at({10, 17})));
  elements.epoch = read_epoch(line);
  line.read_decimal(elements, kMeanMotionDotQuantity, {34, 43});
  line.read_exponential(elements, kMeanMotionDdotQuantity, {45, 52});
  line.read_exponential(elements, kBstarQuantity, {54, 61});
  elements.ephemeris_type = static_cast<int>(line.count(kEphemerisTypeCount, {63, 63}));
  elements.element_set_number = static_cast<int>(line.count(kElementSetNumberCount, {65, 68}));
  line.check_checksum();
}

void read_line_2(const TleLine& line, ElementSet& elements) {
  for (const int column : {8, 17, 26, 34, 43, 52}) line.check_blank(column);
  if (const std::int64_t number = line.catalog_number(); number != elements.catalog_number) {
    line.fail({3, 7}, kCatalogNumberCount.name,
              fmt::format("this line 2 is of object {}, but the line 1 before it of object {}",
                          number, elements.catalog_number));
  }
  line.read_decimal(elements, kInclinationQuantity, {9, 16});
  line.read_decimal(elements, kRaanQuantity, {18, 25});
  line.read_fraction(elements, kEccentricityQuantity, {27, 33});
  line.read_decimal(elements, kArgumentOfPerigeeQuantity, {35, 42});
  line.read_decimal(elements, kMeanAnomalyQuantity, {44, 51});
  line.read_decimal(elements, kMeanMotionQuantity, {53, 63});
  elements.revolution_at_epoch = line.count(kRevolutionCount, {64, 68});
  line.check_checksum();
}

}  // namespace

ElementSet parse_element_lines(const TleLine& line_1, const TleLine& line_2) {
  ElementSet elements;
  read_line_1(line_1, elements);
  read_line_2(line_2, elements);
  return elements;
}

}  // namespace orbitmesh
