#pragma once

#include <string>
#include <vector>

#include "bench/bench_row.h"

namespace orbitmesh {

/// docs/performance.md: `rows` as a table, with the CPU that gave them.
std::string performance_page(const std::vector<BenchRow>& rows);

}  // namespace orbitmesh
