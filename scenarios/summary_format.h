#pragma once

#include <cstdint>
#include <string>

#include "core/time.h"
#include "core/units.h"

namespace orbitmesh {

/// "1,234,567".
std::string grouped(std::int64_t value);

/// A span for reading, two units at most: "250 ms", "12.5 s", "30 min", "2 h 05 min".
std::string readable(Duration span);

/// Three significant digits with a decimal multiple: "12.3 MB".
std::string readable(Bytes bytes);

/// Milliseconds with three significant digits: "0.123", "83.2", "1,240".
std::string readable_ms(Duration span);

/// A factor with three significant digits, grouped from a thousand on: "1.25", "1,450".
std::string readable_factor(double factor);

/// "97.3 %"; "-" when `whole` is 0. "100.0 %" and "0.0 %" only when exact.
std::string percentage(std::int64_t part, std::int64_t whole);

/// `text` in at most `width` characters; a longer one ends in "...".
/// Counts bytes: entity names are ASCII.
std::string shortened(const std::string& text, std::size_t width);

}  // namespace orbitmesh
