#pragma once

#include <string>
#include <vector>

#include "bench/bench_row.h"

namespace orbitmesh {

/// What one measuring process found.
struct Measurement {
  double value = 0;      ///< in the measurement's unit, higher is better
  double cpu_s = 0;      ///< CPU time of the measured part
  double memory_MB = 0;  ///< growth of the resident memory over the measured part
};

/// ns-3's simulator is a set of singletons, so each simulation is measured in a process
/// of its own. Names of all such measurements.
std::vector<std::string> measurement_names();

/// Runs a measurement in this process, which must not have run another one. Throws
/// InputError for an unknown name.
Measurement run_measurement(const std::string& name, BenchSize size);

/// run_measurement() as the line of JSON that the parent process reads.
std::string measurement_line(const std::string& name, BenchSize size);

/// Runs a measurement in a new process of this program, as `bench --measure NAME`, with
/// `--tiny` after it for BenchSize::kTiny; the program must print measurement_line() then.
/// Throws RunError when the process fails, takes too long or prints something else.
Measurement measure_in_process(const std::string& name, BenchSize size);

/// The best value of each measurement over several runs of measure_in_process(), taken in
/// turn so that other work on the machine, which only ever slows down, meets all of them.
std::vector<Measurement> best_in_process(const std::vector<std::string>& names, BenchSize size);

/// Runs of which best_in_process() takes the best.
inline constexpr int kRepetitions = 3;

}  // namespace orbitmesh
