#pragma once

#include <string>
#include <vector>

#include "bench/bench_row.h"

namespace orbitmesh {

/// {"rows": [{"name", "value", "unit", "reference", "ratio", "note"}]}, with null for a
/// reference and ratio that a row has not.
std::string rows_to_json(const std::vector<BenchRow>& rows);

}  // namespace orbitmesh
