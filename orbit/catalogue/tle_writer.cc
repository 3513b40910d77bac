#include "orbit/catalogue/tle_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "core/error.h"
#include "orbit/calendar.h"
#include "orbit/catalogue/alpha5.h"
#include "orbit/catalogue/designator.h"
#include "orbit/catalogue/element_quantity.h"
#include "orbit/catalogue/field_text.h"
#include "orbit/catalogue/tle_line.h"

namespace orbitmesh {
namespace {

[[noreturn]] void refuse(const ElementSet& elements, const std::string& why) {
  throw InputError(
      fmt::format("object {} cannot be written as a TLE: {}", elements.catalog_number, why));
}

[[noreturn]] void refuse(const ElementSet& elements, const ElementQuantity& quantity) {
  refuse(elements, fmt::format("{} {} does not fit its columns; it should be {}", quantity.name,
                               elements.*quantity.member, quantity.allowed));
}

/// A number with that many decimals, in at least `width` columns, and without "-0".
std::string fixed(double value, int width, int decimals) {
  const std::string text = fmt::format("{:{}.{}f}", value, width, decimals);
  return parse_decimal(text) == 0.0 ? fmt::format("{:{}.{}f}", 0.0, width, decimals) : text;
}

std::string decimal(const ElementSet& elements, const ElementQuantity& quantity, int width,
                    int decimals) {
  std::string text = fixed(elements.*quantity.member, width, decimals);
  const double rounded = parse_decimal(text).value();
  if (text.size() > static_cast<std::size_t>(width) || !quantity.allows(rounded)) {
    refuse(elements, quantity);
  }
  return quantity.turns && rounded == 360 ? fixed(0.0, width, decimals) : text;
}

/// Digits behind an assumed decimal point.
std::string fraction(const ElementSet& elements, const ElementQuantity& quantity, int digits) {
  return decimal(elements, quantity, digits + 2, digits).substr(2);
}

/// A sign, or a blank for it, and eight decimals behind a point.
std::string signed_decimals(const ElementSet& elements, const ElementQuantity& quantity) {
  constexpr int kDecimals = 8;
  std::string text = decimal(elements, quantity, kDecimals + 3, kDecimals);
  if (text[1] != '0') refuse(elements, quantity);
  return text.erase(1, 1);
}

/// "-12345-6" for -0.12345e-6.
std::string exponential(const ElementSet& elements, const ElementQuantity& quantity) {
  constexpr int kLowestExponent = -9;
  const double value = elements.*quantity.member;
  const std::string scientific = fmt::format("{:.4e}", std::fabs(value));  // "1.2345e-07"
  std::string digits = scientific.substr(0, 1) + scientific.substr(2, 4);
  auto exponent = static_cast<int>(parse_whole(scientific.substr(7)).value()) + 1;
  if (exponent > 9) refuse(elements, quantity);
  if (exponent < kLowestExponent) {
    exponent = kLowestExponent;
    digits = fixed(std::fabs(value), 0, 5 - kLowestExponent).substr(2 - kLowestExponent);
  }
  if (digits == "00000") return " 00000+0";
  return fmt::format("{}{}{}{}", value < 0 ? '-' : ' ', digits, exponent < 0 ? '-' : '+',
                     std::abs(exponent));
}

/// Two digits of the year, three of the day and eight of its fraction.
std::string epoch_columns(const ElementSet& elements) {
  constexpr std::int64_t kUnit_ns = 864'000;  // of 1e-8 day
  constexpr std::int64_t kDay = 100'000'000;
  std::int64_t day = elements.epoch.day_since_1970();
  // A leap second has no place in a day of 86,400 s: the next day's start is nearest.
  const std::int64_t rounded = (elements.epoch.of_day().ns() + kUnit_ns / 2) / kUnit_ns;
  const std::int64_t units = rounded < kDay ? rounded : 0;
  if (rounded >= kDay) ++day;
  const int year = date_of_day(day).year;
  if (year < kFirstTleYear || year > kLastTleYear) {
    refuse(elements, fmt::format("the epoch's year {} should be {} to {}", year, kFirstTleYear,
                                 kLastTleYear));
  }
  return fmt::format("{:02}{:03}.{:08}", year % 100, day - days_since_1970({year, 1, 1}) + 1,
                     units);
}

std::string designator_columns(const ElementSet& elements) {
  const std::string text = short_designator(printable_name(elements.international_designator));
  return fmt::format("{:<8}", text.size() > kDesignatorColumns ? "" : text);
}

std::string with_checksum(const std::string& line) { return line + tle_checksum(line) + "\n"; }

}  // namespace

std::string format_tle(const ElementSet& elements) {
  constexpr std::int64_t kRevolutions = 100'000;
  check_elements(elements);
  if (elements.catalog_number > kMaxAlpha5) {
    refuse(elements,
           fmt::format("its columns hold numbers up to {} (Alpha-5); OMM holds all", kMaxAlpha5));
  }
  const std::string number = format_alpha5(elements.catalog_number);
  const std::string line_1 = fmt::format(
      "1 {}{} {} {} {} {} {} {} {:>4}", number, elements.classification,
      designator_columns(elements), epoch_columns(elements),
      signed_decimals(elements, kMeanMotionDotQuantity),
      exponential(elements, kMeanMotionDdotQuantity), exponential(elements, kBstarQuantity),
      elements.ephemeris_type, elements.element_set_number);
  const std::string line_2 = fmt::format(
      "2 {} {} {} {} {} {} {}{:>5}", number, decimal(elements, kInclinationQuantity, 8, 4),
      decimal(elements, kRaanQuantity, 8, 4), fraction(elements, kEccentricityQuantity, 7),
      decimal(elements, kArgumentOfPerigeeQuantity, 8, 4),
      decimal(elements, kMeanAnomalyQuantity, 8, 4), decimal(elements, kMeanMotionQuantity, 11, 8),
      elements.revolution_at_epoch % kRevolutions);
  const std::string name = printable_name(elements.name);
  return (name.empty() ? "" : "0 " + name + "\n") + with_checksum(line_1) + with_checksum(line_2);
}

}  // namespace orbitmesh
