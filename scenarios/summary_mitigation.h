#pragma once

#include <string>

#include "scenarios/run_record.h"

namespace orbitmesh {

/// Section of the summary about what nodes did against radiation effects and what it cost; ends in
/// an empty line and is empty in a run without.
std::string mitigation_section(const RunRecord& record);

}  // namespace orbitmesh
