#pragma once

#include "orbit/catalogue/tle_line.h"

namespace orbitmesh {

/// The element set of line 1 and line 2 of a TLE, without a name. Throws InputError with
/// file, line and columns for what is wrong in them.
ElementSet parse_element_lines(const TleLine& line_1, const TleLine& line_2);

}  // namespace orbitmesh
