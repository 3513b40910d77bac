#pragma once

#include <string>
#include <vector>

#include "scenarios/metrics_nodes.h"
#include "scenarios/run_record.h"

namespace orbitmesh {

/// Section of the summary about the serving nodes, busiest first; ends in an empty line
/// and is empty where nothing was served.
std::string node_section(const RunRecord& record, const std::vector<NodeMetrics>& nodes);

}  // namespace orbitmesh
