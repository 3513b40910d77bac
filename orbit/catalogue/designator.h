#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace orbitmesh {

/// COSPAR's international designators, long as in OMM ("2019-074A") and short as in TLE
/// ("19074A"; years 1957 to 2056). Text of another form, as for analyst objects, stays as it
/// is. The short form may be at most kDesignatorColumns long to fit a TLE.
constexpr std::size_t kDesignatorColumns = 8;

std::string long_designator(std::string_view text);
std::string short_designator(std::string_view text);

/// Year of the launch that a designator in its long form names; none for other text.
std::optional<int> launch_year(std::string_view text);

/// The year of two digits in a TLE: 57 to 99 of 1900, 00 to 56 of 2000.
constexpr int year_of_tle(int two_digits) { return two_digits + (two_digits < 57 ? 2000 : 1900); }
constexpr int kFirstTleYear = 1957;
constexpr int kLastTleYear = 2056;

}  // namespace orbitmesh
