#pragma once

#include <string>
#include <vector>

#include "scenarios/metrics.h"
#include "scenarios/run_record.h"

namespace orbitmesh {

/// Sections of the summary about the network; each ends in an empty line and is empty
/// where the run has nothing of the kind.
std::string flow_section(const RunRecord& record);
std::string link_section(const std::vector<LinkMetrics>& links);
std::string terminal_section(const RunRecord& record,
                             const std::vector<TerminalMetrics>& terminals);

}  // namespace orbitmesh
