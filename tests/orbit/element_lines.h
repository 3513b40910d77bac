#pragma once

#include <string>
#include <vector>

#include "orbit/element_set.h"

namespace orbitmesh {

/// The elements in two lines of a TLE, by their columns, without any check: also lines with
/// wrong checksums and with further columns, as the verification set of SGP4 has them.
ElementSet element_set_of_lines(const std::string& line1, const std::string& line2);

/// All numbers of a line that spaces separate, up to the first word that is none.
std::vector<double> numbers_of_line(const std::string& line);

}  // namespace orbitmesh
