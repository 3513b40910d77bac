#pragma once

#include <string>
#include <vector>

#include "scenarios/metrics.h"
#include "scenarios/run_record.h"

namespace orbitmesh {

/// "inspector.gauge x6" in at most `width` characters.
std::string workload_label(const WorkloadMetrics& w, std::size_t width);

/// Sections of the summary about requests; each ends in an empty line.
std::string request_section(const std::vector<WorkloadMetrics>& workloads);
std::string latency_section(const std::vector<WorkloadMetrics>& workloads);
std::string placement_section(const RunRecord& record,
                              const std::vector<WorkloadMetrics>& workloads);

}  // namespace orbitmesh
