#pragma once

#include <string>
#include <vector>

#include "bench/bench_row.h"

namespace orbitmesh {

/// Names of all benchmarks, in the order of the table.
std::vector<std::string> bench_names();

/// Runs one benchmark. Throws InputError for an unknown name and RunError when a
/// measuring process fails.
BenchRow run_bench(const std::string& name, BenchSize size = BenchSize::kFull);

}  // namespace orbitmesh
