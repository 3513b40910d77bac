#pragma once

#include <string>

#include "scenarios/run_record.h"

namespace orbitmesh {

/// What was struck by each outage and timeline, one row each; empty without any.
std::string outage_section(const RunRecord& record);

}  // namespace orbitmesh
