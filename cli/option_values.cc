#include "cli/option_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/quantity.h"
#include "mesh/phy/radio_units.h"
#include "orbit/ground_site.h"

namespace orbitmesh {
namespace {

/// The whole of `text` as a finite decimal number.
std::optional<double> plain_number(std::string_view text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value, std::chars_format::general);
  if (error != std::errc() || rest != end || !(value - value == 0)) return std::nullopt;
  return value;
}

template <class T>
T quantity_value(const std::string& option, const std::string& text, const char* unit) {
  const bool plain = plain_number(text).has_value();
  try {
    return parse_quantity<T>(plain ? text + " " + unit : text);
  } catch (const InputError& error) {
    throw InputError(option + ": " + error.what());
  }
}

std::vector<std::string_view> split_at_commas(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    const std::size_t comma = text.find(',');
    parts.push_back(text.substr(0, comma));
    if (comma == std::string_view::npos) return parts;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

Length length_value(const std::string& option, const std::string& text) {
  return quantity_value<Length>(option, text, "m");
}

Duration duration_value(const std::string& option, const std::string& text) {
  return quantity_value<Duration>(option, text, "s");
}

Angle angle_value(const std::string& option, const std::string& text) {
  return quantity_value<Angle>(option, text, "deg");
}

Angle elevation_value(const std::string& option, const std::string& text) {
  const Angle angle = angle_value(option, text);
  if (!(std::fabs(angle.si) <= kPi / 2)) {
    throw InputError(fmt::format("{}: {} is outside -90 to 90 deg", option, text));
  }
  return angle;
}

RainRate rain_rate_value(const std::string& option, const std::string& text) {
  const auto rate = quantity_value<RainRate>(option, text, "mm/h");
  if (!(rate.si >= 0 && rate.si <= kMostSteadyRain.si)) {
    throw InputError(
        fmt::format("{}: {} is outside 0 to {}", option, text, format_quantity(kMostSteadyRain)));
  }
  return rate;
}

Epoch epoch_value(const std::string& option, const std::string& text) {
  try {
    return parse_epoch(text);
  } catch (const InputError& error) {
    throw InputError(option + ": " + error.what());
  }
}

Geodetic place_value(const std::string& option, const std::string& text) {
  const std::vector<std::string_view> parts = split_at_commas(text);
  std::vector<double> numbers;
  for (const std::string_view part : parts) {
    if (const auto number = plain_number(part)) numbers.push_back(*number);
  }
  if (numbers.size() != parts.size() || numbers.size() < 2 || numbers.size() > 3) {
    throw InputError(
        fmt::format("{}: '{}' is no place; it reads LAT,LON or LAT,LON,ALT in degrees "
                    "and metres, such as -22.8,117.8",
                    option, text));
  }
  const Geodetic place{numbers[0] * kDegree, numbers[1] * kDegree,
                       numbers.size() == 3 ? numbers[2] : 0.0};
  make_ground_site(option, place);
  return place;
}

}  // namespace orbitmesh
