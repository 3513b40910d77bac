#pragma once

#include <map>
#include <string>
#include <vector>

namespace orbitmesh {

/// The numbers of one line of a table, by column.
using CheckRow = std::map<std::string, double>;

/// The lines of a CSV file of ../shared/data that begin with a number, under the names of the
/// first line. Empty when the folder is absent: skip the test then. Throws when a file of
/// the folder is missing or a line has too few numbers.
std::vector<CheckRow> read_check_values(const std::string& file);

}  // namespace orbitmesh
