#pragma once

#include <string>
#include <vector>

#include "scenarios/metrics.h"

namespace orbitmesh {

/// Sections of the summary about load generation, each ends in an empty line and is left out
/// without content: throughput of closed loops and offline arrivals, verdicts on targets.
std::string load_section(const std::vector<WorkloadMetrics>& workloads);

}  // namespace orbitmesh
