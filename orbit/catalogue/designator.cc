#include "orbit/catalogue/designator.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace orbitmesh {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "ABC" in "074ABC": three digits of the launch, then one to three letters of the piece.
bool is_launch_and_piece(std::string_view text) {
  return text.size() >= 4 && text.size() <= 6 &&
         std::all_of(text.begin(), text.begin() + 3, is_digit) &&
         std::all_of(text.begin() + 3, text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_long_designator(std::string_view text) {
  return text.size() >= 5 && std::all_of(text.begin(), text.begin() + 4, is_digit) &&
         text[4] == '-' && is_launch_and_piece(text.substr(5));
}

}  // namespace

std::string long_designator(std::string_view text) {
  if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1]) ||
      !is_launch_and_piece(text.substr(2))) {
    return std::string(text);
  }
  const int year = year_of_tle((text[0] - '0') * 10 + (text[1] - '0'));
  return fmt::format("{}-{}", year, text.substr(2));
}

std::string short_designator(std::string_view text) {
  if (!is_long_designator(text)) return std::string(text);
  const std::string shortened = std::string(text.substr(2, 2)) + std::string(text.substr(5));
  return long_designator(shortened) == text ? shortened : std::string(text);
}

std::optional<int> launch_year(std::string_view text) {
  if (!is_long_designator(text)) return std::nullopt;
  int year = 0;
  for (const char digit : text.substr(0, 4)) year = 10 * year + (digit - '0');
  return year;
}

}  // namespace orbitmesh
