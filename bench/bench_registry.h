#pragma once

#include <string>
#include <vector>

#include "bench/bench_row.h"

namespace orbitmesh {

/// Names of all benchmarks that this CPU can run, in the order of the table.
std::vector<std::string> bench_names();

/// Runs one benchmark. Throws InputError for an unknown name, or one whose instruction set
/// this CPU lacks, and RunError when a measuring process fails.
BenchRow run_bench(const std::string& name, BenchSize size = BenchSize::kFull);

}  // namespace orbitmesh
