#pragma once

#include <string>

#include "bench/bench_row.h"
#include "bench/measurement.h"

namespace orbitmesh {

/// CPU time that packet fidelity costs, over the number of flows (1 to 1,000 over 1,584
/// satellites) and of satellites (66 to 10,360 under 100 flows), as a picture (SVG). Flows
/// are of 1 Mbit/s between large cities. Each point is the best of kRepetitions processes.
std::string load_curves_svg(BenchSize size);

/// One point, in this process: value is simulated seconds a CPU second. `name` is
/// "mesh.load FLOWS SATELLITES" with one of the sizes of the curves; throws InputError for
/// another.
Measurement measure_load(const std::string& name, BenchSize size);

/// Whether measure_load() is for this name.
bool is_load_measurement(const std::string& name);

}  // namespace orbitmesh
