#pragma once

#include <cstdint>

namespace orbitmesh {

/// The 27 leap seconds inserted into UTC from 1972 to 2016 (IERS Bulletin C; none is
/// announced since). Days count from 1970-01-01. Days before 1972 and after the last
/// entry have 86,400 s here.

/// Whether a leap second 23:59:60 ended that UTC day.
bool ends_with_leap_second(std::int64_t day);

/// Leap seconds inserted before the start of that UTC day, 0 to 27.
int leap_seconds_before(std::int64_t day);

}  // namespace orbitmesh
