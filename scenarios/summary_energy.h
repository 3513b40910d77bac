#pragma once

#include <string>

#include "scenarios/metrics.h"
#include "scenarios/run_record.h"

namespace orbitmesh {

/// Section of the summary about energy an answer and about what buses limited; ends in an empty
/// line, and is empty where nothing was answered.
std::string energy_section(const RunRecord& record, const RunMetrics& metrics);

}  // namespace orbitmesh
