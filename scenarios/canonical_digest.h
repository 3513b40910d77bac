#pragma once

#include <string>

#include "scenarios/run_record.h"

namespace orbitmesh {

/// Digest of everything a run found out: entity names, then requests by id, attempts by
/// (request, attempt), faults by (time, node) with their expected numbers, slots by (time,
/// terminal), node samples by (time, node), link samples by (time, link), flows by name, and
/// kernels other than the portable ones.
/// The order in which records arrived does not matter. Wall time, counts of workers,
/// warnings, scenario name and seed are left out, so a scenario that was renamed and gives
/// the same results has the same digest. 32 hexadecimal digits.
std::string canonical_digest(const RunRecord& record);

}  // namespace orbitmesh
