#pragma once

#include <string>
#include <vector>

#include "scenarios/metrics.h"
#include "scenarios/run_record.h"

namespace orbitmesh {

/// What computed answers are worth, for each workload with content and each tier, beside
/// what the intact model achieves on held-out samples. Ends in an empty line; empty
/// without content.
std::string answer_section(const RunRecord& record, const std::vector<WorkloadMetrics>& workloads);

/// Faults that happened beside those expected without acceleration. Ends in an empty
/// line; empty when radiation acts on no node.
std::string fault_section(const RunRecord& record);

/// One line that says so when fault rates were accelerated or slowed, else empty.
std::string acceleration_notice(const RunRecord& record);

}  // namespace orbitmesh
