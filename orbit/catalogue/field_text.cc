#include "orbit/catalogue/field_text.h"

#include <charconv>
#include <cmath>
#include <system_error>

namespace orbitmesh {
namespace {

/// Without the blanks around it and a "+" that a digit or point follows.
std::string_view bare_number(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  text = text.substr(first, text.find_last_not_of(' ') - first + 1);
  if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
  return text;
}

template <typename Number, typename... Format>
std::optional<Number> parse(std::string_view text, Format... format) {
  const std::string_view number = bare_number(text);
  const char* const end = number.data() + number.size();
  Number value{};
  const auto [stop, error] = std::from_chars(number.data(), end, value, format...);
  if (error != std::errc() || stop != end) return std::nullopt;
  return value;
}

std::optional<double> finite(std::optional<double> value) {
  return value && std::isfinite(*value) ? value : std::nullopt;
}

}  // namespace

std::optional<double> parse_decimal(std::string_view text) {
  return finite(parse<double>(text, std::chars_format::fixed));
}

std::optional<double> parse_scientific(std::string_view text) {
  return finite(parse<double>(text, std::chars_format::general));
}

std::optional<std::int64_t> parse_whole(std::string_view text) { return parse<std::int64_t>(text); }

}  // namespace orbitmesh
