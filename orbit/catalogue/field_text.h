#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace orbitmesh {

/// Text of element sets as numbers, whatever the locale; blanks around a number and one "+" before
/// it are accepted, and nothing else. Nothing for text that is no number.

/// A finite decimal number without exponent, "53.0540" or "-.00000079".
std::optional<double> parse_decimal(std::string_view text);

/// A finite decimal number, also with exponent, "-.22483E-4".
std::optional<double> parse_scientific(std::string_view text);

/// A whole number within 64 bits.
std::optional<std::int64_t> parse_whole(std::string_view text);

}  // namespace orbitmesh
