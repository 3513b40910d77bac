#include "orbit/catalogue/alpha5.h"

#include <fmt/format.h>

namespace orbitmesh {
namespace {

constexpr std::string_view kLeading = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::int64_t kTenThousand = 10'000;

}  // namespace

std::optional<std::int64_t> parse_alpha5(std::string_view columns) {
  const std::size_t first = columns.find_first_not_of(' ');
  if (columns.size() != 5 || first == std::string_view::npos) return std::nullopt;
  const std::size_t leading = kLeading.find(columns[first]);
  if (leading == std::string_view::npos || (leading > 9 && first > 0)) return std::nullopt;
  auto number = static_cast<std::int64_t>(leading);
  for (const char c : columns.substr(first + 1)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::string format_alpha5(std::int64_t number) {
  return fmt::format("{}{:04}", kLeading[static_cast<std::size_t>(number / kTenThousand)],
                     number % kTenThousand);
}

}  // namespace orbitmesh
