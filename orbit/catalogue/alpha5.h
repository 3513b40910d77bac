#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace orbitmesh {

/// Greatest catalogue number in the five columns of a TLE, "Z9999".
constexpr std::int64_t kMaxAlpha5 = 339'999;

/// Reads the five columns of a catalogue number: digits, padded with blanks on the left, or
/// Alpha-5, whose first character is a letter from A (10) to Z (33) without I and O
/// (Space-Track, "Alpha-5"). Nothing for other text.
std::optional<std::int64_t> parse_alpha5(std::string_view columns);

/// Five columns, "00005" or "T0000". Precondition: 0 <= number <= kMaxAlpha5.
std::string format_alpha5(std::int64_t number);

}  // namespace orbitmesh
