#pragma once

#include <string>
#include <vector>

#include "scenarios/run_record.h"

namespace orbitmesh {

/// What to look at before trusting a finished run, one sentence each: fault rates that were
/// multiplied, remarks on catalogues, terminals without a satellite, nodes that refused requests,
/// workloads none of whose requests was answered. `run --strict` refuses a run that has any.
std::vector<std::string> run_warnings(const RunRecord& record);

}  // namespace orbitmesh
