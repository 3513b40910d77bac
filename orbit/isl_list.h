#pragma once

#include <string>
#include <vector>

#include "orbit/plus_grid.h"

namespace orbitmesh {

/// Reads a text file of inter-satellite links, one a line: two satellite indices from 0 with
/// spaces between them (the format of Hypatia's isls.txt). Blank lines are skipped. Sorted by
/// (a, b). Throws InputError with file and line for anything else, an index that is not below
/// `satellites`, a satellite linked to itself and a link given twice.
std::vector<IslLink> read_isl_list(const std::string& file, int satellites);

}  // namespace orbitmesh
